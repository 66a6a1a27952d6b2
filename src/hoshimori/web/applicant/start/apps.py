"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class StartConfig(AppConfig):
    """Pages: first steps, today, and the list of self-evaluations."""

    name = "hoshimori.web.applicant.start"
    label = "web_start"
