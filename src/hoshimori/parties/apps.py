"""Tell Django that this part has tables."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """The part `parties`."""

    name = "hoshimori.parties"
    default_auto_field = "django.db.models.BigAutoField"
