"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class MinistryConfig(AppConfig):
    """Pages: ministry."""

    name = "hoshimori.web.ministry"
    label = "web_ministry"
