"""Tell Django that this part has tables."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The part `journal`."""

    name = "hoshimori.journal"
    default_auto_field = "django.db.models.BigAutoField"
