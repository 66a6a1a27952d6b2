"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Pages: public."""

    name = "hoshimori.web.public"
    label = "web_public"
