"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Pages: the demo's people."""

    name = "hoshimori.web.demo"
    label = "web_demo"
