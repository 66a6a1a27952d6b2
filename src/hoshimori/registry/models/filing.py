"""Filings: what a company asks the operator to register."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoshimori.registry.rules.states import UNDECIDED, FilingKind, FilingState
from hoshimori.shared.identifiers import new_id

TEXT_LIMIT = 4000
SUMMARY_LIMIT = 400


class Filing(models.Model):
    """A filing over exactly what management declared: `whole_digest` is that of the declaration.

    `paper` holds what the operator checks and what would become public, as one value; `checks` what the officer noted
    point by point. `renews` names the registration a renewal is for.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey("parties.Organization", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7)
    state = models.CharField(max_length=10)
    level = models.PositiveSmallIntegerField()
    edition = models.ForeignKey("schemes.EditionRecord", on_delete=models.PROTECT, related_name="+", db_index=False)
    declaration = models.ForeignKey("confirmations.Declaration", on_delete=models.PROTECT, related_name="+")
    whole_digest = models.CharField(max_length=64)
    scope_summary_ja = models.CharField(max_length=SUMMARY_LIMIT)
    scope_summary_en = models.CharField(max_length=SUMMARY_LIMIT, blank=True, default="")
    renews = models.ForeignKey("registry.Registration", null=True, on_delete=models.PROTECT, related_name="+")
    paper = models.JSONField()
    checks = models.JSONField(default=dict)
    reason = models.TextField(blank=True, default="", max_length=TEXT_LIMIT)
    version = models.PositiveIntegerField(default=1)
    filed_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    decided_by = models.ForeignKey("parties.Person", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in FilingState]), name="a_filing_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=FilingKind.NEW.value, renews__isnull=True)
                | Q(kind=FilingKind.RENEWAL.value, renews__isnull=False),
                name="a_renewal_names_what_it_renews",
            ),
            models.CheckConstraint(
                condition=~Q(state=FilingState.REFUSED.value, reason=""), name="a_refused_filing_says_why"
            ),
            models.UniqueConstraint(
                fields=["organization", "level"],
                condition=Q(state__in=[state.value for state in sorted(UNDECIDED)]),
                name="a_company_has_one_undecided_filing_a_level",
            ),
        ]
        indexes = [models.Index(fields=["state", "filed_at"], name="filings_by_age")]


class FiledPlatform(models.Model):
    """An IT platform that a filing's scope names, so that filings on one platform can be laid side by side [M]."""

    id = models.BigAutoField(primary_key=True)
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="filed_platforms", db_index=False)
    platform = models.ForeignKey("parties.Platform", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["filing", "platform"], name="a_filing_names_a_platform_once"),
        ]
