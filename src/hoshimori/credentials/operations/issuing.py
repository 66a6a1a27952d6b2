"""Certificates are issued: when a company is registered, when what the register says changes, when a key is over."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from hoshimori.confirmations.queries import declarations
from hoshimori.credentials import events
from hoshimori.credentials.exchange import making, signing
from hoshimori.credentials.exchange.signing import PublicKey
from hoshimori.credentials.models import Certificate, HolderKey, StatusShard, Told
from hoshimori.credentials.operations import keys, placing
from hoshimori.credentials.permissions import Action, require
from hoshimori.credentials.queries import certificates
from hoshimori.credentials.queries.store import store
from hoshimori.credentials.rules import claims
from hoshimori.credentials.rules.claims import Envelope
from hoshimori.credentials.rules.expiry import expires_at
from hoshimori.credentials.rules.keys import CertificateState, KeyState, Purpose
from hoshimori.journal.operations import Act, record
from hoshimori.keys.rules import Algorithm
from hoshimori.registry.queries.certified import Certified, certified
from hoshimori.schemes.queries import edition
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotPossibleNow

if TYPE_CHECKING:
    from uuid import UUID

    from hoshimori.credentials.queries.certificates import Held
    from hoshimori.credentials.rules.claims import Facts
    from hoshimori.shared.actor import Actor

AT_ONCE = 100
"""How many certificates one transaction of the timetable issues."""

HOLDER_ALGORITHM = Algorithm.ES256


def issue(*, registration_id: UUID, actor: Actor, at: datetime) -> UUID:
    """Issue a certificate of what the register says now; where the present one says that already, it stays.

    The one before is REPLACED, or ENDED where it is no longer true or rests on a key that is over.

    Raises:
        NotFound: there is no such registration.
        NotPermitted: only Hoshimori itself issues certificates.
        NotPossibleNow: the registration has ended, or the keys are not held here.
    """
    with transaction.atomic():
        of = certified(registration_id, at, lock=True)
        before = certificates.locked_current(registration_id)

        require(actor, Action.ISSUE)

        if not of.is_standing:
            raise NotPossibleNow("REGISTRATION_ENDED")
        about = facts_of(of)
        ends = expires_at(
            of.public.valid_until,
            is_renewal_pending=of.is_renewal_pending,
            at=at,
            before=before.expires_at if before else None,
        )
        if before is not None and says(before, of, about, ends):
            before.version = of.version
            before.save(update_fields=["version"])
            return before.pk

        certificate = _made(of, before, about, ends, at)

        after = {"number": of.public.number, "term": of.term, "key": certificate.signed_with_id}
        act = Act(events.ISSUED, "certificate", str(certificate.pk), after=after)
        record(act=act, about_id=of.organization_id, actor=actor, at=at)
    return certificate.pk


def issue_missing(*, actor: Actor, at: datetime, at_once: int = AT_ONCE, organization_id: UUID | None = None) -> int:
    """Issue what certificates are missing or say what is no longer so, those of one company or any; returns how many.

    Raises:
        NotPermitted: only Hoshimori itself issues certificates.
        NotPossibleNow: the keys are not held here.
    """
    require(actor, Action.ISSUE)
    rows = certificates.due(at)
    if organization_id is not None:
        rows = rows.filter(organization_id=organization_id)
    with transaction.atomic():
        due = list(rows.order_by("pk").values_list("pk", flat=True)[:at_once])
        for registration_id in due:
            issue(registration_id=registration_id, actor=actor, at=at)
    return len(due)


def current(*, registration_id: UUID, actor: Actor, at: datetime) -> Held:
    """Return the certificate of a registration; where it is missing or says what is no longer so, it is issued first.

    One whose registration has ended is returned as it was: its state says so.

    Raises:
        NotFound: there is no such registration, or it ended before it ever had a certificate.
        NotPossibleNow: the keys are not held here.
    """
    require(actor, Action.ISSUE)
    if not certificates.due(at).filter(pk=registration_id).exists():
        return certificates.held_of(registration_id)
    with transaction.atomic():
        issue(registration_id=registration_id, actor=actor, at=at)
        return certificates.held_of(registration_id)


def facts_of(of: Certified) -> Facts:
    """Return the open part of a certificate: what the register shows."""
    public = of.public
    return claims.facts(
        {
            "registration_number": public.written_number,
            "level": public.level,
            "corporate_number": public.corporate_number,
            "name_ja": public.name.ja,
            "name_en": public.name.en,
            "prefecture": public.prefecture,
            "scope_ja": public.scope_summary.ja,
            "scope_en": public.scope_summary.en,
            "valid_from": public.valid_from.isoformat(),
            "last_valid_on": public.last_valid_on.isoformat(),
            "edition": of.edition,
            "evaluation_body_ja": public.evaluation_body.ja,
            "evaluation_body_en": public.evaluation_body.en,
        }
    )


def says(before: Certificate, of: Certified, about: Facts, ends: datetime) -> bool:
    """Tell whether a certificate says what the register does, until the same moment, under keys that are in use."""
    told = making.unpack(before.told.packed)
    is_same = before.told.term == of.term and claims.facts_in(told) == about and before.expires_at == ends
    return is_same and rests_on_keys(before)


def rests_on_keys(before: Certificate) -> bool:
    """Tell whether both keys a certificate rests on still speak: the operator's and the company's."""
    return before.signed_with.state != KeyState.REVOKED.value and before.holder.ended_at is None


def told_of(of: Certified, before: Certificate | None, about: Facts) -> Told:
    """Return what the certificate tells: as before where nothing changed, else written down anew."""
    if before is not None and before.told.term == of.term:
        known = making.unpack(before.told.packed)
        if claims.facts_in(known) == about:
            return before.told
        content = claims.told_anew(known, about)
    else:
        declared = declarations.declared(of.declaration_id)
        confirmed_on = day_in_japan(datetime.fromisoformat(declared.paper["confirmed_at"]))
        content = claims.content(about, edition(of.edition), declared.snapshot, declared.paper, confirmed_on)
    return Told.objects.create(registration_id=of.registration_id, term=of.term, packed=making.pack(content))


def holder_of(organization_id: UUID, at: datetime) -> HolderKey:
    """Return the key of a company; where it has none, one is made and kept for it."""
    rows = HolderKey.objects.filter(organization_id=organization_id, ended_at=None)
    return rows.first() or _new_holder(organization_id, at) or rows.get()


def _new_holder(organization_id: UUID, at: datetime) -> HolderKey | None:
    """Make a key for a company, unless somebody else does at this moment."""
    sealed, public = store().new_holder_key(HOLDER_ALGORITHM)
    try:
        with transaction.atomic():
            return HolderKey.objects.create(
                organization_id=organization_id,
                algorithm=HOLDER_ALGORITHM.value,
                public_jwk=signing.to_jwk(PublicKey(public)),
                sealed=sealed,
                since=at,
            )
    except IntegrityError:
        return None


def _made(of: Certified, before: Certificate | None, about: Facts, ends: datetime, at: datetime) -> Certificate:
    """Sign a certificate and put it in the place of the one before it."""
    told, holder = told_of(of, before, about), holder_of(of.organization_id, at)
    signer = keys.ensure(purpose=Purpose.CERTIFICATES, actor=SYSTEM, at=at)
    (place,) = placing.take(1)
    envelope = Envelope(settings.ENVIRONMENT.url, at, ends, holder.public_jwk, place.shard, place.number)
    made = making.make(making.unpack(told.packed), envelope, signer)
    shards = {place.shard}
    if before is not None:
        is_true = rests_on_keys(before) and claims.is_still_true(making.unpack(before.told.packed), about)
        before.state = (CertificateState.REPLACED if is_true else CertificateState.ENDED).value
        before.save(update_fields=["state"])
        shards.add(before.shard_id)
    StatusShard.objects.filter(number__in=shards, stale_since=None).update(stale_since=at)
    return Certificate.objects.create(
        registration_id=of.registration_id,
        version=of.version,
        state=CertificateState.CURRENT.value,
        told=told,
        signed_with_id=signer.kid,
        holder=holder,
        token=made.token,
        seed=made.seed,
        shard_id=place.shard,
        place=place.number,
        issued_at=at,
        expires_at=ends,
    )
