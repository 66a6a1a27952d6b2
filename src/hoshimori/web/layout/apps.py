"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class LayoutConfig(AppConfig):
    """Pages: layout."""

    name = "hoshimori.web.layout"
    label = "web_layout"
