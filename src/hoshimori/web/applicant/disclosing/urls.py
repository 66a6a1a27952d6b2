"""Addresses of the pages: disclosure by consent."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.applicant.disclosing import answer_views, key_views, offer_views, views

app_name = "disclosing"
urlpatterns = [
    path("", views.index, name="index"),
    path("asks/<uuid:ask_id>/", answer_views.ask, name="ask"),
    path("offer/<uuid:registration_id>/", offer_views.offer, name="offer"),
    path("key/", key_views.key, name="key"),
    path("key/give-back/", key_views.give_back, name="key_back"),
    path("<uuid:disclosure_id>/", views.disclosure, name="disclosure"),
    path("<uuid:disclosure_id>/file/", views.file, name="file"),
    path("<uuid:disclosure_id>/end/", views.end, name="end"),
]
