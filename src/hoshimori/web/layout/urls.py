"""Addresses of the pages: layout."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from hoshimori.web.layout import language, styleguide, views

app_name = "layout"
urlpatterns = [
    path("language/", language.change, name="language"),
    path("health", views.health, name="health"),
]

if not settings.IS_PRODUCTION:
    urlpatterns += [
        path("styleguide/", styleguide.page, name="styleguide"),
        path("styleguide/working/", styleguide.working_page, name="styleguide_working"),
    ]
