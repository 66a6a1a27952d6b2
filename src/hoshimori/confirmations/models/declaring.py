"""Management's declaration of conformity (自己適合宣誓)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoshimori.confirmations.models.confirming import Confirmation
from hoshimori.shared.identifiers import new_id


class Declaration(models.Model):
    """A named member of management declares, over the digest of everything that was handed over and confirmed.

    `whole_digest` is the SHA-256 over the canonical form (RFC 8785) of the handed over self-evaluation together with
    the expert's `paper`. Whether it still holds is asked of `queries.declarations`, never stored: any later handing
    over, taking back or confirmation makes it void.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey("parties.Organization", on_delete=models.PROTECT, related_name="+")
    confirmation = models.ForeignKey(
        Confirmation, on_delete=models.PROTECT, related_name="declarations", db_index=False
    )
    submission_number = models.PositiveIntegerField()
    whole_digest = models.CharField(max_length=64)
    paper = models.JSONField()
    statement = models.CharField(max_length=40)
    declared_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    title = models.CharField(max_length=80)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["confirmation", "whole_digest"], name="the_same_is_declared_once"),
            models.CheckConstraint(
                condition=Q(whole_digest__regex=r"^[0-9a-f]{64}$"), name="a_declaration_is_over_a_digest"
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(title=""), name="a_declaration_names_who_in_management"),
        ]
