"""Tell Django that this part has tables."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The part `notices`."""

    name = "hoshimori.notices"
    default_auto_field = "django.db.models.BigAutoField"
