"""Addresses of the pages: the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

app_name = "history"
urlpatterns: list[URLPattern | URLResolver] = []
