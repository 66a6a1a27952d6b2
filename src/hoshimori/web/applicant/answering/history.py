"""The past of one answer in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hoshimori.assessments import events
from hoshimori.assessments.queries.history import history_of_answer
from hoshimori.assessments.rules.answers import Result
from hoshimori.web.applicant.answering import addresses
from hoshimori.web.applicant.answering.states import RESULT_WORDS
from hoshimori.web.layout.words import day, minutes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django_stubs_ext import StrPromise

    from hoshimori.journal.queries import Recorded
    from hoshimori.parties.queries.names import Named
    from hoshimori.shared.actor import Actor

ACT_WORDS: dict[str, StrPromise] = {
    events.ANSWER_SAVED: _("changed the answer"),
    events.ANSWER_CONFIRMED: _("confirmed the answer again"),
    events.ALTERNATIVE_PROPOSED: _("proposed an alternative"),
    events.ALTERNATIVE_WITHDRAWN: _("withdrew the alternative"),
    events.TIME_RECORDED: _("recorded time"),
}
_FIELD_WORDS: dict[str, StrPromise] = {
    "result": _("Result"),
    "reason": _("Why it is met now"),
    "plan": _("What will be done"),
    "note": _("Supplementary note"),
    "responsible": _("Responsible"),
    "due_on": _("Due"),
    "goal": _("Goal"),
    "means": _("Means"),
    "why_equal": _("Why it is equal"),
    "minutes": _("Time spent"),
}
"""What is shown of an act; other values, such as the day time was spent on, say nothing more."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after; empty where there was none."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Past:
    """One act: when, who, what, and which values changed."""

    at: datetime
    name: str
    role: str
    act: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The past of one answer, newest first."""

    criterion_no: str
    back: str
    acts: tuple[Past, ...]


def history(actor: Actor, at: datetime, assessment_id: UUID, criterion_no: str) -> HistoryPage:
    """Return the past of one answer.

    Raises:
        NotFound: the self-evaluation or the criterion does not exist for this actor.
    """
    recorded, people = history_of_answer(actor, at, assessment_id, criterion_no)
    return HistoryPage(
        criterion_no,
        addresses.of_criterion(assessment_id, criterion_no),
        tuple(_past(entry, people) for entry in recorded),
    )


def _past(entry: Recorded, people: Mapping[UUID, Named]) -> Past:
    person = people.get(entry.person_id) if entry.person_id else None
    changes = tuple(
        Change(str(label), _said(field, entry.before, people), _said(field, entry.after, people))
        for field, label in _FIELD_WORDS.items()
        if field in entry.before or field in entry.after
    )
    act = str(ACT_WORDS.get(entry.act, entry.act))
    return Past(entry.at, person.name if person else "", entry.role, act, changes)


def _said(field: str, values: Mapping[str, Any], people: Mapping[UUID, Named]) -> str:
    value = values.get(field)
    if field == "result" and value is not None:
        return str(RESULT_WORDS[Result(value)])
    if not value:
        return ""
    if field == "responsible":
        person = people.get(UUID(value))
        return person.name if person else ""
    if field == "minutes":
        return minutes(value)
    return day(date.fromisoformat(value)) if field == "due_on" else str(value)
