"""Registrations with their terms, the series their numbers come from, and changes that were notified."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from hoshimori.registry.models.filing import SUMMARY_LIMIT, TEXT_LIMIT, Filing
from hoshimori.registry.rules.states import ChangeNoticeState, RegistrationState
from hoshimori.shared.identifiers import new_id


class NumberSeries(models.Model):
    """How many numbers a year's series of a level has given so far; locked while one is given."""

    id = models.BigAutoField(primary_key=True)
    level = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "year"], name="a_year_has_one_series_a_level")]


class Registration(models.Model):
    """An entry of the public register. Names and places are kept as registered; only change notices alter them.

    `number` is its ten digits without hyphens. `valid_from`/`valid_until` are days in Japan, the end exclusive, over
    all terms. `is_renewal_pending`: a timely renewal waits for its decision and keeps it valid until then [D].
    `warned_days` is the last warning before the present end that its company was given: 90, 30 or 7 days.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=10, unique=True)
    organization = models.ForeignKey("parties.Organization", on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    edition = models.ForeignKey("schemes.EditionRecord", on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=9, default=RegistrationState.VALID.value)
    valid_from = models.DateField()
    valid_until = models.DateField()
    is_renewal_pending = models.BooleanField(default=False)
    corporate_number = models.CharField(max_length=13)
    name_ja = models.CharField(max_length=120)
    name_kana = models.CharField(max_length=160, blank=True)
    name_en = models.CharField(max_length=160, blank=True)
    prefecture = models.CharField(max_length=2)
    size_class = models.CharField(max_length=10)
    industry = models.CharField(max_length=1)
    scope_summary_ja = models.CharField(max_length=SUMMARY_LIMIT)
    scope_summary_en = models.CharField(max_length=SUMMARY_LIMIT, blank=True, default="")
    evaluation_body_ja = models.CharField(max_length=120, blank=True, default="")
    evaluation_body_en = models.CharField(max_length=160, blank=True, default="")
    bigrams = models.TextField(editable=False)
    warned_days = models.PositiveSmallIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    registered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(number__regex=r"^[0-9]{10}$"), name="a_registration_number_has_10_digits"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RegistrationState]),
                name="a_registration_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")), name="a_registration_ends_after_it_began"
            ),
            models.UniqueConstraint(
                fields=["organization", "level"],
                condition=Q(state__in=[RegistrationState.VALID.value, RegistrationState.SUSPENDED.value]),
                name="a_company_is_registered_once_a_level",
            ),
        ]
        indexes = [
            models.Index(fields=["corporate_number", "number"], name="registrations_of_a_company"),
            models.Index(fields=["prefecture", "number"], name="registrations_by_prefecture"),
            models.Index(fields=["state", "number"], name="registrations_by_state"),
            models.Index(fields=["prefecture", "state", "number"], name="registrations_by_both"),
            models.Index(fields=["state", "valid_until"], name="registrations_by_their_end"),
        ]


class Term(models.Model):
    """One term that was granted, with the filing and the digest it rests on. Never changed."""

    id = models.BigAutoField(primary_key=True)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="terms", db_index=False)
    number = models.PositiveSmallIntegerField()
    filing = models.OneToOneField(Filing, on_delete=models.PROTECT, related_name="term")
    whole_digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_until = models.DateField()
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "number"], name="terms_are_numbered"),
            models.UniqueConstraint(fields=["whole_digest"], name="what_was_declared_is_registered_once"),
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="a_term_ends_after_it_began"),
        ]


class ChangeNotice(models.Model):
    """A material change that a registered company notified; due within the edition's time [D]."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="changes")
    what = models.TextField(max_length=TEXT_LIMIT)
    happened_on = models.DateField()
    is_late = models.BooleanField(default=False)
    state = models.CharField(max_length=13)
    answer = models.TextField(blank=True, default="", max_length=TEXT_LIMIT)
    notified_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    notified_at = models.DateTimeField()
    taken_note_of_by = models.ForeignKey("parties.Person", null=True, on_delete=models.PROTECT, related_name="+")
    taken_note_of_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ChangeNoticeState]),
                name="a_change_notice_state_is_known",
            ),
        ]
        indexes = [models.Index(fields=["state", "notified_at"], name="changes_by_age")]
