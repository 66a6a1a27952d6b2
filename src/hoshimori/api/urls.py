"""Addresses for programs."""

from __future__ import annotations

from django.urls import path

from hoshimori.api.registrations import api

urlpatterns = [path("v1/", api.urls)]
