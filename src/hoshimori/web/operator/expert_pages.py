"""What the operator's pages about experts show, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.qualifications import queries
from hoshimori.qualifications.permissions import Action, require
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotFound
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.standing import Kept, kept_qualification, kept_training, why_not

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.parties.queries.experts import Expert
    from hoshimori.qualifications.queries import ExpertLine
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class ExpertRow:
    """One expert in the list: what is in force today and why the expert cannot confirm, if so."""

    expert: Expert
    qualifications: tuple[str, ...]
    why_not: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExpertsPage:
    """Whom the officer looked for, and one page of whom it found."""

    words: str
    rows: tuple[ExpertRow, ...]
    next_after: UUID | None


@dataclass(frozen=True)
class ExpertPage:
    """One expert's record, and the two forms that add to it: at most one of them was sent and is to be mended."""

    expert: Expert
    why_not: tuple[str, ...]
    qualifications: tuple[Kept, ...]
    trainings: tuple[Kept, ...]
    listed: tuple[tuple[str, str], ...]
    today: date
    qualification_form: Form
    training_form: Form


@dataclass(frozen=True)
class TakeOutPage:
    """What is about to be taken out of an expert's record."""

    expert: Expert
    kept: Kept
    form: Form


def experts_page(actor: Actor, at: datetime, words: str, after: UUID | None) -> ExpertsPage:
    """Return one page of experts.

    Raises:
        NotPermitted: the actor is no officer.
    """
    found = queries.experts_for(actor, at, words, after)
    return ExpertsPage(words, tuple(_row(line, day_in_japan(at)) for line in found.lines), found.next_after)


def expert_page(
    actor: Actor,
    at: datetime,
    expert_id: UUID,
    *,
    qualification_form: Form | None = None,
    training_form: Form | None = None,
) -> ExpertPage:
    """Return one expert's record.

    Raises:
        NotFound: there is no such expert, or the actor may not see it.
        NotPermitted: the actor is no officer.
    """
    seen = queries.expert_for(actor, at, expert_id)
    require(actor, Action.SEE_EXPERTS)
    return ExpertPage(
        expert=seen.expert,
        why_not=why_not(seen.grounds),
        qualifications=tuple(kept_qualification(one, at) for one in seen.qualifications),
        trainings=tuple(kept_training(one, at) for one in seen.trainings),
        listed=tuple((name, name) for name in queries.recordable()),
        today=day_in_japan(at),
        qualification_form=qualification_form or Form(),
        training_form=training_form or Form(),
    )


def take_out_page(
    actor: Actor, at: datetime, expert_id: UUID, record_id: UUID, form: Form | None = None
) -> TakeOutPage:
    """Return what is about to be taken out of an expert's record.

    Raises:
        NotFound: this expert has no such record, or the actor may not see it.
    """
    page = expert_page(actor, at, expert_id)
    for kept in (*page.qualifications, *page.trainings):
        if kept.id == record_id:
            return TakeOutPage(page.expert, kept, form or Form())
    raise NotFound


def _row(line: ExpertLine, today: date) -> ExpertRow:
    names = (held.name for held in line.standing.qualifications if held.is_in_force(today))
    return ExpertRow(line.expert, tuple(dict.fromkeys(names)), why_not(line.grounds))
