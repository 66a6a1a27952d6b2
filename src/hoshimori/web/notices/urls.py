"""Addresses of the pages: one's own notices."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.show_list, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("rhythm/", views.choose_rhythm, name="rhythm"),
    path("<uuid:notice_id>/", views.notice, name="notice"),
]
