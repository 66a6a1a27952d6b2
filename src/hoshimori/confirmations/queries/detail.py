"""One confirmation whole: what was handed over, what the expert said now and before, what changed in between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.queries.submissions import handed_over
from hoshimori.confirmations.models import Judgement
from hoshimori.confirmations.queries.lines import line
from hoshimori.confirmations.rules.judging import JudgementValue, Key, has_scope_changed, to_judge, unchanged
from hoshimori.confirmations.rules.states import About, Verdict
from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.rules.snapshot import Snapshot
    from hoshimori.confirmations.queries.lines import ConfirmationLine
    from hoshimori.confirmations.rules.judging import Subject


@dataclass(frozen=True, slots=True)
class Former:
    """The last handing over before this one in which anything was judged, and how this one compares with it.

    `same` maps what stands word for word as it did to its key then; `has_scope_changed` tells about what is covered.
    """

    number: int
    judgements: Mapping[Key, JudgementValue]
    same: Mapping[Key, Key]
    has_scope_changed: bool

    def judgement(self, key: Key) -> JudgementValue | None:
        """Return what was said then about what stands under this key now, changed or not."""
        return self.judgements.get(self.same.get(key, key))

    def has_changed(self, key: Key) -> bool:
        """Tell whether what stands under this key now is new or other than then."""
        return key not in self.same


@dataclass(frozen=True, slots=True)
class ConfirmationDetail:
    """One confirmation with everything that was handed over and judged.

    The company reads judgements once it was told of them, by returning or confirming; their expert at once. `former` is
    None at the first handing over.
    """

    line: ConfirmationLine
    snapshot: Snapshot
    subjects: tuple[Subject, ...]
    judgements: Mapping[Key, JudgementValue]
    former: Former | None

    @property
    def override_reason(self) -> str:
        """Return why it was handed over in spite of what the automatic checks found; nothing where they found none."""
        handing_over = self.snapshot["handing_over"]
        return handing_over["reason"] if handing_over else ""


def detail(actor: Actor, at: datetime, confirmation_id: UUID) -> ConfirmationDetail:
    """Return one confirmation whole. Five statements at most, however many criteria there are.

    Raises:
        NotFound: there is none, the actor may not see it, or may not (yet, or any more) read what was handed over.
    """
    about = line(actor, at, confirmation_id)
    snapshot = handed_over(about.assessment_id, about.submission_number) if about.opens else None
    if snapshot is None:
        raise NotFound
    return ConfirmationDetail(
        line=about,
        snapshot=snapshot,
        subjects=to_judge(snapshot),
        judgements=judgements_of(about.id, about.submission_number, told_only=_is_told_only(actor)),
        former=former_of(
            about.id, about.assessment_id, about.submission_number, snapshot, told_only=_is_told_only(actor)
        ),
    )


def judgements_of(confirmation_id: UUID, number: int, *, told_only: bool = False) -> dict[Key, JudgementValue]:
    """Return what was judged in one handing over, by what it is about."""
    rows = Judgement.objects.filter(confirmation_id=confirmation_id, submission_number=number)
    if told_only:
        rows = rows.filter(told_at__isnull=False)
    values = [value_of(row) for row in rows.order_by("id")]
    return {value.key: value for value in values}


def value_of(row: Judgement) -> JudgementValue:
    """Return a judgement as a value, for pages and papers."""
    key = Key(About(row.about), row.subject)
    return JudgementValue(key, Verdict(row.verdict), row.reason, row.version, row.judged_at)


def former_of(
    confirmation_id: UUID, assessment_id: UUID, number: int, now: Snapshot, *, told_only: bool = False
) -> Former | None:
    """Return the last handing over before `number` in which this expert judged anything, compared with `now`."""
    rows = Judgement.objects.filter(confirmation_id=confirmation_id, submission_number__lt=number)
    before = rows.order_by("-submission_number").values_list("submission_number", flat=True).first()
    then = handed_over(assessment_id, before) if before is not None else None
    if before is None or then is None:
        return None
    judgements = judgements_of(confirmation_id, before, told_only=told_only)
    return Former(before, judgements, unchanged(then, now), has_scope_changed(then, now))


def _is_told_only(actor: Actor) -> bool:
    return actor.role != Role.EXPERT
