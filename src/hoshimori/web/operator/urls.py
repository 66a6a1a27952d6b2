"""Addresses of the operator's pages."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.operator import expert_views, filing_views, register_views, views
from hoshimori.web.operator.register_pages import Keeping

app_name = "operator"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("organizations/", views.organizations, name="organizations"),
    path("organizations/<uuid:organization_id>/", views.organization, name="organization"),
    path("organizations/<uuid:organization_id>/access/", views.open_access, name="open_access"),
    path("editions/<str:edition_code>/wording/", views.wording, name="wording"),
    path("editions/<str:edition_code>/wording/load/", views.load_wording, name="load_wording"),
    path("accesses/", views.accesses, name="accesses"),
    path("accesses/<uuid:access_id>/end/", views.end_access, name="end_access"),
    path("filings/", filing_views.filings, name="filings"),
    path("filings/<uuid:filing_id>/", filing_views.filing, name="filing"),
    path("filings/<uuid:filing_id>/check/", filing_views.check, name="check"),
    path("filings/<uuid:filing_id>/register/", filing_views.register, name="register"),
    path("filings/<uuid:filing_id>/refuse/", filing_views.refuse, name="refuse"),
    path("registrations/", register_views.registrations, name="registrations"),
    path("registrations/<str:number>/", register_views.registration, name="registration"),
    *(path(f"registrations/<str:number>/{act}/", register_views.keep, {"act": act}, name=act.value) for act in Keeping),
    path("changes/<uuid:change_id>/", register_views.change, name="change"),
    path("experts/", expert_views.experts, name="experts"),
    path("experts/<uuid:expert_id>/", expert_views.expert, name="expert"),
    path("experts/<uuid:expert_id>/qualifications/", expert_views.record_qualification, name="record_qualification"),
    path("experts/<uuid:expert_id>/trainings/", expert_views.record_training, name="record_training"),
    path(
        "experts/<uuid:expert_id>/qualifications/<uuid:qualification_id>/",
        expert_views.take_qualification_out,
        name="take_qualification_out",
    ),
    path(
        "experts/<uuid:expert_id>/trainings/<uuid:training_id>/",
        expert_views.take_training_out,
        name="take_training_out",
    ),
]
