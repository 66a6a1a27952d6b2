"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class ApplicantConfig(AppConfig):
    """Pages: applicant."""

    name = "hoshimori.web.applicant"
    label = "web_applicant"
