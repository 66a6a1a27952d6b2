"""Addresses of the pages: what orderers ask and are shown."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.orderer import views

app_name = "orderer"
urlpatterns = [
    path("", views.index, name="index"),
    path("ask/", views.new, name="new"),
    path("asks/<uuid:ask_id>/", views.ask, name="ask"),
    path("asks/<uuid:ask_id>/withdraw/", views.withdraw, name="withdraw"),
    path("shown/<uuid:disclosure_id>/", views.shown, name="shown"),
    path("shown/<uuid:disclosure_id>/file/", views.file, name="file"),
]
