"""Tell Django that this part has tables."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    """The part `credentials`."""

    name = "hoshimori.credentials"
    default_auto_field = "django.db.models.BigAutoField"
