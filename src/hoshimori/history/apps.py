"""Tell Django that this part has tables."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """The part `history`."""

    name = "hoshimori.history"
    default_auto_field = "django.db.models.BigAutoField"
