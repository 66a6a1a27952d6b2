"""Addresses of the pages and files: the register's history. Those of the files are set by C2SP tlog-tiles."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.public.history import files, views

app_name = "history_of_register"
urlpatterns = [
    path("register/history/", views.page, name="page"),
    path("register/history/entries", views.entries, name="entries"),
    path("history/checkpoint", files.checkpoint, name="checkpoint"),
    path("history/tile/<path:place>", files.tile, name="tile"),
    path("history/particulars/<str:number>.json", files.particulars, name="particulars"),
]
