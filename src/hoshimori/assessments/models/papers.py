"""Workbooks that were handed in, and reports that were ordered: longer work that can be left and come back to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoshimori.assessments.models.answering import Assessment
from hoshimori.assessments.rules.states import ImportState, ReportState
from hoshimori.shared.identifiers import new_id


class WorkbookImport(models.Model):
    """A filled workbook and what accepting it would change; nothing is written to the answers before.

    `content` is the workbook until it is read, `proposal` the changes and problems by cell.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="imports")
    state = models.CharField(max_length=12)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField(null=True)
    rows_read = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    proposal = models.JSONField(default=dict)
    problem = models.CharField(max_length=60, blank=True, default="")
    handed_in_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ImportState]), name="an_import_state_is_known"
            ),
        ]


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
