"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class CompanyConfig(AppConfig):
    """Pages: the company, its people and IT platforms."""

    name = "hoshimori.web.applicant.company"
    label = "web_company"
