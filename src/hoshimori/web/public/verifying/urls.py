"""Addresses of the pages: checking a certificate."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.public.verifying import views

app_name = "verifying"
urlpatterns = [
    path("", views.check, name="check"),
    path("titles-<str:edition>.json", views.titles, name="titles"),
]
