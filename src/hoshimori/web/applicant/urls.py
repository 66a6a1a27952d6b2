"""Addresses of the applicant's pages: one line an area."""

from __future__ import annotations

from django.urls import include, path

SELF_EVALUATION = "assessments/<uuid:assessment_id>/"

urlpatterns = [
    path("", include("hoshimori.web.applicant.start.urls")),
    path("", include("hoshimori.web.applicant.company.urls")),
    path("history/", include("hoshimori.web.applicant.history.urls")),
    path("", include("hoshimori.web.applicant.evidence.urls")),
    path("", include("hoshimori.web.applicant.tasks.urls")),
    path(SELF_EVALUATION + "scope/", include("hoshimori.web.applicant.scope.urls")),
    path(SELF_EVALUATION + "answers/", include("hoshimori.web.applicant.answering.urls")),
    path(SELF_EVALUATION + "excel/", include("hoshimori.web.applicant.excel.urls")),
    path(SELF_EVALUATION + "report/", include("hoshimori.web.applicant.report.urls")),
    path("", include("hoshimori.web.applicant.confirming.urls")),
    path("disclosures/", include("hoshimori.web.applicant.disclosing.urls")),
    path("", include("hoshimori.web.applicant.tabs")),
]
