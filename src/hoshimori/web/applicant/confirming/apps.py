"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class ConfirmingConfig(AppConfig):
    """Pages: the expert's confirmation, the declaration, the filing, the registration."""

    name = "hoshimori.web.applicant.confirming"
    label = "web_confirming"
