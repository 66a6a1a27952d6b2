"""What a company consented to show, to whom and until when, and who looked at it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoshimori.disclosures.models.asking import TEXT_LIMIT, Ask
from hoshimori.disclosures.rules.states import DisclosureState, Way
from hoshimori.shared.identifiers import new_id


class Disclosure(models.Model):
    """A consent: these items, to the organization with this 法人番号, until a day.

    No number: to whoever the company hands the file to. Whether an organization with the number is here is told to
    nobody. `term` is the term of the registration that was looked at: a further one rests on something else.
    `is_warned`: both sides were told that it runs out, or it was so short from the first that nobody needs to be.
    `own_words` are nonconformities and corrections that the company tells of itself, marked as its own disclosure [M];
    `nonce` is what the company's key signs along, so that a file handed over belongs to this disclosure alone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ask = models.ForeignKey(Ask, null=True, on_delete=models.PROTECT, related_name="disclosures")
    registration = models.ForeignKey("registry.Registration", on_delete=models.PROTECT, related_name="+")
    term = models.PositiveSmallIntegerField()
    shown_to_number = models.CharField(max_length=13, blank=True)
    items = models.JSONField()
    purpose = models.TextField(max_length=TEXT_LIMIT)
    comment = models.TextField(blank=True, default="", max_length=TEXT_LIMIT)
    own_words = models.JSONField(default=list)
    nonce = models.CharField(max_length=64)
    until = models.DateField()
    state = models.CharField(max_length=8)
    is_warned = models.BooleanField(default=False)
    consented_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    consented_at = models.DateTimeField()
    ended_by = models.ForeignKey("parties.Person", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in DisclosureState]), name="a_disclosure_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(shown_to_number__regex=r"^([0-9]{13})?$"),
                name="something_is_shown_to_a_number_or_handed_over",
            ),
        ]
        indexes = [
            models.Index(fields=["shown_to_number", "state", "until"], name="disclosures_to_an_orderer"),
            models.Index(fields=["state", "is_warned", "until"], name="disclosures_by_their_end"),
        ]


class View(models.Model):
    """That somebody looked at a disclosure for an organization, or took its file; the company sees every one."""

    id = models.BigAutoField(primary_key=True)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="views")
    organization = models.ForeignKey("parties.Organization", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=4)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(way__in=[way.value for way in Way]), name="a_way_of_seeing_is_known"),
        ]
