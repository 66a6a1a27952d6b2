"""Public halves of the operator's keys, and the keys of companies."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoshimori.credentials.rules.keys import KeyState, Purpose
from hoshimori.shared.identifiers import new_id


class IssuerKey(models.Model):
    """A key of the operator as verifiers know it; its private half rests in the key store under the same `kid`."""

    kid = models.CharField(primary_key=True, max_length=64)
    purpose = models.CharField(max_length=12)
    algorithm = models.CharField(max_length=5)
    public_jwk = models.JSONField()
    state = models.CharField(max_length=9)
    announced_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="", max_length=4000)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=[purpose.value for purpose in Purpose]), name="a_key_has_a_known_purpose"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in KeyState]), name="a_key_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["purpose"], condition=Q(state=KeyState.SIGNING.value), name="one_key_signs_for_a_purpose"
            ),
        ]


class HolderKey(models.Model):
    """The key with which a company shows that a certificate is its own.

    `sealed` holds the private half, readable for the key store alone, where it is in our custody; it is empty where the
    company keeps the key itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey("parties.Organization", on_delete=models.PROTECT, related_name="+")
    algorithm = models.CharField(max_length=5)
    public_jwk = models.JSONField()
    sealed = models.BinaryField(default=bytes)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization"], condition=Q(ended_at__isnull=True), name="a_company_has_one_key_at_a_time"
            ),
        ]
