"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class AnsweringConfig(AppConfig):
    """Pages: answering criteria."""

    name = "hoshimori.web.applicant.answering"
    label = "web_answering"
