"""Tell Django that these pages have templates and words."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Pages: what is still to be done, and the calendar."""

    name = "hoshimori.web.applicant.tasks"
    label = "web_tasks"
