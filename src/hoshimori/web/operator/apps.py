"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class OperatorConfig(AppConfig):
    """Pages: operator."""

    name = "hoshimori.web.operator"
    label = "web_operator"
