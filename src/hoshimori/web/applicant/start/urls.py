"""Addresses of the pages: first steps, today, and the list of self-evaluations."""

from __future__ import annotations

from django.urls import path

from hoshimori.web.applicant.start import views

app_name = "start"
urlpatterns = [
    path("today/", views.show_today, name="today"),
    path("first-steps/", views.show_first_steps, name="first_steps"),
    path("assessments/", views.show_list, name="list"),
    path("assessments/begin/", views.begin, name="begin"),
    path("assessments/<uuid:assessment_id>/", views.show_assessment, name="assessment"),
    path("assessments/<uuid:assessment_id>/continue/", views.continue_from, name="continue"),
    path("assessments/<uuid:assessment_id>/close/", views.close, name="close"),
    path("assessments/<uuid:assessment_id>/reopen/", views.reopen, name="reopen"),
]
