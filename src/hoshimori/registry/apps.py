"""Tell Django that this part has tables."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The part `registry`."""

    name = "hoshimori.registry"
    default_auto_field = "django.db.models.BigAutoField"
