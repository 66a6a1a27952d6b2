"""Tell Django that this part has tables."""

from django.apps import AppConfig


class SchemesConfig(AppConfig):
    """The part `schemes`."""

    name = "hoshimori.schemes"
    default_auto_field = "django.db.models.BigAutoField"
