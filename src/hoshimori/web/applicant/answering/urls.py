"""Addresses of the pages: answering criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

app_name = "answering"
urlpatterns: list[URLPattern | URLResolver] = []
