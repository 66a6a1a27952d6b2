"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Pages: the journal."""

    name = "hoshimori.web.applicant.history"
    label = "web_history"
