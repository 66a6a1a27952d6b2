"""The page with the whole way: what to do next, and the six steps with what is known about each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from hoshimori.confirmations.rules.states import ConfirmationState
from hoshimori.registry.rules.states import UNDECIDED
from hoshimori.web.applicant.confirming.matter import matter_of
from hoshimori.web.applicant.confirming.next_words import next_words
from hoshimori.web.applicant.confirming.way import WAITED_FOR, Stands, Step, next_of, stages
from hoshimori.web.applicant.confirming.words import (
    STEP_WORDS,
    VOID_WORDS,
    confirmation_mark,
    filing_mark,
    manner_word,
    step_mark,
)
from hoshimori.web.applicant.words import assessment_mark
from hoshimori.web.layout.words import both, day, moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from hoshimori.confirmations.queries.lines import ConfirmationLine
    from hoshimori.shared.actor import Actor
    from hoshimori.web.applicant.confirming.matter import Matter
    from hoshimori.web.applicant.confirming.next_words import NextWords
    from hoshimori.web.applicant.words import Mark


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of every page of this area: which self-evaluation."""

    assessment_id: UUID
    level: int
    title: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Way:
    """A link within a step."""

    word: str
    address: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: where it stands, the facts in sentences, and where one goes from it."""

    heading: str
    mark: Mark
    is_done: bool
    is_here: bool
    facts: tuple[str, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class EndedLine:
    """A confirmation that was declined or withdrawn, and why."""

    mark: Mark
    expert: str
    ended_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The whole way. `groundless` is the address of a filing that waits although its declaration is void.

    `is_to_do`: the next step is the reader's, and not something that is waited for.
    """

    head: Head
    next: NextWords
    is_to_do: bool
    steps: tuple[StepLine, ...]
    ended: tuple[EndedLine, ...]
    groundless: str


def index_page(actor: Actor, at: datetime, assessment_id: UUID) -> IndexPage:
    """Return the page of the whole way.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
    """
    matter = matter_of(actor, at, assessment_id)
    words, waiting = next_words(matter), matter.groundless
    return IndexPage(
        head=head_of(matter),
        next=words,
        is_to_do=bool(words.button) and next_of(matter) not in WAITED_FOR,
        steps=_steps(matter) if matter.is_confirmed_by_expert else (),
        ended=tuple(_ended(line) for line in matter.ended),
        groundless=reverse("confirming:filing", args=[waiting.id]) if waiting else "",
    )


def head_of(matter: Matter) -> Head:
    """Return what stands at the top of a page about this self-evaluation."""
    return Head(matter.id, int(matter.sheet.level), matter.sheet.title, assessment_mark(matter.sheet.state))


def expert_called(line: ConfirmationLine) -> str:
    """Return who confirms, with the organization; empty as long as nobody does."""
    expert = line.expert
    if expert is None:
        return ""
    return _("%(name)s (%(organization)s)") % {"name": expert.name, "organization": both(expert.organization)}


def _steps(matter: Matter) -> tuple[StepLine, ...]:
    return tuple(
        StepLine(
            heading=str(STEP_WORDS[stage.step]),
            mark=step_mark(stage.stands),
            is_done=stage.stands == Stands.DONE,
            is_here=stage.is_here,
            facts=tuple(fact for fact in _FACTS[stage.step](matter) if fact),
            ways=_WAYS[stage.step](matter),
        )
        for stage in stages(matter)
    )


def _handed_over(matter: Matter) -> tuple[str, ...]:
    last = matter.handed_over
    if last is None:
        return ()
    facts = {"number": last.number, "moment": moment(last.submitted_at), "by": last.by}
    said = _("Handed over as no. %(number)s, %(moment)s, by %(by)s.") % facts
    return (said,) if matter.is_handed_over else (said, _("It was taken back since."))


def _asked(matter: Matter) -> tuple[str, ...]:
    line = matter.confirmation
    if line is None:
        return ()
    if line.state == ConfirmationState.OPEN:
        return (_("On the list of needs since %(day)s.") % {"day": day(line.asked_at)},)
    facts = {"expert": expert_called(line), "day": day(line.asked_at)}
    return (_("%(expert)s was asked on %(day)s.") % facts, _in_house(line))


def _in_house(line: ConfirmationLine) -> str:
    return (
        _("In-house: the expert belongs to your own company. The operator sees that, too.") if line.is_in_house else ""
    )


def _confirmed(matter: Matter) -> tuple[str, ...]:
    line = matter.confirmation
    if line is None or line.taken_on_at is None:
        return ()
    took = _("Taken on by the expert on %(day)s.") % {"day": day(line.taken_on_at)}
    if line.state == ConfirmationState.JUDGING:
        facts = {"judged": line.judged, "all": line.criteria}
        return (took, _("%(judged)s of %(all)s criteria looked at.") % facts)
    number = line.not_agreed
    disagreed = ngettext(
        "The expert does not agree with %(count)s thing.", "The expert does not agree with %(count)s things.", number
    )
    return (
        took,
        f"{confirmation_mark(line.state).word} · {moment(line.concluded_at)}",
        disagreed % {"count": number} if number else "",
        manner_word(line.manner),
        "" if line.is_in_force else _("What was handed over then does not stand any more."),
    )


def _declared(matter: Matter) -> tuple[str, ...]:
    one = matter.declared or matter.void
    if one is None:
        return ()
    facts = {"name": one.name, "title": one.title, "moment": moment(one.declared_at)}
    said = _("Declared by %(name)s, %(title)s, %(moment)s.") % facts
    return (said,) if one.standing.why is None else (said, str(VOID_WORDS[one.standing.why]))


def _filed(matter: Matter) -> tuple[str, ...]:
    return tuple(
        _("Filed on %(day)s: %(state)s") % {"day": day(line.filed_at), "state": filing_mark(line.state).word}
        for line in matter.filings
    )


def _registered(matter: Matter) -> tuple[str, ...]:
    registration = matter.registration
    if registration is None:
        return ()
    public = registration.public
    facts = {"number": public.written_number, "first": day(public.valid_from), "last": day(public.last_valid_on)}
    return (_("Registered under %(number)s, from %(first)s until %(last)s.") % facts,)


def _ways_of_handing_over(matter: Matter) -> tuple[Way, ...]:
    return (
        (Way(_("See what was handed over"), reverse("report:hand_over", args=[matter.id])),)
        if matter.submissions
        else ()
    )


def _ways_of_asking(matter: Matter) -> tuple[Way, ...]:
    if matter.confirmation is None or not matter.may_lead or matter.declared is not None:
        return ()
    return (Way(_("Withdraw from this expert"), reverse("confirming:withdraw", args=[matter.id])),)


def _ways_of_confirming(matter: Matter) -> tuple[Way, ...]:
    line = matter.confirmation
    if line is None or (line.times_returned == 0 and line.state != ConfirmationState.CONFIRMED):
        return ()
    return (Way(_("Read what the expert said"), reverse("confirming:result", args=[matter.id])),)


def _ways_of_declaring(matter: Matter) -> tuple[Way, ...]:
    line = matter.confirmation
    if not matter.declarations and (line is None or line.state != ConfirmationState.CONFIRMED):
        return ()
    return (Way(_("See the declaration"), reverse("confirming:declare", args=[matter.id])),)


def _ways_of_filing(matter: Matter) -> tuple[Way, ...]:
    if not matter.filings:
        return ()
    newest = next((line for line in matter.filings if line.state in UNDECIDED), matter.filings[0])
    return (Way(pgettext("step", "See the filing"), reverse("confirming:filing", args=[newest.id])),)


def _ways_of_registering(matter: Matter) -> tuple[Way, ...]:
    registration = matter.registration
    if registration is None:
        return ()
    address = reverse("confirming:registration", args=[registration.id])
    return (Way(pgettext("step", "See the registration"), address),)


def _ended(line: ConfirmationLine) -> EndedLine:
    return EndedLine(confirmation_mark(line.state), expert_called(line), line.concluded_at, line.reason)


_FACTS: dict[Step, Callable[[Matter], tuple[str, ...]]] = {
    Step.HAND_OVER: _handed_over,
    Step.ASK: _asked,
    Step.CONFIRM: _confirmed,
    Step.DECLARE: _declared,
    Step.FILE: _filed,
    Step.REGISTER: _registered,
}
_WAYS: dict[Step, Callable[[Matter], tuple[Way, ...]]] = {
    Step.HAND_OVER: _ways_of_handing_over,
    Step.ASK: _ways_of_asking,
    Step.CONFIRM: _ways_of_confirming,
    Step.DECLARE: _ways_of_declaring,
    Step.FILE: _ways_of_filing,
    Step.REGISTER: _ways_of_registering,
}
