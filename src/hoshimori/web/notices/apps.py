"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class NoticesPagesConfig(AppConfig):
    """Pages: one's own notices."""

    name = "hoshimori.web.notices"
    label = "web_notices"
