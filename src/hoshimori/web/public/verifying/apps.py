"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class VerifyingConfig(AppConfig):
    """Pages: checking a certificate."""

    name = "hoshimori.web.public.verifying"
    label = "web_verifying"
