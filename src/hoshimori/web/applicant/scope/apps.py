"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class ScopeConfig(AppConfig):
    """Pages: the scope of a self-evaluation."""

    name = "hoshimori.web.applicant.scope"
    label = "web_scope"
