"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class DisclosingConfig(AppConfig):
    """Pages: disclosure by consent."""

    name = "hoshimori.web.applicant.disclosing"
    label = "web_disclosing"
