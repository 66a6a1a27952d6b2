"""Tables of notices and of how people want them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoshimori.notices.rules import Delivery, Rhythm
from hoshimori.shared.identifiers import new_id


class Notice(models.Model):
    """One thing that one person is told, in one role. Its words are made by a door from `act` and `particulars`.

    `particulars` hold names and days, never answers, nonconformities or reasons: whoever may read those follows the
    link. `key` is what happened: one person is told of a thing once. `mail_ended_at` is when the mail server took the
    mail, or when it was given up.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    membership_id = models.UUIDField()
    about = models.ForeignKey("parties.Organization", null=True, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=80)
    key = models.CharField(max_length=240)
    particulars = models.JSONField(default=dict)
    delivery = models.CharField(max_length=9)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail_ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership_id", "key"], name="somebody_is_told_of_a_thing_once"),
            models.CheckConstraint(
                condition=Q(delivery__in=[one.value for one in Delivery]), name="a_notice_delivery_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["membership_id", "-made_at"], name="notices_of_a_member"),
            models.Index(fields=["membership_id"], condition=Q(read_at__isnull=True), name="notices_not_read"),
            models.Index(fields=["delivery", "person"], name="notices_by_delivery"),
        ]


class Wish(models.Model):
    """How somebody wants mail; no row means at once."""

    person = models.OneToOneField("parties.Person", on_delete=models.PROTECT, related_name="+", primary_key=True)
    rhythm = models.CharField(max_length=7, default=Rhythm.AT_ONCE.value)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm__in=[one.value for one in Rhythm]), name="a_mail_rhythm_is_known"
            ),
        ]
