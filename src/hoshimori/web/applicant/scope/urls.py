"""Addresses of the pages: the scope of a self-evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

app_name = "scope"
urlpatterns: list[URLPattern | URLResolver] = []
