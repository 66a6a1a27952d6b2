"""Addresses of the experts' pages."""

from __future__ import annotations

from django.urls import include, path

app_name = "expert"
urlpatterns = [
    path("", include("hoshimori.web.expert.desk.urls")),
    path("", include("hoshimori.web.expert.judging.urls")),
    path("", include("hoshimori.web.expert.standing.urls")),
]
