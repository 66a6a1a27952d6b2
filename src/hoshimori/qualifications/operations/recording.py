"""The operator records qualifications and scheme training of experts, and takes out what was recorded by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.journal.operations import Act, record
from hoshimori.qualifications import events
from hoshimori.qualifications.models import Qualification, Training
from hoshimori.qualifications.permissions import Action, may, require
from hoshimori.qualifications.queries.experts import about_whom, is_own_matter, visible_to
from hoshimori.qualifications.queries.standing import recordable
from hoshimori.qualifications.rules import check_held, checked_qualification, checked_training, why_taken_out
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotFound, NotPossibleNow

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.parties.queries.rows import Membership
    from hoshimori.shared.actor import Actor


def record_qualification(
    *, person_id: UUID, name: str, proof: str, held_from: date, valid_until: date | None, actor: Actor, at: datetime
) -> UUID:
    """Record a qualification of an expert, with where its proof is found; returns its id.

    `valid_until` is exclusive; None means that the qualification has no end.

    Raises:
        NotFound: nobody acts as an expert under this id.
        NotPermitted: the actor is no officer of the operator.
        Invalid: the newest edition does not list it [D], its proof is missing, or its days are wrong.
        NotPossibleNow: it is recorded already, or the officer would record its own.
    """
    with transaction.atomic():
        expert = _locked(actor, person_id)

        require(actor, Action.RECORD)

        title, where = checked_qualification(name, proof, recordable())
        check_held(held_from, valid_until, day_in_japan(at))
        _require_other_than_oneself(actor, person_id)
        same = Qualification.objects.filter(
            person_id=person_id, name=title, held_from=held_from, taken_out_at__isnull=True
        )
        if same.exists():
            raise NotPossibleNow("QUALIFICATION_ALREADY_RECORDED", field="name")

        row = Qualification.objects.create(
            person_id=person_id,
            name=title,
            proof=where,
            held_from=held_from,
            valid_until=valid_until,
            recorded_by_id=actor.person_id,
            recorded_at=at,
        )

        act = Act(events.QUALIFICATION_RECORDED, "qualification", str(row.pk), after=_qualification(row))
        record(act=act, about_id=expert.organization_id, actor=actor, at=at)
    return row.pk


def take_qualification_out(*, qualification_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Take out a qualification that was recorded by mistake or was lost; what it was stays readable.

    Raises:
        NotFound: there is no such record, or the actor may not see it.
        NotPermitted: the actor is no officer of the operator.
        Invalid: the reason is missing or too long.
        NotPossibleNow: it was taken out already, or it is the officer's own.
    """
    with transaction.atomic():
        row = Qualification.objects.select_for_update().filter(pk=qualification_id).first()
        if row is None:
            raise NotFound
        _require_seen(actor, row.person_id)

        require(actor, Action.RECORD)

        why = why_taken_out(reason)
        _require_other_than_oneself(actor, row.person_id)
        if row.taken_out_at is not None:
            raise NotPossibleNow("TAKEN_OUT_ALREADY")

        row.taken_out_by_id, row.taken_out_at, row.why_taken_out = actor.person_id, at, why
        row.save(update_fields=["taken_out_by", "taken_out_at", "why_taken_out"])

        act = Act(events.QUALIFICATION_TAKEN_OUT, "qualification", str(row.pk), _qualification(row), {"reason": why})
        record(act=act, about_id=about_whom(row.person_id), actor=actor, at=at)


def record_training(
    *, person_id: UUID, provider: str, completed_on: date, valid_until: date, actor: Actor, at: datetime
) -> UUID:
    """Record scheme training that an expert completed; returns its id. `valid_until` is exclusive.

    Raises:
        NotFound: nobody acts as an expert under this id.
        NotPermitted: the actor is no officer of the operator.
        Invalid: the provider is missing, or its days are wrong.
        NotPossibleNow: it is recorded already, or the officer would record its own.
    """
    with transaction.atomic():
        expert = _locked(actor, person_id)

        require(actor, Action.RECORD)

        who = checked_training(provider, completed_on, valid_until, day_in_japan(at))
        _require_other_than_oneself(actor, person_id)
        same = Training.objects.filter(
            person_id=person_id, provider=who, completed_on=completed_on, taken_out_at__isnull=True
        )
        if same.exists():
            raise NotPossibleNow("TRAINING_ALREADY_RECORDED", field="completed_on")

        row = Training.objects.create(
            person_id=person_id,
            provider=who,
            completed_on=completed_on,
            valid_until=valid_until,
            recorded_by_id=actor.person_id,
            recorded_at=at,
        )

        act = Act(events.TRAINING_RECORDED, "training", str(row.pk), after=_training(row))
        record(act=act, about_id=expert.organization_id, actor=actor, at=at)
    return row.pk


def take_training_out(*, training_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Take out training that was recorded by mistake; what it was stays readable.

    Raises:
        NotFound: there is no such record, or the actor may not see it.
        NotPermitted: the actor is no officer of the operator.
        Invalid: the reason is missing or too long.
        NotPossibleNow: it was taken out already, or it is the officer's own.
    """
    with transaction.atomic():
        row = Training.objects.select_for_update().filter(pk=training_id).first()
        if row is None:
            raise NotFound
        _require_seen(actor, row.person_id)

        require(actor, Action.RECORD)

        why = why_taken_out(reason)
        _require_other_than_oneself(actor, row.person_id)
        if row.taken_out_at is not None:
            raise NotPossibleNow("TAKEN_OUT_ALREADY")

        row.taken_out_by_id, row.taken_out_at, row.why_taken_out = actor.person_id, at, why
        row.save(update_fields=["taken_out_by", "taken_out_at", "why_taken_out"])

        act = Act(events.TRAINING_TAKEN_OUT, "training", str(row.pk), _training(row), {"reason": why})
        record(act=act, about_id=about_whom(row.person_id), actor=actor, at=at)


def _locked(actor: Actor, person_id: UUID) -> Membership:
    """Return an expert's oldest membership, locked: nothing is recorded twice by two officers at once."""
    expert = visible_to(actor).select_for_update(of=("self",)).filter(person_id=person_id).first()
    if expert is None:
        raise NotFound
    return expert


def _require_seen(actor: Actor, person_id: UUID) -> None:
    """Let an officer go on whoever the expert is or was; everybody else only about oneself."""
    if actor.person_id != person_id and not may(actor, Action.SEE_EXPERTS):
        raise NotFound


def _require_other_than_oneself(actor: Actor, person_id: UUID) -> None:
    if is_own_matter(actor, person_id):
        raise NotPossibleNow("OWN_RECORD")


def _qualification(row: Qualification) -> dict[str, str | None]:
    return {
        "person_id": str(row.person_id),
        "name": row.name,
        "proof": row.proof,
        "held_from": row.held_from.isoformat(),
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
    }


def _training(row: Training) -> dict[str, str]:
    return {
        "person_id": str(row.person_id),
        "provider": row.provider,
        "completed_on": row.completed_on.isoformat(),
        "valid_until": row.valid_until.isoformat(),
    }
