"""Tell Django that this part has tables."""

from django.apps import AppConfig


class ConfirmationsConfig(AppConfig):
    """The part `confirmations`."""

    name = "hoshimori.confirmations"
    default_auto_field = "django.db.models.BigAutoField"
