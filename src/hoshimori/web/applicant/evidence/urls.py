"""Addresses of the pages: evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from hoshimori.web.applicant.evidence import views

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

OF_CRITERION = "assessments/<uuid:assessment_id>/evidence/<str:criterion_no>/"
OF_PIECE = "evidence/<uuid:evidence_id>/"

app_name = "evidence"
urlpatterns: list[URLPattern | URLResolver] = [
    path("evidence/", views.company, name="company"),
    path(OF_PIECE, views.piece, name="piece"),
    path(OF_PIECE + "file", views.file, name="file"),
    path(OF_PIECE + "period", views.change_period, name="change_period"),
    path(OF_PIECE + "replace/file", views.replace_by_file, name="replace_by_file"),
    path(OF_PIECE + "replace/pointer", views.replace_by_pointer, name="replace_by_pointer"),
    path(OF_PIECE + "removal", views.ask_to_remove, name="ask_to_remove"),
    path(OF_PIECE + "remove", views.remove, name="remove"),
    path("assessments/<uuid:assessment_id>/evidence/", views.criterion, name="criterion"),
    path(OF_CRITERION + "files", views.add_files, name="add_files"),
    path(OF_CRITERION + "pointers", views.add_pointer, name="add_pointer"),
    path(OF_CRITERION + "attach", views.attach, name="attach"),
    path(OF_CRITERION + "detach/<uuid:evidence_id>", views.detach, name="detach"),
]
