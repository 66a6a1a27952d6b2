"""What an orderer asks a registered company to show."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoshimori.disclosures.rules.states import AskState
from hoshimori.shared.identifiers import new_id

TEXT_LIMIT = 4000


class Ask(models.Model):
    """An orderer's ask: named items of one registration, for a purpose, until a day (exclusive).

    `items` are codes as `rules/items.py` has them. `is_told` : the company lets the orderer know that it refused.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    registration = models.ForeignKey("registry.Registration", on_delete=models.PROTECT, related_name="+")
    asker = models.ForeignKey("parties.Organization", on_delete=models.PROTECT, related_name="+")
    items = models.JSONField()
    purpose = models.TextField(max_length=TEXT_LIMIT)
    until = models.DateField()
    state = models.CharField(max_length=9)
    reason = models.TextField(blank=True, default="", max_length=TEXT_LIMIT)
    is_told = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    asked_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey("parties.Person", null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in AskState]), name="an_ask_state_is_known"
            ),
        ]
        indexes = [models.Index(fields=["registration", "state", "asked_at"], name="asks_by_age")]
