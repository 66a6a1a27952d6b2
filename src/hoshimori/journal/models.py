"""The journal's table: one row an act, never changed and never removed (triggers on both databases)."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from hoshimori.shared.canonical import Plain


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

    @property
    def content(self) -> dict[str, Plain]:
        """Return everything the entry says, as plain values for the chain."""
        return {
            "id": self.pk,
            "at": self.at.astimezone(UTC).isoformat(),
            "act": self.act,
            "person": str(self.person_id or ""),
            "role": self.role,
            "organization": str(self.organization_id or ""),
            "about": str(self.about_id or ""),
            "subject": [self.subject_kind, self.subject_id],
            "before": self.before,
            "after": self.after,
        }


class Link(models.Model):
    """One link of the chain over the entries, made after the act by a job, so that acts never wait for one another.

    It points to its entry by number and not by reference: it stays when somebody removes the entry.
    """

    number = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
