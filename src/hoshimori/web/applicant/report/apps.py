"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class ReportConfig(AppConfig):
    """Pages: what is missing, reports, handing over."""

    name = "hoshimori.web.applicant.report"
    label = "web_report"
