"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Pages: the register's history."""

    name = "hoshimori.web.public.history"
    label = "web_history_of_register"
