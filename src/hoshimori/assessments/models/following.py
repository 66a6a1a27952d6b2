"""What is still to be done, and a calendar that shows it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoshimori.assessments.models.answering import CRITERION_NO_LENGTH, Assessment
from hoshimori.shared.identifiers import new_id


class Task(models.Model):
    """Something to be done for a criterion, by somebody, until a day. That it is done says nothing about the answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="tasks", db_index=False)
    criterion_no = models.CharField(max_length=CRITERION_NO_LENGTH)
    what = models.CharField(max_length=500)
    owner = models.ForeignKey("parties.Person", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    added_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    done_by = models.ForeignKey("parties.Person", null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="a_task_says_what"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="a_done_task_says_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["assessment", "done_at", "due_on"], name="tasks_by_due_day")]


class CalendarFeed(models.Model):
    """A calendar address of one membership; only a digest of its secret is kept, and it can be ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    membership = models.ForeignKey("parties.Membership", on_delete=models.PROTECT, related_name="+")
    secret_digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2, default="ja")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(ended_at__isnull=True), name="one_open_calendar_per_membership"
            ),
        ]
