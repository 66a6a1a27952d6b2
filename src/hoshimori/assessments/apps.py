"""Tell Django that this part has tables."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """The part `assessments`."""

    name = "hoshimori.assessments"
    default_auto_field = "django.db.models.BigAutoField"
