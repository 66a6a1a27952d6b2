"""What a company that knows nothing reads first: what ★3 is and is not, who takes part, what to gather."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hoshimori.assessments.permissions import Action, may
from hoshimori.schemes.queries import current_edition, edition
from hoshimori.web.applicant.start.beginning import facts

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from hoshimori.schemes.rules import Requirement
    from hoshimori.shared.actor import Actor
    from hoshimori.web.applicant.start.beginning import LevelFacts

GATHER: tuple[tuple[StrPromise, StrPromise, tuple[str, ...]], ...] = (
    (
        _("Who answers for security"),
        _("The member of management who answers for security, who leads the work, and who knows your systems."),
        ("1-2-1",),
    ),
    (
        _("Your rules, if there are any"),
        _("Work rules, rules for handling information, the pledge people sign when they join."),
        ("1-2-3", "1-3-1", "3-1-4"),
    ),
    (
        _("A list of PCs, servers and smartphones"),
        _("If there is none: go round once and count them, with the name of whoever uses each."),
        ("3-1-1",),
    ),
    (
        _("How your network is connected"),
        _("Make and model of the router, who looks after it, and a drawing of what hangs on it. By hand will do."),
        ("3-1-2", "4-5-1"),
    ),
    (
        _("The cloud services you use"),
        _("Mail, file sharing, accounting, chat; and for each, who can change its settings."),
        ("3-1-3", "4-1-3"),
    ),
    (
        _("Who can sign in where"),
        _("The lists of user IDs. Look whether anybody is in them who has left."),
        ("4-1-1", "4-1-2"),
    ),
    (
        _("Contracts with customers and contractors"),
        _("What they say about confidential information, and what to do when something happens."),
        ("2-1-2", "2-1-4"),
    ),
    (
        _("Protection against malware, updates, backups"),
        _("What you use, who checks it, and when somebody last looked."),
        ("4-4-4", "4-4-5", "4-3-4"),
    ),
    (
        _("Whom to call when something happens"),
        _("Your maintenance company, your customers, the police; on paper, so that it is there without a PC."),
        ("6-1-1", "7-1-1"),
    ),
)
"""What to have at hand, what is meant, and the requirements in which it is asked for."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One thing to have at hand, with the requirements that ask for it."""

    what: str
    how: str
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class FirstStepsPage:
    """How much ★3 asks for, what to gather, and whether the reader may begin."""

    three: LevelFacts
    edition_code: str
    gather: tuple[Gathered, ...]
    may_begin: bool


def first_steps_page(actor: Actor) -> FirstStepsPage:
    """Return the first steps, for whoever reads them."""
    code = current_edition()
    of = edition(code)
    gather = tuple(
        Gathered(str(what), str(how), tuple(of.requirements[no] for no in numbers if no in of.requirements))
        for what, how, numbers in GATHER
    )
    return FirstStepsPage(facts(of)[0], code, gather, may(actor, Action.BEGIN))
