"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class ExpertConfig(AppConfig):
    """Pages: expert."""

    name = "hoshimori.web.expert"
    label = "web_expert"
