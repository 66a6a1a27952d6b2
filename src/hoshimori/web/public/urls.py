"""Addresses of the pages: public."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.public import expert_views, views

app_name = "public"
urlpatterns = [
    path("", views.first, name="first"),
    path("scheme/", views.scheme, name="scheme"),
    path("responsibility/", views.responsibility, name="responsibility"),
    path("criteria/", views.catalogue, name="catalogue"),
    path("criteria/<str:edition_code>/", views.catalogue, name="catalogue"),
    path("criteria/<str:edition_code>/<str:requirement_no>/", views.requirement, name="requirement"),
    path("editions/", views.editions, name="editions"),
    path("editions/<str:edition_code>/", views.edition, name="edition"),
    path("editions/<str:edition_code>/changes/", views.changes, name="changes"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("help/", views.help_page, name="help"),
    path("experts/", expert_views.experts, name="experts"),
]
