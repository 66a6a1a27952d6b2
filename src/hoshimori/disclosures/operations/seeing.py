"""Somebody looks at what is shown, on the page or as a file: every look is written down for the company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.credentials.exchange.certificate_files import CertificateFile, written
from hoshimori.credentials.operations import status
from hoshimori.credentials.operations.presenting import present
from hoshimori.disclosures import events
from hoshimori.disclosures.models import View
from hoshimori.disclosures.operations.steps import number_of, signed
from hoshimori.disclosures.permissions import Action, require
from hoshimori.disclosures.queries.content import whole
from hoshimori.disclosures.queries.seeing import in_force, locked, shown_by, shown_to
from hoshimori.disclosures.queries.shown import consent_in, shown
from hoshimori.disclosures.rules.states import Way
from hoshimori.history.queries.proofs import proof_of
from hoshimori.journal.operations import Act, record

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.disclosures.models import Disclosure
    from hoshimori.disclosures.queries.content import Whole
    from hoshimori.disclosures.queries.shown import Shown
    from hoshimori.shared.actor import Actor

BEARER = "bearer"
"""To whom a file is bound that is handed to nobody in particular."""


def look(*, disclosure_id: UUID, way: Way, actor: Actor, at: datetime) -> Shown:
    """Return what is shown to the actor's company; that it looked is written down, and the company sees it.

    Raises:
        NotFound: nothing is shown to this actor under this id, or not any more.
        NotPossibleNow: the certificate is just being issued anew.
    """
    with transaction.atomic():
        row = locked(shown_to(actor, at), disclosure_id)

        require(actor, Action.SEE)

        of = whole(row.registration_id, at)

        _seen(row, way, actor, at)

        _record(row, of, way, actor, at)
    return shown(of, consent_in(row))


def hand_out(*, disclosure_id: UUID, actor: Actor, at: datetime) -> bytes:
    """Return what is shown as a certificate file, to be checked without asking anybody.

    For whom it is shown to, and for the company itself, to hand it over. It is bound to the receiver by the company's
    key, and with it the company's own words; the list of states and the proof from the register's history go along.

    Raises:
        NotFound: nothing is shown to or by this actor under this id, or not any more.
        NotPossibleNow: the certificate is just being issued anew, or the company keeps its key itself.
    """
    with transaction.atomic():
        row = locked(shown_to(actor, at) | shown_by(actor).filter(pk__in=in_force(at).order_by()), disclosure_id)

        require(actor, Action.SEE)

        of = whole(row.registration_id, at)

        _seen(row, Way.FILE, actor, at)

        _record(row, of, Way.FILE, actor, at)
        return _file(row, of, at)


def _seen(row: Disclosure, way: Way, actor: Actor, at: datetime) -> None:
    View.objects.create(
        disclosure=row,
        organization_id=actor.organization_id,
        person_id=actor.person_id,
        way=way.value,
        seen_at=at,
    )


def _record(row: Disclosure, of: Whole, way: Way, actor: Actor, at: datetime) -> None:
    after = {"registration": of.public.number, "corporate_number": number_of(actor, at), "way": way.value}
    event = events.SEEN if way == Way.PAGE else events.HANDED_OUT
    record(act=Act(event, "disclosure", str(row.pk), after=after), about_id=of.organization_id, actor=actor, at=at)


def _file(row: Disclosure, of: Whole, at: datetime) -> bytes:
    audience = f"corporate-number:{row.shown_to_number}" if row.shown_to_number else BEARER
    consent = consent_in(row)
    sd_jwt = present(registration_id=row.registration_id, items=row.items, audience=audience, nonce=row.nonce, at=at)
    leaf, proof = proof_of(of.public.number, at) or (b"", "")
    return written(
        CertificateFile(
            sd_jwt=sd_jwt,
            disclosure=str(row.pk),
            audience=audience,
            nonce=row.nonce,
            leaf=leaf.decode(),
            proof=proof,
            status_list=status.current(shard=of.shard, at=at).token,
            own_words=signed(consent.own_words),
            comment=consent.comment,
            purpose=consent.purpose,
        )
    )
