"""Addresses of the operator's pages."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.operator import views

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
]
