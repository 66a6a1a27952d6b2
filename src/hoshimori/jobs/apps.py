"""Tell Django where background work is."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work in the background."""

    name = "hoshimori.jobs"
