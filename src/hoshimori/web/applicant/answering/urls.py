"""Addresses of the pages: answering criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path, register_converter

from hoshimori.web.applicant.answering import views
from hoshimori.web.applicant.answering.addresses import OfficialNumber

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

register_converter(OfficialNumber, "official_no")

app_name = "answering"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.index, name="index"),
    path("<official_no:requirement_no>/", views.requirement, name="requirement"),
    path("<official_no:requirement_no>/list", views.listing, name="listing"),
    path("<official_no:criterion_no>/save", views.save, name="save"),
    path("<official_no:criterion_no>/confirm", views.confirm, name="confirm"),
    path("<official_no:criterion_no>/alternative", views.propose, name="propose"),
    path("<official_no:criterion_no>/alternative/withdraw", views.withdraw, name="withdraw"),
    path("<official_no:criterion_no>/comments", views.comment, name="comment"),
    path("<official_no:criterion_no>/time", views.record_time, name="time"),
    path("<official_no:criterion_no>/history", views.history, name="history"),
]
