"""The journal's table: one row an act, never changed and never removed (triggers on both databases)."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One act of the scheme.

    `about_id` is the organization whose matter it is and who may read it; `organization_id` the one in whose name
    the person acted. `before` and `after` hold the values that changed.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=80)
    person_id = models.UUIDField(null=True)
    role = models.CharField(max_length=20)
    organization_id = models.UUIDField(null=True)
    about_id = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=80)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(act__regex=r"^[a-z]+:[a-z_]+:[a-z_]+$"),
                name="an_act_is_named_part_subject_done",
            ),
        ]
        indexes = [
            models.Index(fields=["about_id", "-id"], name="journal_of_an_organization"),
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="journal_of_a_subject"),
        ]
