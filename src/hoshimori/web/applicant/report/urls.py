"""Addresses of the pages: what is missing, reports, handing over."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.applicant.report import views

app_name = "report"
urlpatterns = [
    path("", views.index, name="index"),
    path("order", views.order, name="order"),
    path("missing/", views.missing, name="missing"),
    path("hand-over/", views.hand_over, name="hand_over"),
    path("take-back", views.take_back, name="take_back"),
    path("<uuid:report_id>/", views.report, name="report"),
    path("<uuid:report_id>/file", views.download, name="download"),
    path("<uuid:report_id>/try-again", views.try_again, name="try_again"),
]
