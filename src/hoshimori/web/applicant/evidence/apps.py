"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Pages: evidence."""

    name = "hoshimori.web.applicant.evidence"
    label = "web_evidence"
