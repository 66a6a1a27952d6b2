"""The page on which a working day begins."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from hoshimori.assessments.queries.today import mentions, today
from hoshimori.assessments.rules.finding import Show
from hoshimori.assessments.rules.next_step import Step
from hoshimori.journal import permissions
from hoshimori.journal.permissions import Action
from hoshimori.journal.queries import leaf
from hoshimori.parties.queries import organizations_visible_to
from hoshimori.parties.queries.names import people_of
from hoshimori.schemes.rules import Level
from hoshimori.shared.calendar import day_in_japan
from hoshimori.web.applicant.answering import addresses
from hoshimori.web.applicant.answering.addresses import Sought
from hoshimori.web.applicant.confirming.matter import matter_about
from hoshimori.web.applicant.confirming.next_words import next_words
from hoshimori.web.applicant.history.wording import act_word
from hoshimori.web.applicant.start.wording import StepWords, step_words
from hoshimori.web.layout.words import role_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.assessments.queries.sheet import Sheet
    from hoshimori.assessments.queries.today import Due, Mention, Today
    from hoshimori.journal.queries import Noted
    from hoshimori.schemes.rules import Criterion
    from hoshimori.shared.actor import Actor

SHOWN_DUE = 8
SHOWN_NEWS = 6
SHOWN_ACTS = 4
READ_NEWS = 60
_ON_THE_WAY = frozenset({Step.HANDED_OVER, Step.HAND_OVER, Step.NOTHING_NOW})


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing that is due: what, whose, until when, and whether its day has passed."""

    address: str
    criterion_no: str
    what: str
    owner: str
    due_on: date
    is_late: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class NewsLine:
    """What somebody did on a day before somebody else did something: the acts, and each how many times."""

    at: datetime
    person: str
    acts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class MentionLine:
    """A remark that speaks to the reader."""

    at: datetime
    person: str
    criterion_no: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Left:
    """One number that goes down, with the page that shows what it counts."""

    code: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The next step, what is left, what is due, what is new. `sheet` is None without a self-evaluation."""

    step: StepWords
    criterion: Criterion | None
    sheet: Sheet | None
    left: tuple[Left, ...]
    due: tuple[DueLine, ...]
    more_due: int
    news: tuple[NewsLine, ...]
    mentions: tuple[MentionLine, ...]
    may_read_history: bool


def today_page(actor: Actor, at: datetime) -> TodayPage:
    """Return the page for a day.

    Raises:
        NotPermitted: the actor's role does not work on self-evaluations.
    """
    found = today(actor, at)
    people = {person.id: person.name for person in people_of(actor, at, actor.organization_id).values()}
    lines = _due(found, people, actor, day_in_japan(at))
    return TodayPage(
        step=_step(found, actor, at),
        criterion=found.sheet.edition.criteria.get(found.criterion_no) if found.sheet else None,
        sheet=found.sheet,
        left=tuple(_left(found)),
        due=lines[:SHOWN_DUE],
        more_due=len(lines) - SHOWN_DUE,
        news=_news(actor, at, people),
        mentions=tuple(_mention(mention, people) for mention in mentions(actor, at)),
        may_read_history=permissions.may(actor, Action.READ),
    )


def _step(found: Today, actor: Actor, at: datetime) -> StepWords:
    """Return the next step; once it is handed over, what the expert, management and the operator do with it tells.

    So it does where it was taken back from an expert, and nothing is left to be done before handing it over again.
    """
    if found.sheet is None or found.sheet.level != Level.THREE or found.step.step not in _ON_THE_WAY:
        return step_words(found)
    matter = matter_about(found.sheet, actor, at)
    if not matter.is_handed_over and matter.confirmation is None:
        return step_words(found)
    words = next_words(matter)
    if words.button:
        return StepWords(words.heading, words.why, words.button, words.address, words.also, words.also_address)
    return StepWords(words.heading, words.why, _("See how it stands"), reverse("confirming:index", args=[matter.id]))


def _left(found: Today) -> Iterator[Left]:
    if found.sheet is None:
        return
    answers = reverse("tabs:answers", args=[found.sheet.id])
    progress = found.sheet.progress
    yield Left("unanswered", progress.blank, answers + Sought(Show.OPEN).query())
    if found.sheet.continued_from_id:
        yield Left("to_confirm", progress.to_confirm, answers + Sought(Show.TO_CONFIRM).query())
    yield Left("not_met", progress.not_met, answers + Sought(Show.NOT_MET).query())
    yield Left("overdue", found.overdue, reverse("tasks:list") + "?which=OVERDUE")


def _due(found: Today, people: Mapping[UUID, str], actor: Actor, day: date) -> tuple[DueLine, ...]:
    return tuple(
        DueLine(
            address=_address(item),
            criterion_no=item.criterion_no,
            what=item.what,
            owner=people.get(item.owner_id, "") if item.owner_id else "",
            due_on=item.due_on,
            is_late=item.due_on < day,
            is_mine=item.owner_id == actor.person_id,
        )
        for item in found.due
    )


def _address(item: Due) -> str:
    if item.task_id:
        return reverse("tasks:task", args=[item.task_id])
    return addresses.of_criterion(item.assessment_id, item.criterion_no)


def _news(actor: Actor, at: datetime, people: Mapping[UUID, str]) -> tuple[NewsLine, ...]:
    entries = leaf(actor, organizations_visible_to(actor, at), actor.organization_id, size=READ_NEWS).entries
    return tuple(_together(entries, people))[:SHOWN_NEWS]


def _together(entries: Iterable[Noted], people: Mapping[UUID, str]) -> Iterator[NewsLine]:
    """Yield one line for what one person did in a row on one day."""

    def whose(entry: Noted) -> tuple[UUID | None, date]:
        return entry.person_id, day_in_japan(entry.at)

    for (person_id, _day), acts in groupby(entries, whose):
        newest, *others = acts
        name = people.get(person_id, "") if person_id else ""
        counted = Counter(act_word(entry.act) for entry in (newest, *others))
        yield NewsLine(newest.at, name or role_word(newest.role), tuple(counted.most_common(SHOWN_ACTS)))


def _mention(mention: Mention, people: Mapping[UUID, str]) -> MentionLine:
    address = addresses.of_criterion(mention.assessment_id, mention.criterion_no)
    name = people.get(mention.author_id, "")
    return MentionLine(mention.written_at, name, mention.criterion_no, mention.text, address)
