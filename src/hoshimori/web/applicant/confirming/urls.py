"""Addresses of the pages: the way into the register, filings, registrations."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.applicant.confirming import registry_views, views

AT = "assessments/<uuid:assessment_id>/confirmation/"
FILING = "confirmation/filings/<uuid:filing_id>/"
REGISTRATION = "confirmation/registrations/<uuid:registration_id>/"

app_name = "confirming"
urlpatterns = [
    path(AT, views.index, name="index"),
    path("confirmation/ask/", views.ask_somebody, name="ask_somebody"),
    path(AT + "ask/", views.ask, name="ask"),
    path(AT + "need/", views.need, name="need"),
    path(AT + "withdraw/", views.withdraw, name="withdraw"),
    path(AT + "again/", views.again, name="again"),
    path(AT + "result/", views.read_result, name="result"),
    path(AT + "declare/", views.declare, name="declare"),
    path(AT + "file/", registry_views.file, name="file"),
    path(FILING, registry_views.show_filing, name="filing"),
    path(FILING + "withdraw/", registry_views.withdraw_filing, name="withdraw_filing"),
    path(REGISTRATION, registry_views.show_registration, name="registration"),
    path(REGISTRATION + "return/", registry_views.return_registration, name="return_registration"),
    path(REGISTRATION + "change/", registry_views.notify_change, name="notify_change"),
]
