"""Tables of editions: where each one stands, and official wording that somebody loaded."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoshimori.schemes.rules import EditionState
from hoshimori.shared.identifiers import new_id


class EditionRecord(models.Model):
    """Where an edition stands; what it says is one frozen document, known by its digest."""

    code = models.CharField(primary_key=True, max_length=40)
    state = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    published_on = models.DateField()
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in EditionState]), name="an_edition_state_is_known"
            ),
        ]


class OfficialWording(models.Model):
    """The official sentences of one edition as read from the official workbook, kept beside Hoshimori's own words.

    Loaded by the operator they are for everybody (`organization_id` None), loaded by a company for that company.
    `texts` maps numbers of criteria and requirements to the official text; `deviations` is where the workbook says
    otherwise than the edition, line by line. A row never changes: loading again makes another one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    edition = models.ForeignKey(EditionRecord, on_delete=models.PROTECT, related_name="wordings")
    organization_id = models.UUIDField(null=True)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    texts = models.JSONField()
    deviations = models.JSONField()
    loaded_by_id = models.UUIDField()
    loaded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["edition", "organization_id", "-loaded_at"], name="newest_wording")]
