"""An expert returns what was handed over, or confirms it."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.confirmations import events
from hoshimori.confirmations.models import Judgement
from hoshimori.confirmations.operations.steps import (
    act_on,
    is_in_house,
    locked_with_submission,
    require_eligible,
    require_in_force,
)
from hoshimori.confirmations.permissions import Action, require
from hoshimori.confirmations.queries.detail import judgements_of
from hoshimori.confirmations.queries.seeing import locked_for
from hoshimori.confirmations.rules.asking import checked_advice, checked_return_reason
from hoshimori.confirmations.rules.judging import checked_manner, disagreements, require_confirmable, to_judge
from hoshimori.confirmations.rules.papers import FORMAT, whole_digest
from hoshimori.confirmations.rules.states import CONFIRMATION, ConfirmationAction, ConfirmationState
from hoshimori.journal.operations import record
from hoshimori.qualifications.queries.standing import qualifications_of, standing_of
from hoshimori.schemes.queries import edition
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotFound, NotPossibleNow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.queries.submissions import InForce
    from hoshimori.assessments.rules.snapshot import Snapshot
    from hoshimori.confirmations.models import Confirmation
    from hoshimori.confirmations.rules.judging import JudgementValue, Key
    from hoshimori.confirmations.rules.papers import ConfirmationPaper, ExpertPart, JudgementPart
    from hoshimori.shared.actor import Actor


def send_back(*, confirmation_id: UUID, reason: str, advice: str, manner: str, actor: Actor, at: datetime) -> None:
    """Return what was handed over, with reasons; from now on the company reads them and every judgement so far.

    `reason` is about the whole and may be missing where at least one judgement disagrees. `manner` may be missing.

    Raises:
        NotFound: the confirmation does not exist for this expert.
        NotPossibleNow: it is not being judged.
        Invalid: no reason is given and nothing is disagreed with; a text is too long; the manner is unknown.
    """
    with transaction.atomic():
        row = locked_for(actor, at, confirmation_id)
        judgements = judgements_of(row.pk, row.submission_number)

        require(actor, Action.JUDGE)

        after = CONFIRMATION.after(ConfirmationState(row.state), ConfirmationAction.RETURN)
        disagreed = disagreements(judgements.values())
        why = checked_return_reason(reason, is_needed=not disagreed)
        said, how = checked_advice(advice), checked_manner(manner).value if manner else ""

        row.state, row.reason, row.advice, row.manner, row.concluded_at = after.value, why, said, how, at
        row.times_returned += 1
        row.version += 1
        row.save(update_fields=["state", "reason", "advice", "manner", "concluded_at", "times_returned", "version"])
        _tell(row, at)

        facts = {
            "confirmation_state": after.value,
            "number": row.submission_number,
            "reason": why,
            "not_agreed": [f"{one.key.about.value} {one.key.subject}" for one in disagreed],
        }
        act = act_on(row, events.RETURNED, {"confirmation_state": ConfirmationState.JUDGING.value}, facts)
        record(act=act, about_id=row.organization_id, actor=actor, at=at)


def confirm(*, confirmation_id: UUID, manner: str, advice: str, actor: Actor, at: datetime) -> str:
    """Confirm what was handed over; returns the digest of the whole, over which management then declares.

    Raises:
        NotFound: the confirmation does not exist for this expert.
        NotPossibleNow: it is not being judged; what was judged is no longer what is handed over; the expert is not
            eligible today; something is not judged, not agreed with, or a criterion is not met.
        Invalid: nobody said how it was done, or the advice is too long.
    """
    with transaction.atomic():
        row, now = locked_with_submission(actor, at, confirmation_id)
        judgements = judgements_of(row.pk, row.submission_number)

        require(actor, Action.JUDGE)

        after = CONFIRMATION.after(ConfirmationState(row.state), ConfirmationAction.CONFIRM)
        submission = _still_handed_over(row, now)
        code = submission.content["edition"]["code"]
        require_eligible(actor.person_id, code, at)
        require_confirmable(submission.content, edition(code), judgements)
        how, said = checked_manner(manner), checked_advice(advice)

        row.state, row.manner, row.advice, row.reason, row.concluded_at = after.value, how.value, said, "", at
        # Who joined the company since taking it on, or has just left it, is flagged all the same.
        row.is_in_house = row.is_in_house or is_in_house(actor, row.organization_id)
        paper = _paper(row, submission, judgements, at)
        row.paper, row.digest = dict(paper), whole_digest(submission.content, paper)
        row.version += 1
        row.save()
        _tell(row, at)

        facts = {
            "confirmation_state": after.value,
            "number": row.submission_number,
            "digest": row.digest,
            "manner": row.manner,
            "in_house": row.is_in_house,
        }
        act = act_on(row, events.CONFIRMED, {"confirmation_state": ConfirmationState.JUDGING.value}, facts)
        record(act=act, about_id=row.organization_id, actor=actor, at=at)
    return row.digest


def _still_handed_over(row: Confirmation, now: InForce | None) -> InForce:
    submission = require_in_force(now)
    if (submission.number, submission.digest) != (row.submission_number, row.submission_digest):
        raise NotPossibleNow("HANDED_OVER_ANEW")
    return submission


def _tell(row: Confirmation, at: datetime) -> None:
    """Let the company read what was judged in this handing over; from now on it stands."""
    Judgement.objects.filter(confirmation=row, submission_number=row.submission_number, told_at__isnull=True).update(
        told_at=at
    )


def _paper(
    row: Confirmation, submission: InForce, judgements: Mapping[Key, JudgementValue], at: datetime
) -> ConfirmationPaper:
    return {
        "format": FORMAT,
        "assessment": str(row.assessment_id),
        "submission": {"number": submission.number, "digest": submission.digest},
        "expert": _expert(row, submission.content["edition"]["code"], at),
        "manner": row.manner,
        "judgements": _said(submission.content, judgements),
        "advice": row.advice,
        "confirmed_at": at.astimezone(UTC).isoformat(timespec="seconds"),
    }


def _expert(row: Confirmation, edition_code: str, at: datetime) -> ExpertPart:
    """Return who confirms, with what is in force today of all the operator recorded."""
    expert, today = row.expert, day_in_japan(at)
    if expert is None:
        raise NotFound
    standing = standing_of([expert.person_id])[expert.person_id]
    listed = qualifications_of(edition_code)
    held = {one.name for one in standing.qualifications if one.is_in_force(today)}
    trained = max((one for one in standing.trainings if one.is_in_force(today)), key=lambda one: one.valid_until)
    return {
        "name": expert.person.name,
        "organization": expert.organization.name_ja,
        "organization_en": expert.organization.name_en,
        "corporate_number": expert.organization.corporate_number,
        "is_in_house": row.is_in_house,
        "qualifications": [name for name in listed if name in held],
        "training_provider": trained.provider,
        "training_valid_until": trained.valid_until.isoformat(),
    }


def _said(snapshot: Snapshot, judgements: Mapping[Key, JudgementValue]) -> list[JudgementPart]:
    return [
        {
            "about": subject.key.about.value,
            "subject": subject.key.subject,
            "what": subject.label,
            "verdict": judgements[subject.key].verdict.value,
            "reason": judgements[subject.key].reason,
        }
        for subject in to_judge(snapshot)
    ]
