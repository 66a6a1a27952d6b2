"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class ExcelConfig(AppConfig):
    """Pages: workbooks out and in."""

    name = "hoshimori.web.applicant.excel"
    label = "web_excel"
