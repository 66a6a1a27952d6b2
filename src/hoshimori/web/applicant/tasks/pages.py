"""What is still to be done: lists, one task, and the calendar that shows one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.heading import heading, own_open_ones
from hoshimori.assessments.queries.tasks import Which, task, task_counts, tasks
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.assessments.rules.tasks import WHAT_LIMIT, TaskAction, TaskState
from hoshimori.parties.queries.names import people_of
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotFound
from hoshimori.web.applicant.answering import addresses
from hoshimori.web.applicant.words import task_mark
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.http import QueryDict
    from django_stubs_ext import StrPromise

    from hoshimori.assessments.queries.heading import Heading
    from hoshimori.assessments.rules.tasks import TaskValue
    from hoshimori.parties.queries.names import Named
    from hoshimori.schemes.rules import Criterion
    from hoshimori.shared.actor import Actor
    from hoshimori.web.applicant.words import Mark

CHIPS: dict[Which, StrPromise] = {
    Which.MINE: _("Mine"),
    Which.OVERDUE: _("Overdue"),
    Which.OPEN: _("All to do"),
    Which.ENDED: _("Done"),
}
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """Which tasks somebody looks for, as it stands in the address; what cannot be read asks for one's own."""

    which: Which = Which.MINE
    assessment_id: UUID | None = None
    page: int = 1

    @classmethod
    def of(cls, query: QueryDict) -> Asked:
        """Read an address."""
        which, page = query.get("which", ""), query.get("page", "")
        is_number = page.isascii() and page.isdigit() and len(page) <= _DIGITS
        return cls(
            which=Which(which) if which in set(Which) else Which.MINE,
            assessment_id=identifier(query.get("of", "")),
            page=max(int(page), 1) if is_number else 1,
        )

    def address(self, which: Which | None = None, page: int = 1) -> str:
        """Return the address that asks for the same, with another filter or another page."""
        asked = {"which": (which or self.which).value, "of": str(self.assessment_id or "")}
        asked["page"] = str(page) if page > 1 else ""
        return f"{reverse('tasks:list')}?{urlencode({name: value for name, value in asked.items() if value})}"


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter with how many tasks are behind it."""

    label: str
    address: str
    number: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as a line: what, for which criterion, by whom, until when, how it stands, what can be done with it."""

    value: TaskValue
    criterion: Criterion | None
    criterion_address: str
    assessment: str
    owner: str
    mark: Mark
    can_finish: bool
    can_reopen: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of tasks; `previous` and `next` are addresses. `back` is where a form returns to."""

    chips: tuple[Chip, ...]
    lines: tuple[TaskLine, ...]
    assessments: tuple[Heading, ...]
    asked: Asked
    previous: str
    next: str
    back: str


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One task, or the form for a new one, with everybody who could do it.

    `theirs` is what somebody else has saved in the meantime.
    """

    line: TaskLine | None
    assessments: tuple[Heading, ...]
    criterion: Criterion | None
    criterion_address: str
    people: tuple[tuple[str, str], ...]
    form: Form
    limit: int
    can_change: bool
    can_drop: bool
    theirs: TaskLine | None = None


def list_page(actor: Actor, at: datetime, asked: Asked) -> ListPage:
    """Return a page of tasks.

    Raises:
        NotPermitted: the actor's role keeps no tasks.
    """
    require(actor, Action.KEEP_TASKS)
    counts = task_counts(actor, at, asked.assessment_id)
    numbers = dict(zip(CHIPS, (counts.mine, counts.overdue, counts.open, counts.ended), strict=True))
    found = tasks(actor, at, asked.which, asked.assessment_id, page=asked.page)
    assessments = own_open_ones(actor, at)
    people = people_of(actor, at, actor.organization_id)
    return ListPage(
        chips=tuple(
            Chip(str(label), asked.address(which), numbers[which], which == asked.which)
            for which, label in CHIPS.items()
        ),
        lines=tuple(_line(value, assessments, people, day_in_japan(at)) for value in found.tasks),
        assessments=assessments,
        asked=asked,
        previous=asked.address(page=asked.page - 1) if asked.page > 1 else "",
        next=asked.address(page=asked.page + 1) if found.has_more else "",
        back=asked.address(page=asked.page),
    )


def new_page(actor: Actor, at: datetime, query: Mapping[str, str], form: Form | None = None) -> TaskPage:
    """Return the form for a new task, for the criterion that the address names, if it names one.

    Raises:
        NotPermitted: the actor's role keeps no tasks.
        NotFound: the criterion or self-evaluation does not exist for this actor.
    """
    require(actor, Action.KEEP_TASKS)
    assessments = own_open_ones(actor, at)
    criterion_no, chosen = query.get("criterion", ""), identifier(query.get("assessment", ""))
    about = next((one for one in assessments if one.id == chosen), None)
    if chosen and about is None:
        raise NotFound
    criterion = about.criterion(criterion_no) if about and criterion_no else None
    if criterion_no and criterion is None:
        raise NotFound
    values = {"assessment": str(chosen or (assessments[0].id if assessments else "")), "criterion": criterion_no}
    return TaskPage(
        line=None,
        assessments=assessments,
        criterion=criterion,
        criterion_address=addresses.of_criterion(about.id, criterion_no) if about and criterion else "",
        people=_members(people_of(actor, at, actor.organization_id)),
        form=form or Form({**values, "owner": str(actor.person_id)}),
        limit=WHAT_LIMIT,
        can_change=True,
        can_drop=False,
    )


def task_page(
    actor: Actor, at: datetime, task_id: UUID, form: Form | None = None, theirs: TaskValue | None = None
) -> TaskPage:
    """Return one task.

    Raises:
        NotPermitted: the actor's role keeps no tasks.
        NotFound: there is none, or the actor may not see it.
    """
    value = theirs or task(actor, at, task_id)
    require(actor, Action.KEEP_TASKS)
    about = heading(actor, at, value.assessment_id)
    people = people_of(actor, at, actor.organization_id)
    line = _line(value, (about,), people, day_in_japan(at))
    is_closed = about.state == AssessmentState.CLOSED
    return TaskPage(
        line=line,
        assessments=(about,),
        criterion=line.criterion,
        criterion_address=line.criterion_address,
        people=_members(people, value.duty.owner_id),
        form=form or Form(_values(value)),
        limit=WHAT_LIMIT,
        can_change=not is_closed and value.state == TaskState.OPEN,
        can_drop=not is_closed and TaskAction.DROP in value.allowed_actions,
        theirs=line if theirs else None,
    )


def identifier(text: str) -> UUID | None:
    """Return an id that stands in an address or a form; None where there is none that can be read."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _line(value: TaskValue, assessments: tuple[Heading, ...], people: Mapping[UUID, Named], today: date) -> TaskLine:
    about = next((one for one in assessments if one.id == value.assessment_id), None)
    criterion = about.criterion(value.criterion_no) if about and value.criterion_no else None
    owner = people.get(value.duty.owner_id) if value.duty.owner_id else None
    return TaskLine(
        value=value,
        criterion=criterion,
        criterion_address=addresses.of_criterion(value.assessment_id, value.criterion_no) if criterion else "",
        assessment=f"★{about.level} {about.title}" if about else "",
        owner=owner.name if owner else "",
        mark=task_mark(value.state, is_overdue=value.is_overdue(today)),
        can_finish=TaskAction.FINISH in value.allowed_actions,
        can_reopen=TaskAction.REOPEN in value.allowed_actions,
    )


def _members(people: Mapping[UUID, Named], owner_id: UUID | None = None) -> tuple[tuple[str, str], ...]:
    """Return everybody a task can be given to, and whoever has it now."""
    shown = (person for person in people.values() if person.is_member or person.id == owner_id)
    return tuple((str(person.id), person.name) for person in shown)


def _values(value: TaskValue) -> dict[str, object]:
    return {
        "what": value.duty.what,
        "owner": str(value.duty.owner_id or ""),
        "due_on": value.duty.due_on.isoformat() if value.duty.due_on else "",
        "version": value.version,
    }
