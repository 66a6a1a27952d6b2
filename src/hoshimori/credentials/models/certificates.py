"""Certificates, what they tell, and the lists in which their states are published."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoshimori.credentials.models.keys import HolderKey, IssuerKey
from hoshimori.credentials.rules.keys import CertificateState
from hoshimori.shared.identifiers import new_id


class StatusShard(models.Model):
    """One list of 65,536 states: the signed list as it was last published, and how many of its places are given.

    `stale_since` is when a state in it changed after it was signed; None: it says what is so.
    """

    number = models.PositiveIntegerField(primary_key=True)
    given = models.PositiveIntegerField(default=0)
    token = models.TextField(blank=True, default="")
    signed_at = models.DateTimeField(null=True)
    stale_since = models.DateTimeField(null=True)


class Told(models.Model):
    """What the certificates of one term tell (`rules/claims.py`); never changed, so that many can rest on it.

    `packed` is its JSON, compressed (`exchange/making.py`): nothing is ever looked for inside, and it is read whole
    when all certificates are issued anew.
    """

    id = models.BigAutoField(primary_key=True)
    registration = models.ForeignKey("registry.Registration", on_delete=models.PROTECT, related_name="+")
    term = models.PositiveSmallIntegerField()
    packed = models.BinaryField()


class Certificate(models.Model):
    """A certificate of one term of a registration.

    Kept are the JWT that the operator signed, the seed from which its salts follow, and what its disclosures tell; the
    disclosures themselves are made from these whenever they are wanted. `version` is that of the registration it was
    last compared with.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    registration = models.ForeignKey("registry.Registration", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=8)
    told = models.ForeignKey(Told, on_delete=models.PROTECT, related_name="+", db_index=False)
    signed_with = models.ForeignKey(IssuerKey, on_delete=models.PROTECT, related_name="+", db_index=False)
    holder = models.ForeignKey(HolderKey, on_delete=models.PROTECT, related_name="+")
    token = models.TextField()
    seed = models.BinaryField()
    shard = models.ForeignKey(StatusShard, on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in CertificateState]), name="a_certificate_state_is_known"
            ),
            models.UniqueConstraint(fields=["shard", "place"], name="a_place_in_a_list_is_given_once"),
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(state=CertificateState.CURRENT.value),
                name="a_registration_has_one_current_certificate",
            ),
        ]
        indexes = [
            models.Index(
                fields=["issued_at", "id"],
                condition=Q(state=CertificateState.CURRENT.value),
                name="current_certificates_by_age",
            ),
        ]


class Reissue(models.Model):
    """Once all certificates are issued anew: every current one that is older than `begun_at` is still to be done."""

    id = models.BigAutoField(primary_key=True)
    begun_at = models.DateTimeField()
    to_do = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    is_over = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_over"], condition=Q(is_over=False), name="one_reissue_goes_on_at_a_time"
            ),
        ]
