"""Tell Django that this part has tables."""

from django.apps import AppConfig


class QualificationsConfig(AppConfig):
    """The part `qualifications`."""

    name = "hoshimori.qualifications"
    default_auto_field = "django.db.models.BigAutoField"
