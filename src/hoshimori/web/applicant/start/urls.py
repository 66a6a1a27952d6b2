"""Addresses of the pages: first steps, today, and the list of self-evaluations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

app_name = "start"
urlpatterns: list[URLPattern | URLResolver] = []
