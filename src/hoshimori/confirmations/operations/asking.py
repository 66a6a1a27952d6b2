"""A company asks an expert, or shows its need on the list; it withdraws, or hands over again what was returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.assessments.queries.seeing import locked_for as assessment_locked_for
from hoshimori.assessments.queries.submissions import in_force
from hoshimori.confirmations import events
from hoshimori.confirmations.models import Confirmation
from hoshimori.confirmations.operations.steps import (
    act_on,
    is_in_house,
    locked_with_submission,
    require_eligible,
    require_in_force,
)
from hoshimori.confirmations.permissions import Action, require
from hoshimori.confirmations.rules.asking import checked_message, checked_withdrawal, require_confirmed_level
from hoshimori.confirmations.rules.states import CONFIRMATION, ENDED, ConfirmationAction, ConfirmationState
from hoshimori.journal.operations import record
from hoshimori.qualifications.queries import expert_named
from hoshimori.shared.refusal import Invalid, NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.qualifications.queries import ExpertName
    from hoshimori.shared.actor import Actor


def show_need(*, assessment_id: UUID, message: str, actor: Actor, at: datetime) -> UUID:
    """Put the need for a confirmation on the list that eligible experts see; returns the confirmation's id.

    They see the company, its size, prefecture and industry, level and edition, and the message: no answer.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        NotPossibleNow: it is not handed over, is for ★4, or an expert is asked already.
        Invalid: the message is too long.
    """
    return _begin(assessment_id, None, message, actor, at)


def ask(*, assessment_id: UUID, expert_id: UUID, message: str, actor: Actor, at: datetime) -> UUID:
    """Ask one expert, named by its membership, to confirm what was handed over; returns the confirmation's id.

    An expert of the company itself may be asked, and is flagged [D].

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        NotPossibleNow: it is not handed over, is for ★4, an expert is asked already, or this one is not eligible today.
        Invalid: nobody is an expert under this membership, or the message is too long.
    """
    return _begin(assessment_id, expert_id, message, actor, at)


def withdraw(*, confirmation_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Withdraw the wish for this confirmation; a declaration that rests on it no longer holds.

    Raises:
        NotFound: the confirmation does not exist for this actor.
        NotPossibleNow: it was declined or withdrawn already.
        Invalid: no reason is given, or it is too long.
    """
    with transaction.atomic():
        row, _ = locked_with_submission(actor, at, confirmation_id)

        require(actor, Action.ASK)

        before = ConfirmationState(row.state)
        after = CONFIRMATION.after(before, ConfirmationAction.WITHDRAW)
        why = checked_withdrawal(reason)

        row.state, row.reason, row.concluded_at = after.value, why, at
        row.version += 1
        row.save(update_fields=["state", "reason", "concluded_at", "version"])

        act = act_on(
            row,
            events.WITHDRAWN,
            {"confirmation_state": before.value},
            {"confirmation_state": after.value, "reason": why},
        )
        record(act=act, about_id=row.organization_id, actor=actor, at=at)


def hand_over_again(*, confirmation_id: UUID, actor: Actor, at: datetime) -> None:
    """Give the expert the handing over that stands now, in place of the one it judged so far.

    What was confirmed before no longer holds, and what was judged is judged anew.

    Raises:
        NotFound: the confirmation does not exist for this actor.
        NotPossibleNow: nothing newer is handed over, or no expert has taken this confirmation on.
    """
    with transaction.atomic():
        row, now = locked_with_submission(actor, at, confirmation_id)

        require(actor, Action.ASK)

        after = CONFIRMATION.after(ConfirmationState(row.state), ConfirmationAction.HAND_OVER_AGAIN)
        submission = require_in_force(now)
        if submission.number == row.submission_number:
            raise NotPossibleNow("NOTHING_NEWER_HANDED_OVER")
        before = {"confirmation_state": row.state, "number": row.submission_number}

        row.state, row.submission_number, row.submission_digest = after.value, submission.number, submission.digest
        row.manner, row.paper, row.digest, row.concluded_at = "", None, "", None
        row.version += 1
        row.save()

        numbers = {"confirmation_state": after.value, "number": submission.number, "digest": submission.digest}
        act = act_on(row, events.HANDED_OVER_AGAIN, before, numbers)
        record(act=act, about_id=row.organization_id, actor=actor, at=at)


def _begin(assessment_id: UUID, expert_id: UUID | None, message: str, actor: Actor, at: datetime) -> UUID:
    with transaction.atomic():
        assessment = assessment_locked_for(actor, at, assessment_id)
        now = in_force(assessment_id, lock=True)
        ended = [state.value for state in ENDED]
        is_going_on = Confirmation.objects.filter(assessment=assessment).exclude(state__in=ended).exists()

        require(actor, Action.ASK)

        require_confirmed_level(assessment.level)
        submission = require_in_force(now)
        if is_going_on:
            raise NotPossibleNow("ALREADY_ASKED")
        expert = _expert(expert_id, assessment.edition_id, at) if expert_id else None
        text = checked_message(message)
        state = CONFIRMATION.after(None, ConfirmationAction.ASK if expert else ConfirmationAction.SHOW_NEED)

        row = Confirmation.objects.create(
            organization_id=assessment.organization_id,
            assessment=assessment,
            submission_number=submission.number,
            submission_digest=submission.digest,
            state=state.value,
            expert_id=expert_id,
            is_in_house=expert is not None and is_in_house(expert, assessment.organization_id),
            message=text,
            asked_by_id=actor.person_id,
            asked_at=at,
        )

        event = events.EXPERT_ASKED if expert else events.NEED_SHOWN
        after = {
            "confirmation_state": state.value,
            "number": submission.number,
            "expert": expert.name if expert else "",
        }
        record(act=act_on(row, event, {}, after), about_id=row.organization_id, actor=actor, at=at)
    return row.pk


def _expert(expert_id: UUID, edition_code: str, at: datetime) -> ExpertName:
    expert = expert_named(expert_id)
    if expert is None:
        raise Invalid("EXPERT_UNKNOWN", field="expert")
    require_eligible(expert.person_id, edition_code, at)
    return expert
