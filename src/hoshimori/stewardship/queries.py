"""The figures of the scheme. Exact counts come in here from the parts below and leave only rounded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeAlias

from hoshimori.assessments.queries import figures as assessments
from hoshimori.confirmations.queries import figures as confirmations
from hoshimori.registry.queries import figures as registry
from hoshimori.shared.calendar import JAPAN, day_in_japan
from hoshimori.stewardship.permissions import Action, require
from hoshimori.stewardship.rules import (
    ALL,
    COMPANIES,
    CONFIRMED,
    DAYS,
    EXPERTS,
    EXTERNAL,
    HOURS,
    IN_HOUSE,
    JOINED_INDUSTRIES,
    LOADS,
    RETURNED,
    Figures,
    Subject,
    month_ends,
    published,
    released,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hoshimori.shared.actor import Actor
    from hoshimori.stewardship.rules import Span

Counts: TypeAlias = "Mapping[tuple[str, str], int]"
"""Exact counts by row and column."""

_MINUTES = 60
_DAY = timedelta(days=1)
_LONG_AGO = date(2000, 1, 1)
_LONGER_THAN_A_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The day on which figures are worked out, and until when who came and who left are told in each column."""

    day: date
    columns: Mapping[str, registry.Until]

    @property
    def before(self) -> datetime:
        """Return the moment until which public acts are taken into account where there is no column."""
        newest = max((until.came for until in self.columns.values()), default=_LONG_AGO)
        return _midnight(newest + _DAY)


def worked_out(*, actor: Actor, at: datetime) -> Figures:
    """Work all figures out anew: a dozen statements that go through whole tables, so not for every reader.

    Raises:
        NotPermitted: only Hoshimori itself does this, by its timetable or for somebody who may see figures.
    """
    require(actor, Action.WORK_OUT_FIGURES)
    day = day_in_japan(at)
    ends = month_ends(day)
    came = released(ends, _by_its_end(registry.came_by_month()))
    left = released(ends, _by_its_end(registry.left_by_month(day)))
    columns = {end.isoformat(): registry.Until(until, left[end]) for end, until in came.items() if until is not None}
    asked = _Asked(day, columns)
    tables = (published(subject, day, counted(asked)) for subject, counted in _COUNTED.items())
    return Figures(at, ends, tuple(tables))


def _registered(asked: _Asked) -> Counts:
    wholes = {(ALL, end): count for end, count in registry.companies(asked.columns).items()}
    return registry.companies_by("level", asked.columns) | wholes


def _by_prefecture(asked: _Asked) -> Counts:
    return registry.companies_by("prefecture", asked.columns)


def _by_size_class(asked: _Asked) -> Counts:
    return registry.companies_by("size_class", asked.columns)


def _by_industry(asked: _Asked) -> Counts:
    return registry.companies_by("industry", asked.columns, joined=JOINED_INDUSTRIES)


def _begun(_: _Asked) -> Counts:
    levels = {(level, COMPANIES): count for level, count in assessments.companies_by_level().items()}
    return levels | {(ALL, COMPANIES): assessments.companies()}


def _filings(asked: _Asked) -> Counts:
    since = [_midnight(asked.day - timedelta(days=limit - 1)) for limit in _limits(DAYS)]
    found = registry.companies_with_undecided_filings(since)
    spans = {(DAYS[place].code, COMPANIES): count for place, count in found.items()}
    return spans | {(ALL, COMPANIES): registry.companies_that_wait()}


def _load(_: _Asked) -> Counts:
    found = confirmations.experts_by_load(_limits(LOADS))
    return {(LOADS[place].code, EXPERTS): count for place, count in found.items()}


def _returned(asked: _Asked) -> Counts:
    counts = {}
    for is_in_house, (confirmed, returned) in confirmations.companies_confirmed(asked.before).items():
        row = _kind(is_in_house=is_in_house)
        counts[row, CONFIRMED], counts[row, RETURNED] = confirmed, returned
    return counts


def _taken(asked: _Asked) -> Counts:
    limits = [timedelta(days=limit) for limit in _limits(DAYS)]
    found = confirmations.companies_by_time_taken(limits, asked.before)
    return {(DAYS[place].code, _kind(is_in_house=is_in_house)): count for (is_in_house, place), count in found.items()}


def _effort(asked: _Asked) -> Counts:
    registered = registry.self_evaluations_registered(asked.before)
    found = assessments.companies_by_effort(registered, [_MINUTES * limit for limit in _limits(HOURS)])
    spans = {(size_class, HOURS[place].code): count for (size_class, place), count in found.items()}
    wholes = assessments.companies_with_effort(registered)
    return spans | {(size_class, ALL): count for size_class, count in wholes.items()}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), JAPAN)


def _by_its_end(months: Mapping[date, int]) -> dict[date, int]:
    """Name months by their last day."""
    return {(day.replace(day=1) + _LONGER_THAN_A_MONTH).replace(day=1) - _DAY: count for day, count in months.items()}


def _limits(spans: tuple[Span, ...]) -> list[int]:
    return [span.below for span in spans if span.below is not None]


def _kind(*, is_in_house: bool) -> str:
    return IN_HOUSE if is_in_house else EXTERNAL


_COUNTED: Mapping[Subject, Callable[[_Asked], Counts]] = {
    Subject.REGISTERED: _registered,
    Subject.PREFECTURE: _by_prefecture,
    Subject.SIZE_CLASS: _by_size_class,
    Subject.INDUSTRY: _by_industry,
    Subject.BEGUN: _begun,
    Subject.FILINGS: _filings,
    Subject.LOAD: _load,
    Subject.RETURNED: _returned,
    Subject.TAKEN: _taken,
    Subject.EFFORT: _effort,
}
