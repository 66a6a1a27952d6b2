"""Addresses of the expert's desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from hoshimori.web.expert.desk import views

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.desk, name="desk"),
    path("needs/<uuid:confirmation_id>/", views.need, name="need"),
    path("confirmations/<uuid:confirmation_id>/take-on/", views.take_on, name="take_on"),
    path("confirmations/<uuid:confirmation_id>/decline/", views.decline, name="decline"),
]
