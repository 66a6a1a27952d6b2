"""Addresses of the pages: layout."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.layout import language, views

app_name = "layout"
urlpatterns = [
    path("language/", language.change, name="language"),
    path("health", views.health, name="health"),
]
