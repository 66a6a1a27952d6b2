"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Pages: the public register."""

    name = "hoshimori.web.public.register"
    label = "web_register"
