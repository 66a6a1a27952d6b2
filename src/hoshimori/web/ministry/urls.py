"""Addresses of the ministry's pages."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.ministry import views

app_name = "ministry"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("tables/<slug:code>.csv", views.table, name="table"),
]
