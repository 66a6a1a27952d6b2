"""Addresses of the pages: the scope of a self-evaluation."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.applicant.scope import views

app_name = "scope"
urlpatterns = [
    path("", views.show, name="scope"),
    path("statement/", views.describe, name="describe"),
    path("items/", views.name, name="name"),
    path("items/<uuid:item_id>/remove/", views.remove, name="remove"),
    path("platforms/", views.name_platform, name="name_platform"),
    path("exclusions/new/", views.exclude, name="exclude"),
    path("exclusions/<uuid:exclusion_id>/", views.change_exclusion, name="change_exclusion"),
    path("exclusions/<uuid:exclusion_id>/remove/", views.include_again, name="include_again"),
]
