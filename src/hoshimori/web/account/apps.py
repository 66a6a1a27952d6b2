"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class AccountConfig(AppConfig):
    """Pages: account."""

    name = "hoshimori.web.account"
    label = "web_account"
