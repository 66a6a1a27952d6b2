"""The words of the scheme as the help page explains them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Word:
    """A word and what it means; `code` is its place on the page, for links to it."""

    code: str
    name: StrPromise
    meaning: StrPromise


WORDS = (
    Word(
        "requirement",
        _("Requirement"),
        _("What is to be reached, with its security goal. It has one or more criteria."),
    ),
    Word("criterion", _("Criterion"), _("One question that is answered with met, not met or not applicable.")),
    Word("scope", _("Scope"), _("What the evaluation is about: sites, departments, IT platforms, cloud services.")),
    Word("exclusion", _("Exclusion"), _("What is left out of the scope, with a reason and with what limits the risk.")),
    Word("met", _("Met"), _("You do this now, and can say why and show it.")),
    Word("not-met", _("Not met"), _("You do not do this yet, or not everywhere. Half is not met.")),
    Word(
        "not-applicable",
        _("Not applicable"),
        _("What the criterion depends on does not exist in your company. Some criteria allow it; you write why."),
    ),
    Word(
        "evidence",
        _("Evidence"),
        _("A file, or the place of one, that shows it: a rule, a picture of a setting, a record."),
    ),
    Word(
        "record",
        _("Record"),
        _("Evidence that a process was really carried out: a line in a ledger, a ticket, minutes, with its date."),
    ),
    Word(
        "alternative",
        _("Alternative"),
        _("Another means that reaches the goal just as well. The expert or evaluator accepts it or does not."),
    ),
    Word(
        "platform",
        _("IT platform"),
        _("IT that several units or companies share. Units on the same one should come to the same evaluation."),
    ),
    Word(
        "confirmation",
        _("Expert confirmation"),
        _("A trained expert looks at a ★3 self-evaluation and agrees or not, criterion by criterion."),
    ),
    Word(
        "declaration",
        _("Declaration of conformity"),
        _("A member of management declares that all criteria of ★3 are met."),
    ),
    Word(
        "registration",
        _("Registration"),
        _("The entry in the public register. A company is registered; nothing is certified by the government."),
    ),
    Word(
        "register",
        pgettext_lazy("glossary", "Register"),
        _("The list of all registrations, kept by the operator. Anyone can look it up, without signing in."),
    ),
    Word("effort", _("Effort"), _("Minutes people spent, as they recorded them themselves.")),
    Word("edition", _("Edition"), _("One issue of the criteria. Published, it never changes.")),
)
