"""All certificates are issued anew, such as after a key was revoked: batch by batch, none twice, none left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from hoshimori.credentials import events
from hoshimori.credentials.models import Certificate, IssuerKey, Reissue, StatusShard
from hoshimori.credentials.operations import placing
from hoshimori.credentials.operations.placing import Place
from hoshimori.credentials.permissions import Action, require
from hoshimori.credentials.queries import reissuing
from hoshimori.credentials.rules.claims import Envelope
from hoshimori.credentials.rules.keys import CertificateState, KeyState
from hoshimori.journal.operations import Act, record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hoshimori.credentials.exchange.making import Made
    from hoshimori.credentials.queries.reissuing import Going, Old
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Draft:
    """A certificate to be signed in the place of an old one."""

    old: Old
    envelope: Envelope

    @property
    def place(self) -> Place:
        """Where its state will stand."""
        return Place(self.envelope.shard, self.envelope.place)


def begin(*, actor: Actor, at: datetime) -> Going:
    """Begin to issue all certificates anew; where that was begun and broken off, it goes on from there.

    Raises:
        NotPermitted: only Hoshimori itself issues certificates.
    """
    require(actor, Action.ISSUE)
    if (going := reissuing.going()) is not None:
        return going
    try:
        with transaction.atomic():
            row = Reissue.objects.create(begun_at=at, to_do=reissuing.left(at).count())
            act = Act(events.REISSUE_BEGUN, "reissue", str(row.pk), after={"to_do": row.to_do})
            record(act=act, about_id=None, actor=actor, at=at)
    except IntegrityError:
        if (going := reissuing.going()) is not None:
            return going
        raise
    return reissuing.Going(row.pk, row.begun_at, row.to_do, row.done)


def keep(
    *, reissue_id: int, kid: str, drafts: Sequence[Draft], made: Sequence[Made], actor: Actor, at: datetime
) -> int:
    """Keep a batch of signed certificates in the place of the old ones, in one transaction; returns how many.

    What somebody else issued anew in the meantime, or whose place somebody else was given, is left out: it is either
    done, or comes again.

    Raises:
        NotPermitted: only Hoshimori itself issues certificates.
    """
    with transaction.atomic():
        ids = [draft.old.certificate_id for draft in drafts]
        rows = Certificate.objects.select_for_update().filter(pk__in=ids, state=CertificateState.CURRENT.value)
        standing = set(rows.order_by("pk").values_list("pk", flat=True))
        numbers = {draft.envelope.shard for draft in drafts}
        list(StatusShard.objects.select_for_update().filter(number__in=numbers).order_by("number"))

        require(actor, Action.ISSUE)

        taken = _taken(drafts)
        kept = [
            (draft, each)
            for draft, each in zip(drafts, made, strict=True)
            if draft.old.certificate_id in standing and draft.place not in taken
        ]

        _replace([draft for draft, _each in kept])
        Certificate.objects.bulk_create([_row(draft, each, kid) for draft, each in kept])
        for number, given in Counter(draft.envelope.shard for draft, _each in kept).items():
            StatusShard.objects.filter(number=number).update(given=F("given") + given, stale_since=at)
        Reissue.objects.filter(pk=reissue_id).update(done=F("done") + len(kept))

        act = Act(events.REISSUED, "reissue", str(reissue_id), after={"certificates": len(kept), "key": kid})
        record(act=act, about_id=None, actor=actor, at=at)
    return len(kept)


def finish(*, reissue_id: int, actor: Actor, at: datetime) -> None:
    """Note that every certificate was issued anew.

    Raises:
        NotPermitted: only Hoshimori itself issues certificates.
    """
    require(actor, Action.ISSUE)
    with transaction.atomic():
        if Reissue.objects.filter(pk=reissue_id, is_over=False).update(is_over=True, ended_at=at):
            record(act=Act(events.REISSUE_DONE, "reissue", str(reissue_id)), about_id=None, actor=actor, at=at)


class Placing:
    """Draws places for a run of batches: the free places of a list are read once, and looked at again when kept."""

    def __init__(self) -> None:
        self._shard = -1
        self._free: list[int] = []

    def drafts(self, olds: Sequence[Old], at: datetime) -> tuple[Draft, ...]:
        """Return what is to be signed in the place of these certificates."""
        return tuple(self._draft(old, at) for old in olds)

    def _draft(self, old: Old, at: datetime) -> Draft:
        if not self._free:
            self._shard = placing.next_shard(self._shard)
            self._free = placing.shuffled(self._shard)
        issuer, place = settings.ENVIRONMENT.url, self._free.pop()
        return Draft(old, Envelope(issuer, at, old.expires_at, old.holder, self._shard, place))


def _taken(drafts: Sequence[Draft]) -> set[Place]:
    by_shard: dict[int, list[int]] = {}
    for draft in drafts:
        by_shard.setdefault(draft.envelope.shard, []).append(draft.envelope.place)
    return {
        Place(shard, number)
        for shard, places in by_shard.items()
        for number in Certificate.objects.filter(shard_id=shard, place__in=places).values_list("place", flat=True)
    }


def _replace(drafts: Sequence[Draft]) -> None:
    """Let the old ones be REPLACED, or ENDED where the key that signed them was revoked."""
    olds = Certificate.objects.filter(pk__in=[draft.old.certificate_id for draft in drafts])
    revoked = list(IssuerKey.objects.filter(state=KeyState.REVOKED.value).values_list("kid", flat=True))
    olds.filter(signed_with_id__in=revoked).update(state=CertificateState.ENDED.value)
    olds.exclude(signed_with_id__in=revoked).update(state=CertificateState.REPLACED.value)


def _row(draft: Draft, made: Made, kid: str) -> Certificate:
    old, envelope = draft.old, draft.envelope
    return Certificate(
        registration_id=old.registration_id,
        version=old.version,
        state=CertificateState.CURRENT.value,
        told_id=old.told_id,
        signed_with_id=kid,
        holder_id=old.holder_id,
        token=made.token,
        seed=made.seed,
        shard_id=envelope.shard,
        place=envelope.place,
        issued_at=envelope.issued_at,
        expires_at=envelope.expires_at,
    )
