"""An expert takes a confirmation on or declines it, and judges thing by thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.assessments.queries.submissions import handed_over, in_force
from hoshimori.confirmations import events
from hoshimori.confirmations.models import Judgement
from hoshimori.confirmations.operations.steps import (
    act_on,
    is_in_house,
    require_eligible,
    require_in_force,
)
from hoshimori.confirmations.permissions import Action, require
from hoshimori.confirmations.queries.detail import former_of, judgements_of
from hoshimori.confirmations.queries.seeing import found_by, found_locked_by, locked_for
from hoshimori.confirmations.rules.asking import checked_reason
from hoshimori.confirmations.rules.judging import (
    JudgementValue,
    Key,
    carried_over,
    checked_subjects,
    checked_verdict,
    to_judge,
)
from hoshimori.confirmations.rules.states import CONFIRMATION, ConfirmationAction, ConfirmationState
from hoshimori.journal.operations import record
from hoshimori.shared.refusal import Conflict, NotFound, NotPossibleNow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.rules.snapshot import Snapshot
    from hoshimori.confirmations.models import Confirmation
    from hoshimori.shared.actor import Actor


_WRITTEN = ("verdict", "reason", "version", "judged_at")
_THING = ("confirmation", "submission_number", "about", "subject")


class JudgementConflict(Conflict):
    """Something was judged in another window in the meantime; `current` is what stands there now, by what it is about.

    A thing that was never judged is not in it.
    """

    def __init__(self, current: Mapping[Key, JudgementValue]) -> None:
        super().__init__("CHANGED_MEANWHILE")
        self.current = current


def take_on(*, confirmation_id: UUID, actor: Actor, at: datetime) -> None:
    """Take on a confirmation one was asked for, or a need on the list.

    From now on the expert reads what was handed over: that which stands at this moment.

    Raises:
        NotFound: it does not exist for this expert; a need that somebody else took on is no longer on the list.
        NotPossibleNow: the expert is not eligible today, or the self-evaluation was taken back.
    """
    with transaction.atomic():
        assessment_id = found_by(actor, at, confirmation_id).assessment_id
        now = in_force(assessment_id, lock=True)
        row = found_locked_by(actor, at, confirmation_id)

        require(actor, Action.JUDGE)

        before = ConfirmationState(row.state)
        after = CONFIRMATION.after(before, ConfirmationAction.TAKE_ON)
        submission = require_in_force(now)
        require_eligible(actor.person_id, submission.content["edition"]["code"], at)

        row.state, row.expert_id, row.taken_on_at = after.value, actor.membership_id, at
        row.is_in_house = is_in_house(actor, row.organization_id)
        row.submission_number, row.submission_digest = submission.number, submission.digest
        row.version += 1
        row.save()

        facts = {"confirmation_state": after.value, "number": submission.number, "in_house": row.is_in_house}
        act = act_on(row, events.TAKEN_ON, {"confirmation_state": before.value}, facts)
        record(act=act, about_id=row.organization_id, actor=actor, at=at)


def decline(*, confirmation_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Decline a confirmation, before or after taking it on; the company reads why and may ask somebody else.

    Raises:
        NotFound: it does not exist for this expert.
        NotPossibleNow: it is confirmed, declined or withdrawn already.
        Invalid: no reason is given, or it is too long.
    """
    with transaction.atomic():
        row = locked_for(actor, at, confirmation_id)

        require(actor, Action.JUDGE)

        before = ConfirmationState(row.state)
        after = CONFIRMATION.after(before, ConfirmationAction.DECLINE)
        why = checked_reason(reason)

        row.state, row.reason, row.concluded_at = after.value, why, at
        row.version += 1
        row.save(update_fields=["state", "reason", "concluded_at", "version"])

        act = act_on(
            row,
            events.DECLINED,
            {"confirmation_state": before.value},
            {"confirmation_state": after.value, "reason": why},
        )
        record(act=act, about_id=row.organization_id, actor=actor, at=at)


def judge(
    *,
    confirmation_id: UUID,
    subjects: Sequence[Key],
    verdict: str,
    reason: str,
    versions: Mapping[Key, int],
    actor: Actor,
    at: datetime,
) -> Mapping[Key, JudgementValue]:
    """Say the same about one thing or several, with the reason; returns the judgements as saved.

    `versions` are those the expert saw (0 or missing: not judged yet). Saying the same twice changes nothing and writes
    no journal entry. The company reads judgements once the confirmation is returned or confirmed.

    Raises:
        NotFound: the confirmation, or one of the subjects, does not exist for this expert.
        JudgementConflict: one of them was judged in another window since.
        NotPossibleNow: it is not being judged.
        Invalid: nothing was chosen, the verdict is unknown, or the reason is missing or too long.
    """
    with transaction.atomic():
        row = locked_for(actor, at, confirmation_id)
        content, judged = _content(row), judgements_of(row.pk, row.submission_number)

        require(actor, Action.JUDGE)

        CONFIRMATION.after(ConfirmationState(row.state), ConfirmationAction.JUDGE)
        keys = checked_subjects(subjects, to_judge(content))
        said, why = checked_verdict(verdict), checked_reason(reason)
        before = {key: judged[key] for key in keys if key in judged}
        if len(before) == len(keys) and all((one.verdict, one.reason) == (said, why) for one in before.values()):
            return before
        if any(_version(before, key) != versions.get(key, 0) for key in keys):
            raise JudgementConflict(before)

        saved = _put(row, [JudgementValue(key, said, why, _version(before, key) + 1, at) for key in keys])

        act = act_on(row, events.JUDGED, {}, {"number": row.submission_number, "subjects": _named(keys)})
        record(act=act, about_id=row.organization_id, actor=actor, at=at)
    return saved


def take_over_unchanged(*, confirmation_id: UUID, actor: Actor, at: datetime) -> Mapping[Key, JudgementValue]:
    """Agree again with what was agreed with in the former handing over and stands word for word as it did then.

    What is judged already in this handing over stays as it is. Returns what was taken over.

    Raises:
        NotFound: the confirmation does not exist for this expert.
        NotPossibleNow: it is not being judged, or there is nothing to take over.
    """
    with transaction.atomic():
        row = locked_for(actor, at, confirmation_id)
        content, judged = _content(row), judgements_of(row.pk, row.submission_number)
        former = former_of(row.pk, row.assessment_id, row.submission_number, content)

        require(actor, Action.JUDGE)

        CONFIRMATION.after(ConfirmationState(row.state), ConfirmationAction.JUDGE)
        agreed = carried_over(former.same, former.judgements) if former else {}
        missing = {key: value for key, value in agreed.items() if key not in judged}
        if former is None or not missing:
            raise NotPossibleNow("NOTHING_TO_TAKE_OVER")

        again = [JudgementValue(key, value.verdict, value.reason, 1, at) for key, value in missing.items()]
        saved = _put(row, again)

        numbers = {"number": row.submission_number, "former_number": former.number, "subjects": _named(missing)}
        act = act_on(row, events.TAKEN_OVER, {}, numbers)
        record(act=act, about_id=row.organization_id, actor=actor, at=at)
    return saved


def _content(row: Confirmation) -> Snapshot:
    content = handed_over(row.assessment_id, row.submission_number)
    if content is None:
        raise NotFound
    return content


def _version(judged: Mapping[Key, JudgementValue], key: Key) -> int:
    return judged[key].version if key in judged else 0


def _put(confirmation: Confirmation, values: Sequence[JudgementValue]) -> dict[Key, JudgementValue]:
    """Write all judgements in one statement, each in the place of the one before it."""
    rows = [
        Judgement(
            confirmation=confirmation,
            submission_number=confirmation.submission_number,
            about=value.key.about.value,
            subject=value.key.subject,
            verdict=value.verdict.value,
            reason=value.reason,
            version=value.version,
            judged_at=value.judged_at,
        )
        for value in values
    ]
    Judgement.objects.bulk_create(rows, update_conflicts=True, update_fields=_WRITTEN, unique_fields=_THING)
    return {value.key: value for value in values}


def _named(keys: Iterable[Key]) -> list[str]:
    return [f"{key.about.value} {key.subject}" for key in keys]
