"""Tell Django that this part has tables."""

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """The part `disclosures`."""

    name = "hoshimori.disclosures"
    default_auto_field = "django.db.models.BigAutoField"
