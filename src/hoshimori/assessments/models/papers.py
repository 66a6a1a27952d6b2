"""Workbooks that were handed in, and reports that were ordered: both can be left and come back to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoshimori.assessments.models.answering import Assessment
from hoshimori.assessments.rules.states import ImportState, ReportState
from hoshimori.shared.identifiers import new_id


class WorkbookImport(models.Model):
    """A filled workbook that was handed in; nothing is written to the answers before it is accepted.

    `reading` is what the workbook says, row by row; what accepting it would change is worked out against the answers
    there are whenever somebody looks. The file itself is not kept, only its SHA-256.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="imports", db_index=False)
    state = models.CharField(max_length=9)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    reading = models.JSONField()
    rows_read = models.PositiveIntegerField()
    rows_taken = models.PositiveIntegerField(default=0)
    handed_in_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    ended_by = models.ForeignKey("parties.Person", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ImportState]), name="an_import_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ImportState.PROPOSED.value, ended_at__isnull=True, ended_by__isnull=True)
                | Q(~Q(state=ImportState.PROPOSED.value), ended_at__isnull=False, ended_by__isnull=False),
                name="an_import_that_ended_says_when_and_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["assessment", "-handed_in_at"], name="imports_of_a_self_evaluation")]


class Report(models.Model):
    """A report in one language and form, made in the background from one snapshot of the self-evaluation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(max_length=8)
    form = models.CharField(max_length=4)
    language = models.CharField(max_length=2)
    snapshot = models.JSONField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    ordered_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(form__in=["PDF", "XLSX"]), name="a_report_is_pdf_or_xlsx"),
            models.CheckConstraint(condition=Q(language__in=["ja", "en"]), name="a_report_is_japanese_or_english"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ReportState]), name="a_report_state_is_known"
            ),
        ]
