"""Tell Django where background work is, and let it follow from the journal."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work in the background."""

    name = "hoshimori.jobs"

    def ready(self) -> None:
        """Listen to the journal."""
        from hoshimori.jobs.following import follow
        from hoshimori.journal.operations import recorded

        recorded.connect(follow, dispatch_uid="hoshimori.jobs")
