"""The journal of a company, put into words people read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from hoshimori.assessments.queries.overview import titles
from hoshimori.journal import permissions
from hoshimori.journal.permissions import Action
from hoshimori.journal.queries import Wanted, leaf
from hoshimori.parties.queries import organizations_visible_to
from hoshimori.parties.queries.names import people_of
from hoshimori.shared.calendar import JAPAN
from hoshimori.web.applicant.answering import addresses
from hoshimori.web.applicant.history.values import changes
from hoshimori.web.applicant.history.wording import GROUPS, act_word
from hoshimori.web.layout.words import role_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import QueryDict
    from django_stubs_ext import StrPromise

    from hoshimori.journal.queries import Noted
    from hoshimori.shared.actor import Actor, Role
    from hoshimori.web.applicant.history.values import Change

_SUBJECT = re.compile(r"([0-9a-f-]{36})(?:/(.+))?")
_OF_AN_ASSESSMENT = frozenset({"answer", "assessment", "exclusion", "scope", "scope_item", "task"})
_NAMING = ("what", "name", "title", "file", "email", "platform", "criterion")
_DAY = timedelta(days=1)
_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for in the journal, as it stands in the address; what cannot be read asks for nothing."""

    person: str = ""
    about: str = ""
    from_on: str = ""
    until_on: str = ""
    below: int | None = None

    @classmethod
    def of(cls, query: QueryDict) -> Asked:
        """Read an address."""
        below = query.get("below", "")
        is_number = below.isascii() and below.isdigit() and len(below) <= _DIGITS
        return cls(
            person=query.get("person", ""),
            about=query.get("about", ""),
            from_on=query.get("from_on", ""),
            until_on=query.get("until_on", ""),
            below=int(below) if is_number else None,
        )

    @property
    def wanted(self) -> Wanted:
        """Return the same as values; days are whole days in Japan, the last one included."""
        until = _day(self.until_on)
        return Wanted(
            person_id=_identifier(self.person),
            acts=GROUPS[self.about][1] if self.about in GROUPS else (),
            from_at=_begins(_day(self.from_on)),
            until_at=_begins(until + _DAY if until and until < date.max else None),
        )

    @property
    def is_anything(self) -> bool:
        """Tell whether something special is looked for."""
        return bool(self.person or self.about or self.from_on or self.until_on)

    def query(self, below: int | None = None) -> str:
        """Return the end of an address that asks for the same, from another place on."""
        asked = {"person": self.person, "about": self.about, "from_on": self.from_on, "until_on": self.until_on}
        asked["below"] = str(below or "")
        asked = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(asked)}" if asked else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One act: when, who in which role, what it was, what it was about, and which values changed."""

    number: int
    at: datetime
    person: str
    role: str
    act: str
    subject: str
    address: str
    assessment: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A leaf of the journal with what can be looked for in it; `older` and `newest` are addresses."""

    rows: tuple[Row, ...]
    asked: Asked
    people: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, StrPromise], ...]
    older: str
    newest: str
    may_take_along: bool


def history(actor: Actor, at: datetime, asked: Asked) -> HistoryPage:
    """Return a leaf of the journal of the actor's own organization.

    Raises:
        NotPermitted: the actor's role does not read journals.
    """
    permissions.require(actor, Action.READ)
    organizations = organizations_visible_to(actor, at)
    found = leaf(actor, organizations, actor.organization_id, asked.wanted, below=asked.below)
    people = {person.id: person.name for person in people_of(actor, at, actor.organization_id).values()}
    here = reverse("history:history")
    return HistoryPage(
        rows=rows(actor, at, found.entries, people),
        asked=asked,
        people=tuple((str(person_id), name) for person_id, name in people.items()),
        groups=tuple((code, words) for code, (words, _acts) in GROUPS.items()),
        older=here + asked.query(found.older) if found.older else "",
        newest=here + asked.query() if asked.below else "",
        may_take_along=permissions.may(actor, Action.TAKE_ALONG),
    )


def rows(actor: Actor, at: datetime, entries: Iterable[Noted], people: Mapping[UUID, str]) -> tuple[Row, ...]:
    """Return entries as rows; the self-evaluations they are about are named with one statement."""
    found = tuple(entries)
    about = {entry.number: _assessment_id(entry) for entry in found}
    names = titles(actor, at, {one for one in about.values() if one})
    return tuple(_row(entry, about[entry.number], names, people) for entry in found)


def who(person_id: UUID | None, role: Role, people: Mapping[UUID, str]) -> str:
    """Name who acted; people outside the organization are named by their role alone."""
    known = people.get(person_id, "") if person_id else ""
    return known or role_word(role)


def _row(entry: Noted, assessment_id: UUID | None, names: Mapping[UUID, str], people: Mapping[UUID, str]) -> Row:
    criterion_no = _criterion_no(entry)
    has_page = assessment_id in names and criterion_no
    person = people.get(entry.person_id, "") if entry.person_id else ""
    return Row(
        number=entry.number,
        at=entry.at,
        person=person,
        role=role_word(entry.role),
        act=act_word(entry.act),
        subject=_subject(entry, criterion_no),
        address=addresses.of_criterion(assessment_id, criterion_no) if assessment_id and has_page else "",
        assessment=names.get(assessment_id, "") if assessment_id else "",
        changes=changes(entry.before, entry.after, people),
    )


def _subject(entry: Noted, criterion_no: str) -> str:
    if entry.subject_kind == "answer":
        return criterion_no
    values = {**entry.before, **entry.after}
    return next((str(values[name]) for name in _NAMING if values.get(name)), "")


def _assessment_id(entry: Noted) -> UUID | None:
    match = _SUBJECT.fullmatch(entry.subject_id) if entry.subject_kind in _OF_AN_ASSESSMENT else None
    known = match[1] if match else entry.after.get("assessment") or entry.before.get("assessment")
    return _identifier(str(known or ""))


def _criterion_no(entry: Noted) -> str:
    if entry.subject_kind == "answer":
        return entry.subject_id.rpartition("/")[2]
    return str(entry.after.get("criterion") or entry.before.get("criterion") or "")


def _identifier(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _begins(on: date | None) -> datetime | None:
    return datetime.combine(on, time.min, JAPAN) if on else None
