"""What a company consented to show, to whom and until when, and who looked at it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoshimori.disclosures.models.asking import TEXT_LIMIT, Ask
from hoshimori.disclosures.rules.states import DisclosureState, Way
from hoshimori.shared.identifiers import new_id


class Disclosure(models.Model):
    """A consent: these items, to this organization (None: whoever the company hands the file to), until a day.

    `own_words` are nonconformities and corrections that the company tells of itself, marked as its own disclosure [M];
    `nonce` is what the company's key signs along, so that a file handed over belongs to this disclosure alone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ask = models.ForeignKey(Ask, null=True, on_delete=models.PROTECT, related_name="disclosures")
    registration = models.ForeignKey("registry.Registration", on_delete=models.PROTECT, related_name="+")
    shown_to = models.ForeignKey("parties.Organization", null=True, on_delete=models.PROTECT, related_name="+")
    items = models.JSONField()
    purpose = models.TextField(max_length=TEXT_LIMIT)
    comment = models.TextField(blank=True, default="", max_length=TEXT_LIMIT)
    own_words = models.JSONField(default=list)
    nonce = models.CharField(max_length=64)
    until = models.DateField()
    state = models.CharField(max_length=8)
    version = models.PositiveIntegerField(default=1)
    consented_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    consented_at = models.DateTimeField()
    ended_by = models.ForeignKey("parties.Person", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in DisclosureState]), name="a_disclosure_state_is_known"
            ),
        ]
        indexes = [models.Index(fields=["shown_to", "state", "until"], name="disclosures_to_an_orderer")]


class View(models.Model):
    """That somebody of the organization it is shown to looked at a disclosure; the company sees every one."""

    id = models.BigAutoField(primary_key=True)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="views")
    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=4)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(way__in=[way.value for way in Way]), name="a_way_of_seeing_is_known"),
        ]
