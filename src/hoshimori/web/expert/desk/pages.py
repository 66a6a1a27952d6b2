"""What the pages of the desk show, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from hoshimori.confirmations.permissions import Action, require
from hoshimori.confirmations.queries import lines
from hoshimori.confirmations.queries.lines import PAGE, Show
from hoshimori.confirmations.rules.states import ConfirmationState
from hoshimori.parties.rules import INDUSTRIES, PREFECTURES, SIZE_CLASSES
from hoshimori.qualifications.queries import own
from hoshimori.shared.refusal import NotFound
from hoshimori.web.expert.eligibility import hindrances, training_until
from hoshimori.web.expert.words import Mark, state_mark

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from django.http import QueryDict
    from django_stubs_ext import StrPromise

    from hoshimori.confirmations.queries.lines import ConfirmationLine, NeedLine
    from hoshimori.shared.actor import Actor
    from hoshimori.shared.bilingual import Text
    from hoshimori.web.expert.eligibility import Hindrance

DESK = reverse_lazy("expert:desk")
_WORKED_ON = (Show.ASKED, Show.JUDGING, Show.RETURNED)
_HEADINGS: dict[Show, StrPromise] = {
    Show.GOING_ON: _("All that go on"),
    Show.ASKED: _("Asked of you"),
    Show.JUDGING: _("Being judged"),
    Show.RETURNED: _("Returned to the company"),
    Show.CONFIRMED: _("Confirmed"),
    Show.ENDED: _("Declined or withdrawn"),
}
_TOO_LONG = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One confirmation in a list."""

    line: ConfirmationLine
    mark: Mark
    address: str

    @property
    def is_all_judged(self) -> bool:
        """Tell whether every criterion is judged."""
        return self.line.judged == self.line.criteria


@dataclass(frozen=True, slots=True)
class Group:
    """The confirmations in one state: the longest waiting first, of `amount`."""

    show: Show
    heading: str
    rows: tuple[Row, ...]
    amount: int


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One need on the list, in words."""

    need: NeedLine
    prefecture: Text | str
    size_class: Text | str
    industry: Text | str
    address: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A list of confirmations to go to."""

    label: str
    address: str
    amount: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The expert's first page. `following` is the one thing to do next: a row, or None."""

    hindrances: tuple[Hindrance, ...]
    training_until: date | None
    following: Row | None
    groups: tuple[Group, ...]
    chips: tuple[Chip, ...]
    needs: tuple[NeedRow, ...]

    @property
    def has_any(self) -> bool:
        """Tell whether anything waits here."""
        return any(group.rows for group in self.groups)


@dataclass(frozen=True, slots=True)
class Pages:
    """From page to page."""

    number: int
    count: int
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class ListedPage:
    """All confirmations of an expert in one state."""

    heading: str
    rows: tuple[Row, ...]
    chips: tuple[Chip, ...]
    pages: Pages


@dataclass(frozen=True, slots=True)
class NeedPage:
    """One need, before it is taken on."""

    row: NeedRow


@dataclass(frozen=True, slots=True)
class ConfirmationPage:
    """One confirmation without what was handed over: one that is asked for, or one that ended."""

    row: Row
    hindrances: tuple[Hindrance, ...]
    prefecture: Text | str
    size_class: Text | str
    industry: Text | str


def shown(query: QueryDict) -> Show | None:
    """Return which list an address asks for; None for the desk."""
    asked = query.get("show", "")
    return Show(asked) if asked and asked in set(Show) else None


def number(query: QueryDict) -> int:
    """Return which page of a list is asked for, from 1."""
    text = query.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < _TOO_LONG else 1


def desk(actor: Actor, at: datetime) -> DeskPage:
    """Return the expert's first page. A fixed number of statements, however much there is on it.

    Raises:
        NotPermitted: the actor does not act as an expert.
    """
    require(actor, Action.JUDGE)
    mine = own(actor, at)
    desks = {show: lines.of_expert(actor, at, show) for show in _WORKED_ON}
    counts = desks[Show.JUDGING].counts
    groups = tuple(
        Group(show, str(_HEADINGS[show]), _rows(found.lines), counts.get(ConfirmationState(show.value), 0))
        for show, found in desks.items()
    )
    is_eligible = not mine.grounds
    return DeskPage(
        hindrances=hindrances(mine, mine.grounds, at),
        training_until=training_until(mine, at),
        following=_following({group.show: group.rows for group in groups}, is_eligible=is_eligible),
        groups=groups,
        chips=_chips(counts, None),
        needs=tuple(_need(need) for need in lines.needs(actor, at)) if is_eligible else (),
    )


def listed(actor: Actor, at: datetime, show: Show, page: int) -> ListedPage:
    """Return all confirmations of an expert in one state.

    Raises:
        NotPermitted: the actor does not act as an expert.
    """
    require(actor, Action.JUDGE)
    found = lines.of_expert(actor, at, show, page)
    states = {state for state in ConfirmationState if _list_of(state) == show}
    amount = sum(found.counts.get(state, 0) for state in states)
    last = max(1, -(-amount // PAGE))
    pages = Pages(page, last, _list(show, page - 1) if page > 1 else "", _list(show, page + 1) if page < last else "")
    return ListedPage(str(_HEADINGS[show]), _rows(found.lines), _chips(found.counts, show), pages)


def need(actor: Actor, at: datetime, confirmation_id: UUID) -> NeedPage:
    """Return one need on the list.

    Raises:
        NotFound: it is not on the list, or the expert is not eligible today.
    """
    return NeedPage(_need(lines.need(actor, at, confirmation_id)))


def confirmation(actor: Actor, at: datetime, line: ConfirmationLine) -> ConfirmationPage:
    """Return the page of a confirmation whose content the expert cannot read: not yet, or no longer."""
    company = line.company
    mine = own(actor, at) if line.state == ConfirmationState.ASKED else None
    return ConfirmationPage(
        row=_row(line),
        hindrances=hindrances(mine, mine.grounds, at) if mine else (),
        prefecture=PREFECTURES.get(company.prefecture, ""),
        size_class=SIZE_CLASSES.get(company.size_class, ""),
        industry=INDUSTRIES.get(company.industry, ""),
    )


def declining(actor: Actor, at: datetime, confirmation_id: UUID) -> Row:
    """Return what is to be declined.

    Raises:
        NotPermitted: the actor does not act as an expert.
        NotFound: the confirmation does not exist for this expert, or can no longer be declined.
    """
    line = lines.line(actor, at, confirmation_id)
    require(actor, Action.JUDGE)
    if line.state not in (ConfirmationState.ASKED, ConfirmationState.JUDGING, ConfirmationState.RETURNED):
        raise NotFound
    return _row(line)


def _row(line: ConfirmationLine) -> Row:
    return Row(line, state_mark(line.state), reverse("expert:confirmation", args=[line.id]))


def _rows(found: Iterable[ConfirmationLine]) -> tuple[Row, ...]:
    return tuple(_row(line) for line in found)


def _need(one: NeedLine) -> NeedRow:
    return NeedRow(
        need=one,
        prefecture=PREFECTURES.get(one.prefecture, ""),
        size_class=SIZE_CLASSES.get(one.size_class, ""),
        industry=INDUSTRIES.get(one.industry, ""),
        address=reverse("expert:need", args=[one.confirmation_id]),
    )


def _following(rows: dict[Show, tuple[Row, ...]], *, is_eligible: bool) -> Row | None:
    """Return what to do next: conclude what is judged, go on judging, answer who asks; each the longest waiting."""
    judging = [row for row in rows[Show.JUDGING] if row.line.is_in_force]
    concluded = [row for row in judging if row.is_all_judged]
    asked = list(rows[Show.ASKED])
    order = [*concluded, *judging, *asked] if is_eligible else []
    return order[0] if order else None


def _list_of(state: ConfirmationState) -> Show:
    return Show(state.value) if state.value in set(Show) else Show.ENDED


def _list(show: Show, page: int = 1) -> str:
    return f"{DESK}?show={show.value}" + (f"&page={page}" if page > 1 else "")


def _chips(counts: dict[ConfirmationState, int], chosen: Show | None) -> tuple[Chip, ...]:
    amounts = dict.fromkeys(_HEADINGS, 0)
    for state, amount in counts.items():
        amounts[_list_of(state)] += amount
    desk_chip = Chip(str(_("In hand")), str(DESK), sum(amounts[show] for show in _WORKED_ON), chosen is None)
    lists = [show for show in _HEADINGS if show != Show.GOING_ON]
    return (
        desk_chip,
        *(Chip(str(_HEADINGS[show]), _list(show), amounts[show], show == chosen) for show in lists),
    )
