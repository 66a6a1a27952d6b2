"""Addresses of the pages: workbooks out and in."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.applicant.excel import views

app_name = "excel"
urlpatterns = [
    path("", views.index, name="index"),
    path("self-evaluation-<str:language>.xlsx", views.download, name="download"),
    path("hand-in", views.hand_in, name="hand_in"),
    path("imports/<uuid:import_id>/", views.preview, name="preview"),
    path("imports/<uuid:import_id>/accept", views.accept, name="accept"),
    path("imports/<uuid:import_id>/discard", views.discard, name="discard"),
    path("official/", views.official, name="official"),
    path("official/load", views.load, name="load"),
]
