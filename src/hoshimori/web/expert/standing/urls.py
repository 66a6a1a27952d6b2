"""Addresses of an expert's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from hoshimori.web.expert.standing import views

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/", views.me, name="me"),
    path("me/listing/", views.change_listing, name="change_listing"),
]
