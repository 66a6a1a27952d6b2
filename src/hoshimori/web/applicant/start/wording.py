"""The next step in words: what to do, why, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoshimori.assessments.rules.finding import Show
from hoshimori.assessments.rules.next_step import Step
from hoshimori.schemes.rules import Level
from hoshimori.shared.actor import NO_ID
from hoshimori.web.applicant.answering import addresses
from hoshimori.web.applicant.answering.addresses import Sought

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from hoshimori.assessments.queries.today import Today


@dataclass(frozen=True, slots=True)
class StepWords:
    """The next step as the page says it: what, why, and the button; `also` is a second, quieter way on."""

    heading: str
    why: str
    button: str = ""
    address: str = ""
    also: str = ""
    also_address: str = ""


def step_words(today: Today) -> StepWords:
    """Return the words of the next step."""
    return _WORDS[today.step.step](today)


def _no_part_yet(today: Today) -> StepWords:
    del today
    return StepWords(
        _("There is nothing for you to confirm at the moment"),
        _("As soon as a company hands its self-evaluation over to you, it stands here."),
    )


def _first_steps(today: Today) -> StepWords:
    del today
    return StepWords(
        _("Read what is asked, then begin"),
        _("There is no self-evaluation yet. The first steps tell what ★3 is and what you need to have at hand."),
        _("Read the first steps"),
        reverse("start:first_steps"),
        _("Begin a self-evaluation"),
        reverse("start:begin"),
    )


def _wait_for_coordinator(today: Today) -> StepWords:
    del today
    return StepWords(
        _("Your coordinator has not begun a self-evaluation yet"),
        _("A representative or coordinator begins it. In the meantime you can read what is asked."),
        _("Read the first steps"),
        reverse("start:first_steps"),
    )


def _handed_over(today: Today) -> StepWords:
    return StepWords(
        _("The self-evaluation is handed over"),
        _("Answers stay as they are while it is being looked at. Whoever leads can take it back to change something."),
        _("See how it stands"),
        reverse("start:assessment", args=[_id(today)]),
    )


def _set_scope(today: Today) -> StepWords:
    return StepWords(
        _("Say what your answers are about"),
        _("Which sites, departments and services are covered? Once that is written down, every criterion is easier."),
        _("Write down the scope"),
        reverse("tabs:scope", args=[_id(today)]),
    )


def _do_overdue_tasks(today: Today) -> StepWords:
    number = today.step.number
    return StepWords(
        ngettext("%(count)s task is overdue", "%(count)s tasks are overdue", number) % {"count": number},
        _("Mark those that are done, and give the others a new day."),
        _("See the overdue tasks"),
        reverse("tasks:list") + "?which=OVERDUE",
    )


def _confirm_again(today: Today) -> StepWords:
    number = today.step.number
    return StepWords(
        ngettext("%(count)s answer is to be confirmed again", "%(count)s answers are to be confirmed again", number)
        % {"count": number},
        _(
            "They were taken over from an earlier self-evaluation, and count once somebody has seen"
            " that they still hold."
        ),
        _("Look at the next one"),
        addresses.of_criterion(_id(today), today.criterion_no, Sought(Show.TO_CONFIRM)),
    )


def _see_to_what_is_due(today: Today) -> StepWords:
    number = today.step.number
    return StepWords(
        ngettext("%(count)s thing of yours is due", "%(count)s things of yours are due", number) % {"count": number},
        _("They stand below with their days, the earliest first."),
        _("See what is due"),
        "#due",
    )


def _answer(today: Today) -> StepWords:
    number = today.step.number
    return StepWords(
        _("Answer the next criterion (%(count)s left)") % {"count": number},
        _("You can begin with those you know and leave out the others: blank is never taken for yes or no."),
        _("Answer %(criterion)s") % {"criterion": today.criterion_no},
        addresses.of_criterion(_id(today), today.criterion_no),
    )


def _meet(today: Today) -> StepWords:
    number = today.step.number
    return StepWords(
        ngettext("%(count)s criterion is not met yet", "%(count)s criteria are not met yet", number)
        % {"count": number},
        _("Everything is answered. ★%(level)s needs all criteria of its level to be met; a part of them is not enough.")
        % {"level": int(_level(today))},
        _("See what is not met"),
        reverse("tabs:answers", args=[_id(today)]) + Sought(Show.NOT_MET).query(),
    )


def _hand_over(today: Today) -> StepWords:
    words = {
        Level.THREE: _("Make the report, read it once more as a whole, and hand it over to your expert."),
        Level.FOUR: _("Make the report, read it once more as a whole, and hand it over to your evaluation body."),
    }
    return StepWords(
        _("All criteria are met"),
        words[_level(today)],
        _("Go to the report"),
        reverse("tabs:report", args=[_id(today)]),
        _("Hand it over"),
        reverse("report:hand_over", args=[_id(today)]),
    )


def _nothing_now(today: Today) -> StepWords:
    return StepWords(
        _("There is nothing for you to do at the moment"),
        _("All criteria are met, and no task of yours is due. Your coordinator hands the self-evaluation over."),
        _("See how it stands"),
        reverse("start:assessment", args=[_id(today)]),
    )


def _id(today: Today) -> UUID:
    return today.sheet.id if today.sheet else NO_ID


def _level(today: Today) -> Level:
    return today.sheet.level if today.sheet else Level.THREE


_WORDS: dict[Step, Callable[[Today], StepWords]] = {
    Step.NO_PART_YET: _no_part_yet,
    Step.FIRST_STEPS: _first_steps,
    Step.WAIT_FOR_COORDINATOR: _wait_for_coordinator,
    Step.HANDED_OVER: _handed_over,
    Step.SET_SCOPE: _set_scope,
    Step.DO_OVERDUE_TASKS: _do_overdue_tasks,
    Step.CONFIRM_AGAIN: _confirm_again,
    Step.SEE_TO_WHAT_IS_DUE: _see_to_what_is_due,
    Step.ANSWER: _answer,
    Step.MEET: _meet,
    Step.HAND_OVER: _hand_over,
    Step.NOTHING_NOW: _nothing_now,
}
