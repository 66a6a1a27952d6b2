"""Addresses of the pages and files: the register's history. Those of the files are set by C2SP tlog-tiles."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.public.history import files, views

app_name = "history_of_register"
urlpatterns = [
    path("", views.page, name="page"),
    path("entries", views.entries, name="entries"),
    path("checkpoint", files.checkpoint, name="checkpoint"),
    path("tile/<path:place>", files.tile, name="tile"),
    path("particulars/<str:number>.json", files.particulars, name="particulars"),
]
