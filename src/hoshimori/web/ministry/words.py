"""The words of the figures: names of tables, rows and columns, and how a figure is written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hoshimori.parties.rules import INDUSTRIES, PREFECTURES, SIZE_CLASSES
from hoshimori.stewardship.rules import (
    ALL,
    COMPANIES,
    CONFIRMED,
    EXPERTS,
    EXTERNAL,
    IN_HOUSE,
    JOINED_INDUSTRIES,
    RETURNED,
    SPANS,
    Subject,
)
from hoshimori.web.layout.words import both

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django_stubs_ext import StrPromise

    from hoshimori.stewardship.rules import Span

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

TITLES: Mapping[Subject, StrPromise] = {
    Subject.REGISTERED: _("Month by month"),
    Subject.PREFECTURE: _("By prefecture"),
    Subject.SIZE_CLASS: _("By size"),
    Subject.INDUSTRY: _("By industry"),
    Subject.BEGUN: _("Companies that have begun a self-evaluation"),
    Subject.FILINGS: _("Filings that wait for a decision"),
    Subject.LOAD: _("What experts have in work"),
    Subject.RETURNED: _("Returned before it was confirmed"),
    Subject.TAKEN: _("How long a confirmation took"),
    Subject.EFFORT: _("Time that companies recorded, by size"),
}
LEADS: Mapping[Subject, StrPromise] = {
    Subject.REGISTERED: _("Companies in the register at the end of each month. Suspended registrations count."),
    Subject.PREFECTURE: _("By the prefecture that stands in the register. The chart shows the newest month."),
    Subject.SIZE_CLASS: _("By the number of people as it was when the company was registered."),
    Subject.INDUSTRY: _("By the major classes of Japan's standard classification. A few small ones stand together."),
    Subject.BEGUN: _("Companies by the level they work at, handed over or not."),
    Subject.FILINGS: _("Companies whose filing the operator has not decided yet, by how long it has waited."),
    Subject.LOAD: _("Experts by how many confirmations they have taken on and not concluded."),
    Subject.RETURNED: _("Companies that an expert confirmed, and those of them that got something back before."),
    Subject.TAKEN: _("Companies by the days from when the expert took it on until it was confirmed."),
    Subject.EFFORT: _(
        "Companies by the hours recorded in self-evaluations that came to a registration, each span without its end."
    ),
}
ROW_HEADS: Mapping[Subject, StrPromise] = {
    Subject.REGISTERED: _("End of month"),
    Subject.PREFECTURE: _("Prefecture"),
    Subject.SIZE_CLASS: _("Size"),
    Subject.INDUSTRY: _("Industry"),
    Subject.BEGUN: _("Level"),
    Subject.FILINGS: _("Waiting for"),
    Subject.LOAD: _("Confirmations in work"),
    Subject.RETURNED: _("Expert"),
    Subject.TAKEN: _("Days"),
    Subject.EFFORT: _("Size"),
}
_FIXED: Mapping[str, StrPromise] = {
    ALL: pgettext_lazy("total", "All"),
    COMPANIES: _("Companies"),
    EXPERTS: _("Experts"),
    IN_HOUSE: _("In-house expert"),
    EXTERNAL: _("External expert"),
    CONFIRMED: pgettext_lazy("companies", "Confirmed"),
    RETURNED: pgettext_lazy("companies", "Of them returned before"),
}


def code_word(subject: Subject, code: str) -> str:
    """Name a row or a column of a subject's table."""
    if code in _FIXED:
        return str(_FIXED[code])
    span = next((span for span in SPANS.get(subject, ()) if span.code == code), None)
    if span is not None:
        return _SPAN_WORDS[subject](span)
    for names in (SIZE_CLASSES, PREFECTURES if subject is Subject.PREFECTURE else INDUSTRIES):
        if code in names:
            return _industry(code) if names is INDUSTRIES else both(names[code])
    return month(date.fromisoformat(code)) if "-" in code else f"★{code}"


def figure(count: int) -> str:
    """Write a figure; nothing is told of fewer than five."""
    return f"{count:,}" if count else gettext("fewer than 5")


def percent(share: int | None) -> str:
    """Write a share of a hundred, if there is one to tell."""
    return gettext("not told") if share is None else f"{share}%"


def month(end: date) -> str:
    """Write a month as 2027年1月 or Jan 2027."""
    english = (get_language() or "ja").startswith("en")
    return f"{_MONTHS[end.month - 1]} {end.year}" if english else f"{end.year}年{end.month}月"


def _industry(code: str) -> str:
    others = [both(INDUSTRIES[other]) for other, with_ in JOINED_INDUSTRIES.items() if with_ == code]
    if not others:
        return both(INDUSTRIES[code])
    return gettext("%(one)s; %(other)s") % {"one": both(INDUSTRIES[code]), "other": others[0]}


def _days(span: Span) -> str:
    if span.below is None:
        return gettext("%(first)s days or more") % {"first": span.first}
    return gettext("%(first)s to %(last)s days") % {"first": span.first, "last": span.below - 1}


def _hours(span: Span) -> str:
    if span.below is None:
        return gettext("%(first)s hours or more") % {"first": span.first}
    if not span.first:
        return gettext("under %(below)s hours") % {"below": span.below}
    return gettext("%(first)s to %(below)s hours") % {"first": span.first, "below": span.below}


def _confirmations(span: Span) -> str:
    if span.below is None:
        return gettext("%(first)s or more at once") % {"first": span.first}
    if span.below == span.first + 1:
        return gettext("%(amount)s at once") % {"amount": span.first}
    return gettext("%(first)s to %(last)s at once") % {"first": span.first, "last": span.below - 1}


_SPAN_WORDS: Mapping[Subject, Callable[[Span], str]] = {
    Subject.FILINGS: _days,
    Subject.LOAD: _confirmations,
    Subject.TAKEN: _days,
    Subject.EFFORT: _hours,
}
