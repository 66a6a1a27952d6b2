"""Self-evaluations and what is written in them. An answer is a row only once it is given."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoshimori.assessments.rules.alternatives import AlternativeText, AlternativeValue
from hoshimori.assessments.rules.answers import TEXT_LIMIT, AnswerText, AnswerValue, Result
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.shared.identifiers import new_id

CRITERION_NO_LENGTH = 12


class Assessment(models.Model):
    """One self-evaluation of one organization, at one level, pinned to one edition."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey("parties.Organization", on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey("schemes.EditionRecord", on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=12, default=AssessmentState.ANSWERING.value)
    continued_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="continuations")
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=[3, 4]), name="a_self_evaluation_is_for_star_3_or_4"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in AssessmentState]),
                name="a_self_evaluation_state_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "-changed_at", "-id"], name="self_evaluations_of_a_company"),
            models.Index(fields=["-changed_at", "-id"], name="self_evaluations_last_changed"),
        ]


class Answer(models.Model):
    """What a company says about one criterion."""

    id = models.BigAutoField(primary_key=True)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers", db_index=False)
    criterion_no = models.CharField(max_length=CRITERION_NO_LENGTH)
    result = models.CharField(max_length=14, blank=True, default=Result.BLANK.value)
    reason = models.TextField(blank=True, default="", max_length=TEXT_LIMIT)
    plan = models.TextField(blank=True, default="", max_length=TEXT_LIMIT)
    note = models.TextField(blank=True, default="", max_length=TEXT_LIMIT)
    responsible = models.ForeignKey("parties.Person", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    taken_over = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey("parties.Person", null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion_no"], name="a_criterion_is_answered_once"),
            models.CheckConstraint(
                condition=Q(result__in=[result.value for result in Result]), name="a_result_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(result=Result.NOT_APPLICABLE.value, reason=""), name="not_applicable_has_a_basis"
            ),
        ]

    @property
    def text(self) -> AnswerText:
        """Return the words of the answer."""
        return AnswerText(Result(self.result), self.reason, self.plan, self.note)

    @property
    def value(self) -> AnswerValue:
        """Return the answer as a value, for pages and reports."""
        return AnswerValue(
            criterion_no=self.criterion_no,
            text=self.text,
            responsible_id=self.responsible_id,
            due_on=self.due_on,
            taken_over=self.taken_over,
            version=self.version,
        )


class Alternative(models.Model):
    """Another means that reaches the requirement's goal (代替策) [M]: the goal, the means, and why it is equal."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="alternatives", db_index=False)
    criterion_no = models.CharField(max_length=CRITERION_NO_LENGTH)
    goal = models.TextField(max_length=TEXT_LIMIT)
    means = models.TextField(max_length=TEXT_LIMIT)
    why_equal = models.TextField(max_length=TEXT_LIMIT)
    version = models.PositiveIntegerField(default=1)
    proposed_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion_no"], name="a_criterion_has_one_alternative"),
            models.CheckConstraint(
                condition=~Q(goal="") & ~Q(means="") & ~Q(why_equal=""), name="an_alternative_says_goal_means_and_why"
            ),
        ]

    @property
    def value(self) -> AlternativeValue:
        """Return the alternative as a value, for pages and reports."""
        text = AlternativeText(self.goal, self.means, self.why_equal)
        return AlternativeValue(self.criterion_no, text, self.version, self.proposed_by_id, self.proposed_at)


class Comment(models.Model):
    """A remark among colleagues about one criterion; never part of what is handed over."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="comments")
    criterion_no = models.CharField(max_length=CRITERION_NO_LENGTH)
    author = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=TEXT_LIMIT)
    mentioned = models.ManyToManyField("parties.Person", related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_comment_has_words")]
        indexes = [models.Index(fields=["assessment", "criterion_no", "id"], name="comments_on_a_criterion")]


class TimeSpent(models.Model):
    """Minutes a person spent on a criterion on a day; an entry is corrected by another with negative minutes."""

    id = models.BigAutoField(primary_key=True)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="time_spent", db_index=False)
    criterion_no = models.CharField(max_length=CRITERION_NO_LENGTH)
    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    minutes = models.IntegerField()
    spent_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=-1440) & Q(minutes__lte=1440) & ~Q(minutes=0),
                name="time_spent_fits_in_a_day",
            ),
        ]
        indexes = [models.Index(fields=["assessment", "criterion_no"], name="time_spent_on_a_criterion")]


class Submission(models.Model):
    """A self-evaluation as it was handed over: the whole content, frozen, with its digest (RFC 8785, SHA-256)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="submissions", db_index=False)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    submitted_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="submissions_are_numbered"),
        ]
