"""A verdict as the page shows it; the browser fills the same pieces with what it found itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language

from hoshimori.credentials.rules.verdicts import Outcome
from hoshimori.parties.rules import PREFECTURES
from hoshimori.schemes import queries
from hoshimori.shared.bilingual import Text
from hoshimori.shared.refusal import NotFound
from hoshimori.web.layout.words import both, day, moment
from hoshimori.web.public.verifying import words
from hoshimori.web.public.verifying.titles import titles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hoshimori.credentials.rules.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of names and values; an address leads to where the register says it."""

    label: str
    value: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A category, requirement or criterion that is shown, with what lies below it."""

    no: str
    title: str
    result: str
    mark: str
    notes: tuple[Fact, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A nonconformity and its correction, as the company tells them."""

    about: str
    title: str
    notes: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of judging a certificate; of what is not believed nothing is told but why."""

    outcome: str
    kind: str
    drawing: str
    name: str
    title: str
    state: str
    as_of: str
    says: str
    reason: str
    code: str
    address: str
    facts: tuple[Fact, ...] = ()
    items: tuple[Item, ...] = ()
    feedback: tuple[Fact, ...] = ()
    company: tuple[Fact, ...] = ()
    own_words: tuple[OwnWords, ...] = ()
    proven: tuple[str, ...] = ()
    not_proven: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Tell whether this is the form that the browser fills."""
        return not self.outcome

    @property
    def is_believed(self) -> bool:
        """Tell whether there is anything to show."""
        return self.outcome != Outcome.NOT_BELIEVED

    @classmethod
    def of(cls, verdict: Verdict) -> Result:
        """Put a verdict into the reader's words."""
        head = words.HEADS[verdict.outcome]
        number = str(verdict.facts.get("registration_number", ""))
        code = verdict.reason.value if verdict.reason else ""
        return cls(
            outcome=verdict.outcome.value,
            kind=head.kind,
            drawing=head.drawing,
            name=_in_both(verdict.facts, "name"),
            title=str(head.title) % {"level": verdict.facts.get("level", "")},
            state=str(head.state),
            as_of=_as_of(verdict),
            says=str(head.says),
            reason=str(words.REASONS[code]) if code else "",
            code=code,
            address=reverse("register:entry", args=[number]) if number else reverse("register:search"),
            facts=tuple(_facts(verdict.facts)),
            items=_items(verdict),
            feedback=tuple(_feedback(_shown(verdict, "feedback"))),
            company=tuple(_company(verdict)),
            own_words=tuple(_own_words(verdict)),
            proven=tuple(_said("proven", code, verdict) for code in verdict.proven),
            not_proven=tuple(_said("not_proven", code, verdict) for code in verdict.not_proven),
        )


BLANK = Result("", "", "", "", "", "", "", "", "", "", "")
"""What the browser fills."""


def _as_of(verdict: Verdict) -> str:
    return str(words.LABELS["as_of"]) % {"moment": moment(verdict.state_as_of)} if verdict.state_as_of else ""


def _said(group: str, code: str, verdict: Verdict) -> str:
    made = verdict.signed_at if code == "SHOWN_TO" else verdict.state_as_of
    named = {"moment": moment(made), "audience": _audience(verdict.audience), "witnesses": verdict.witnesses}
    return str(words.GROUPS[group][code]) % named


def _audience(written: str) -> str:
    if written == words.BEARER:
        return str(words.GROUPS["audience"]["BEARER"])
    if written.startswith(words.AUDIENCE_BY_NUMBER):
        number = written.removeprefix(words.AUDIENCE_BY_NUMBER)
        return str(words.GROUPS["audience"]["COMPANY"]) % {"number": number}
    return written


def _in_both(facts: Mapping[str, Any], name: str) -> str:
    return both(Text(str(facts.get(f"{name}_ja", "")), str(facts.get(f"{name}_en", ""))))


def _facts(facts: Mapping[str, Any]) -> Iterator[Fact]:
    if not facts:
        return
    number, corporate_number = (str(facts[name]) for name in ("registration_number", "corporate_number"))
    prefecture = PREFECTURES.get(str(facts.get("prefecture", "")))
    period = {name: _day(facts[name]) for name in ("valid_from", "last_valid_on")}
    values = {
        "corporate_number": (corporate_number, reverse("register:company", args=[corporate_number])),
        "registration_number": (number, reverse("register:entry", args=[number])),
        "period": (str(words.LABELS["from_until"]) % period, ""),
        "scope": (_in_both(facts, "scope"), ""),
        "prefecture": (both(prefecture) if prefecture else "", ""),
        "edition": (str(facts["edition"]), ""),
        "evaluation_body": (_in_both(facts, "evaluation_body"), ""),
    }
    yield from (
        Fact(str(words.GROUPS["fact"][name]), value, address) for name, (value, address) in values.items() if value
    )


def _shown(verdict: Verdict, name: str) -> Mapping[str, Any]:
    found = verdict.shown.get(name)
    return found if isinstance(found, Mapping) else {}


def _items(verdict: Verdict) -> tuple[Item, ...]:
    categories = _shown(verdict, "categories")
    return _below(categories, _titles(verdict)) if categories else ()


def _titles(verdict: Verdict) -> Mapping[str, str]:
    try:
        return titles_of(queries.edition(str(verdict.facts["edition"])))[(get_language() or "ja")[:2]]
    except NotFound:
        return {}


def _below(told: Mapping[str, Any], titles: Mapping[str, str]) -> tuple[Item, ...]:
    """Return what lies at one depth, in the order of the catalogue: categories, requirements or criteria."""
    return tuple(_item(no, told[no], titles) for no in sorted(told, key=_place))


def _item(no: str, told: Mapping[str, Any], titles: Mapping[str, str]) -> Item:
    mark = str(told["result"])
    below = told.get("requirements") or told.get("criteria") or {}
    alternative = told.get("alternative") or {}
    notes = {"basis": told.get("basis", ""), **{name: alternative.get(name, "") for name in words.ALTERNATIVE}}
    return Item(
        no=no,
        title=titles.get(no, ""),
        result=str(words.GROUPS["result"].get(mark, mark)),
        mark=mark,
        notes=_labelled(notes),
        items=_below(below, titles),
    )


def _place(no: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else 0 for part in no.split("-"))


def _feedback(told: Mapping[str, Any]) -> Iterator[Fact]:
    if not told:
        return
    manner = words.GROUPS["manner"].get(str(told["manner"]), "")
    who = words.GROUPS["expert"]["IN_HOUSE" if told["is_in_house"] else "OUTSIDE"]
    values = {
        "advice": str(told["advice"]),
        "manner": str(manner),
        "expert": str(who),
        "confirmed_on": _day(told["confirmed_on"]),
    }
    yield from _labelled(values)


def _company(verdict: Verdict) -> Iterator[Fact]:
    if verdict.signed_at is None:
        return
    values = {"audience": _audience(verdict.audience), "purpose": verdict.purpose, "comment": verdict.comment}
    yield from _labelled({**values, "signed_at": moment(verdict.signed_at)})


def _own_words(verdict: Verdict) -> Iterator[OwnWords]:
    titles = _titles(verdict) if verdict.own_words else {}
    for told in verdict.own_words:
        values = {name: told[name] for name in ("nonconformity", "correction")}
        notes = _labelled({**values, "corrected_on": _day(told["corrected_on"])})
        yield OwnWords(told["about"], titles.get(told["about"], ""), notes)


def _labelled(values: Mapping[str, str]) -> tuple[Fact, ...]:
    return tuple(Fact(str(words.LABELS[name]), value) for name, value in values.items() if value)


def _day(written: str) -> str:
    try:
        return day(date.fromisoformat(written))
    except ValueError:
        return written
