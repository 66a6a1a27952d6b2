"""The public register (台帳): what anybody may look up about registrations, and nothing else.

Every way out of it, page, JSON, CSV and certificate, is made from one `PublicRegistration`, so that all say the same.
Nothing of a filing is read here: no nonconformity, no reason, no person.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db import connection
from django.db.models import Q, Sum

from hoshimori.parties.rules import corporate_number
from hoshimori.registry.models import Registration
from hoshimori.registry.queries.standing import over_on
from hoshimori.registry.queries.words import wanted_by
from hoshimori.registry.rules.numbers import parse, written
from hoshimori.registry.rules.states import RegistrationState
from hoshimori.registry.rules.validity import STANDING, is_kept_by_renewal, last_day, shown_state
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Invalid, NotFound
from hoshimori.shared.texts import can_be_kept

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

PAGE = 20
STRETCH = 2000

Fields: TypeAlias = "dict[str, str | int | bool]"

MARKING = ("number", "state", "valid_until", "is_renewal_pending", "version")
COLUMNS = (
    *MARKING,
    "level",
    "valid_from",
    "corporate_number",
    "name_ja",
    "name_en",
    "prefecture",
    "scope_summary_ja",
    "scope_summary_en",
    "evaluation_body_ja",
    "evaluation_body_en",
)


@dataclass(frozen=True, slots=True)
class PublicRegistration:
    """One entry of the public register, as it stands on a day: the public fields [D], no others.

    `number` is its ten digits; `state` is asked of the day; `valid_until` is exclusive. English texts may be empty.
    `is_kept_by_renewal`: valid beyond its end, because a timely renewal is being decided [D].
    `mark` changes whenever anything here does: number, version, state, for an ETag.
    """

    number: str
    level: int
    state: RegistrationState
    is_kept_by_renewal: bool
    valid_from: date
    valid_until: date
    corporate_number: str
    name: Text
    prefecture: str
    scope_summary: Text
    evaluation_body: Text
    mark: str

    @property
    def written_number(self) -> str:
        """Return the number as people read it."""
        return written(self.number)

    @property
    def last_valid_on(self) -> date:
        """Return the last day of its term, as people say it."""
        return last_day(self.valid_until)

    def fields(self) -> Fields:
        """Return every public field by name, for all ways out alike: days as ISO 8601, the last valid day inclusive."""
        return {
            "number": self.written_number,
            "level": self.level,
            "state": self.state.value,
            "renewal_is_being_decided": self.is_kept_by_renewal,
            "valid_from": self.valid_from.isoformat(),
            "last_valid_on": self.last_valid_on.isoformat(),
            "corporate_number": self.corporate_number,
            "name_ja": self.name.ja,
            "name_en": self.name.en,
            "prefecture": self.prefecture,
            "scope_summary_ja": self.scope_summary.ja,
            "scope_summary_en": self.scope_summary.en,
            "evaluation_body_ja": self.evaluation_body.ja,
            "evaluation_body_en": self.evaluation_body.en,
        }


@dataclass(frozen=True, slots=True)
class FoundRegistrations:
    """One page of a search in the order of the numbers, and where the next page begins (empty: this is the last)."""

    lines: tuple[PublicRegistration, ...]
    next_after: str


def by_number(number: str, at: datetime) -> PublicRegistration:
    """Return the registration with this number, however it is typed. One statement.

    Raises:
        NotFound: there is none.
    """
    try:
        digits = parse(number)
    except Invalid:
        raise NotFound from None
    found = _looked_up("number", digits, at)
    if not found:
        raise NotFound
    return found[0]


def _looked_up(field: str, digits: str, at: datetime) -> tuple[PublicRegistration, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_statement(field), [digits])
        rows = cursor.fetchall()
    today = day_in_japan(at)
    return tuple(as_public(dict(zip(COLUMNS, row, strict=True)), today) for row in rows)


@cache
def _statement(field: str) -> str:
    """Return the statement that looks a number up, put together once: it is asked more often than everything else."""
    rows = Registration.objects.filter(**{field: ""}).order_by("number").values_list(*COLUMNS)
    statement, _ = rows.query.sql_with_params()
    return statement


def by_corporate_number(number: str, at: datetime) -> tuple[PublicRegistration, ...]:
    """Return every registration a company has or had, in the order of the numbers. One statement.

    Raises:
        Invalid: this is no 法人番号.
    """
    return _looked_up("corporate_number", corporate_number(number), at)


def mark_of(number: str, at: datetime) -> str:
    """Return the mark of the registration with this number, without reading the rest of it. One statement.

    Raises:
        NotFound: there is none.
    """
    try:
        digits = parse(number)
    except Invalid:
        raise NotFound from None
    row = Registration.objects.filter(number=digits).values(*MARKING).first()
    if row is None:
        raise NotFound
    return _mark(row, day_in_japan(at))


def search(
    *, words: str = "", level: int | None = None, prefecture: str = "", state: str = "", after: str = "", at: datetime
) -> FoundRegistrations:
    """Return 20 registrations in the order of their numbers. Two statements at the most.

    `words` are parts of a name (Japanese, kana, English; full or half width), a registration number or a 法人番号, also
    their first digits from four on. `state` is what is shown today. `after` is the number after which the page begins.
    """
    if not can_be_kept(words + prefecture + state + after):
        return FoundRegistrations((), "")
    today = day_in_japan(at)
    rows = Registration.objects.filter(number__gt=after) if after else Registration.objects.all()
    if level is not None:
        # A number begins with its level.
        rows = rows.filter(number__gte=f"{level}".ljust(10, "0"), number__lte=f"{level}".ljust(10, "9"))
    if prefecture:
        rows = rows.filter(prefecture=prefecture)
    if state:
        rows = rows.filter(_shown_as(state, today))
    found = rows.filter(wanted_by(words)).order_by("number").values(*COLUMNS)[: PAGE + 1]
    lines = tuple(as_public(row, today) for row in found)
    return FoundRegistrations(lines[:PAGE], lines[PAGE - 1].number if len(lines) > PAGE else "")


def whole(at: datetime) -> Iterator[PublicRegistration]:
    """Yield the whole register in the order of the numbers, in stretches, so that memory stays flat."""
    today, after = day_in_japan(at), ""
    rows = Registration.objects.order_by("number").values(*COLUMNS)
    while stretch := list(rows.filter(number__gt=after)[:STRETCH]):
        yield from (as_public(row, today) for row in stretch)
        after = stretch[-1]["number"]


def mark_of_whole(at: datetime) -> str:
    """Return what changes whenever anything in the whole register does: every change raises a version, and the day."""
    versions = Registration.objects.aggregate(sum=Sum("version"))["sum"] or 0
    return f"{versions}-{day_in_japan(at).isoformat()}"


def _shown_as(state: str, today: date) -> Q:
    """Return the condition under which a registration is shown in this state today; an unknown state finds nothing."""
    if state == RegistrationState.EXPIRED.value:
        return Q(state=state) | (Q(state__in=[kept.value for kept in sorted(STANDING)]) & over_on(today))
    return Q(state=state) & ~over_on(today) if state in STANDING else Q(state=state)


def as_public(row: Mapping[str, Any], today: date) -> PublicRegistration:
    """Return what the register shows today of a row with these `COLUMNS`."""
    return PublicRegistration(
        number=row["number"],
        level=row["level"],
        state=_state(row, today),
        is_kept_by_renewal=_is_kept(row, today),
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        corporate_number=row["corporate_number"],
        name=Text(row["name_ja"], row["name_en"]),
        prefecture=row["prefecture"],
        scope_summary=Text(row["scope_summary_ja"], row["scope_summary_en"]),
        evaluation_body=Text(row["evaluation_body_ja"], row["evaluation_body_en"]),
        mark=_mark(row, today),
    )


def _state(row: Mapping[str, Any], today: date) -> RegistrationState:
    return shown_state(row["state"], row["valid_until"], is_renewal_pending=row["is_renewal_pending"], today=today)


def _is_kept(row: Mapping[str, Any], today: date) -> bool:
    pending = row["is_renewal_pending"]
    return is_kept_by_renewal(row["state"], row["valid_until"], is_renewal_pending=pending, today=today)


def _mark(row: Mapping[str, Any], today: date) -> str:
    kept = "-R" if _is_kept(row, today) else ""
    return f"{row['number']}-{row['version']}-{_state(row, today).value}{kept}"
