"""Confirmations, and what experts say about each criterion, alternative and exclusion."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoshimori.confirmations.rules.states import ENDED, About, ConfirmationState, Manner, Verdict
from hoshimori.shared.identifiers import new_id

TEXT_LIMIT = 4000


class Confirmation(models.Model):
    """One expert's confirmation of one self-evaluation, over as many handings over as it takes.

    `submission_number` and `submission_digest` name the handing over it is about now. `paper` is what was confirmed,
    as one value with names and no references; `digest` fixes it together with what was handed over (SHA-256 over
    RFC 8785). A handing over after that makes it void: then the numbers differ.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey("parties.Organization", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey("assessments.Assessment", on_delete=models.PROTECT, related_name="+", db_index=False)
    submission_number = models.PositiveIntegerField()
    submission_digest = models.CharField(max_length=64)
    state = models.CharField(max_length=9)
    expert = models.ForeignKey(
        "parties.Membership", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_in_house = models.BooleanField(default=False)
    message = models.TextField(blank=True, default="", max_length=TEXT_LIMIT)
    manner = models.CharField(max_length=13, blank=True, default="")
    advice = models.TextField(blank=True, default="", max_length=TEXT_LIMIT)
    reason = models.TextField(blank=True, default="", max_length=TEXT_LIMIT)
    paper = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    times_returned = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    asked_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    taken_on_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ConfirmationState]),
                name="a_confirmation_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(manner="") | Q(manner__in=[manner.value for manner in Manner]),
                name="a_confirmation_was_done_in_a_known_manner",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ConfirmationState.OPEN.value, ConfirmationState.WITHDRAWN.value])
                | Q(expert__isnull=False),
                name="a_confirmation_names_its_expert",
            ),
            models.CheckConstraint(
                condition=~Q(state=ConfirmationState.CONFIRMED.value)
                | Q(~Q(digest=""), ~Q(manner=""), paper__isnull=False, concluded_at__isnull=False),
                name="what_is_confirmed_is_fixed_by_a_digest",
            ),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=~Q(state__in=[state.value for state in sorted(ENDED)]),
                name="a_self_evaluation_is_confirmed_by_one_expert_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["assessment", "-asked_at"], name="confirmations_of_a_self"),
            models.Index(fields=["expert", "state", "asked_at"], name="confirmations_of_an_expert"),
            models.Index(fields=["state", "asked_at"], name="confirmations_by_state"),
        ]


class Judgement(models.Model):
    """What an expert says about one thing in one handing over, always with a written reason.

    `subject` is the number of a criterion, or for an exclusion its place in the frozen scope, from 0. `told_at` is when
    the company was told, by returning or confirming; from then on the judgement never changes.
    """

    id = models.BigAutoField(primary_key=True)
    confirmation = models.ForeignKey(Confirmation, on_delete=models.PROTECT, related_name="judgements", db_index=False)
    submission_number = models.PositiveIntegerField()
    about = models.CharField(max_length=11)
    subject = models.CharField(max_length=12)
    verdict = models.CharField(max_length=10)
    reason = models.TextField(max_length=TEXT_LIMIT)
    version = models.PositiveIntegerField(default=1)
    judged_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["confirmation", "submission_number", "about", "subject"], name="a_thing_is_judged_once"
            ),
            models.CheckConstraint(
                condition=Q(about__in=[about.value for about in About]), name="a_judgement_is_about_something_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[verdict.value for verdict in Verdict]), name="a_verdict_is_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_judgement_has_a_written_reason"),
        ]
