"""Tables of what the operator recorded about experts, and of what experts say about themselves."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from hoshimori.qualifications.rules import PROOF_LIMIT, PROVIDER_LIMIT, STATEMENT_LIMIT, Facet, Serves
from hoshimori.shared.identifiers import new_id


class Qualification(models.Model):
    """A qualification of a person, with its proof. `valid_until` is exclusive; taken out means recorded by mistake."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    proof = models.CharField(max_length=PROOF_LIMIT)
    held_from = models.DateField()
    valid_until = models.DateField(null=True)
    recorded_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    taken_out_by = models.ForeignKey("parties.Person", null=True, on_delete=models.PROTECT, related_name="+")
    taken_out_at = models.DateTimeField(null=True)
    why_taken_out = models.TextField(blank=True, default="", max_length=STATEMENT_LIMIT)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(proof=""), name="a_qualification_has_its_proof"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("held_from")),
                name="a_qualification_ends_after_it_began",
            ),
        ]


class Training(models.Model):
    """Scheme training that a person completed. `valid_until` is exclusive.

    `warned_days` is the last threshold (90, 30 or 7 days before the end) of which its expert was told.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    provider = models.CharField(max_length=PROVIDER_LIMIT)
    completed_on = models.DateField()
    valid_until = models.DateField()
    warned_days = models.PositiveSmallIntegerField(null=True)
    recorded_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    taken_out_by = models.ForeignKey("parties.Person", null=True, on_delete=models.PROTECT, related_name="+")
    taken_out_at = models.DateTimeField(null=True)
    why_taken_out = models.TextField(blank=True, default="", max_length=STATEMENT_LIMIT)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(provider=""), name="training_names_its_provider"),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("completed_on")), name="training_runs_out_after_it_was_completed"
            ),
        ]
        indexes = [models.Index(fields=["valid_until"], name="training_by_its_end")]


class Listing(models.Model):
    """What an expert says about itself in the register of experts; only who agreed is listed."""

    membership = models.OneToOneField(
        "parties.Membership", on_delete=models.PROTECT, related_name="+", primary_key=True
    )
    is_listed = models.BooleanField(default=False)
    serves = models.CharField(max_length=12)
    statement = models.TextField(blank=True, default="", max_length=STATEMENT_LIMIT)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(serves__in=[one.value for one in Serves]), name="whom_an_expert_serves"),
        ]


class Served(models.Model):
    """One prefecture, industry or size class that a listed expert serves."""

    id = models.BigAutoField(primary_key=True)
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="served", db_index=False)
    facet = models.CharField(max_length=10)
    code = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(facet__in=[one.value for one in Facet]), name="a_facet_is_known"),
            models.UniqueConstraint(fields=["listing", "facet", "code"], name="an_expert_serves_something_once"),
        ]
        indexes = [models.Index(fields=["facet", "code"], name="experts_by_what_they_serve")]
