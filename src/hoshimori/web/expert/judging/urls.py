"""Addresses at which an expert judges and concludes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from hoshimori.web.expert.judging import views

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

_HERE = "confirmations/<uuid:confirmation_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_HERE, views.confirmation, name="confirmation"),
    path(f"{_HERE}parts/<str:part>/", views.part, name="part"),
    path(f"{_HERE}parts/<str:part>/judge/", views.judge, name="judge"),
    path(f"{_HERE}take-over/", views.take_over, name="take_over"),
    path(f"{_HERE}evidence/<str:sha256>/", views.evidence, name="evidence"),
    path(f"{_HERE}conclude/", views.conclude, name="conclude"),
    path(f"{_HERE}conclude/confirm/", views.confirm, name="confirm"),
    path(f"{_HERE}conclude/return/", views.send_back, name="send_back"),
    path(f"{_HERE}said/", views.said, name="said"),
]
