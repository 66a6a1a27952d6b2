"""Addresses of the pages: the journal."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.applicant.history import views

app_name = "history"
urlpatterns = [
    path("", views.history, name="history"),
    path("journal.csv", views.as_csv, name="csv"),
    path("journal.json", views.as_json, name="json"),
]
