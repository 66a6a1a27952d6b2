"""Says a verdict at a terminal: in plain words or as JSON, harmless whatever a stranger wrote into a certificate."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from hoshimori.cli.verifying.words import LABELS, NOT_PROVEN, OUTCOMES, PROVEN, REASONS, RESULTS, Words
from hoshimori.credentials.rules.verdicts import Outcome
from hoshimori.shared.calendar import JAPAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from hoshimori.credentials.rules.verdicts import Verdict

HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that move the cursor, turn the direction of writing, or show nothing."""

FACTS = ("corporate_number", "registration_number", "level", "scope", "edition", "evaluation_body")
TERM = ("valid_from", "last_valid_on")


def harmless(text: object) -> str:
    """Return a stranger's text in which nothing commands the terminal: what would do so is spelled out."""
    return "".join(f"<U+{ord(each):04X}>" if unicodedata.category(each) in HARMFUL else each for each in str(text))


def as_json(verdict: Verdict) -> str:
    """Return the verdict as JSON in ASCII, under the names and codes of the library."""
    return json.dumps({each.name: getattr(verdict, each.name) for each in fields(verdict)}, default=plain, indent=2)


def plain(value: object) -> object:
    """Return what JSON can hold in the place of what it cannot."""
    return dict(value) if isinstance(value, Mapping) else str(value)


def in_order(value: object) -> list[tuple[str, object]]:
    """Return what stands under numbers of the catalogue in their order: 1-2-1-1 before 1-10-1-1."""
    return sorted(inside(value).items(), key=lambda each: [part.zfill(9) for part in each[0].split("-")])


def inside(value: object) -> Mapping[str, object]:
    """Return an object, or an empty one for what is none: what was signed need not be of the expected form."""
    return value if isinstance(value, Mapping) else {}


def moment(at: datetime | None) -> str:
    """Return a moment as clocks in Japan show it."""
    return "" if at is None else at.astimezone(JAPAN).strftime("%Y-%m-%d %H:%M JST")


@dataclass(frozen=True)
class Telling:
    """Tells one verdict in one language, "ja" or "en"."""

    verdict: Verdict
    language: str

    def lines(self) -> Iterator[str]:
        """Yield the whole answer."""
        yield self.said(OUTCOMES[self.verdict.outcome])
        if self.verdict.reason is not None:
            yield f"{self.label('reason')}: {self.said(REASONS[self.verdict.reason])} [{self.verdict.reason}]"
        if self.verdict.outcome is Outcome.NOT_BELIEVED:
            return
        yield ""
        yield from self.facts()
        yield from self.part("shown", self.shown())
        yield from self.part("own_words", self.own_words())
        yield from self.part("proven", (f"- {self.said(PROVEN[each])}" for each in self.verdict.proven))
        yield from self.part("not_proven", (f"- {self.said(NOT_PROVEN[each])}" for each in self.verdict.not_proven))

    def said(self, words: Words) -> str:
        """Return a sentence with what it names."""
        known = {name: harmless(self.verdict.facts.get(name, "")) for name in ("level", "iss")}
        known |= {"audience": harmless(self.verdict.audience), "witnesses": str(self.verdict.witnesses)}
        sentence = words.ja if self.language == "ja" else words.en
        return sentence.format_map(known | {"state_as_of": moment(self.verdict.state_as_of)})

    def label(self, name: str) -> str:
        """Return the name of something."""
        return self.said(LABELS[name])

    def line(self, name: str, value: object, indent: str = "") -> Iterator[str]:
        """Yield one thing under its name, if there is anything to say."""
        if value not in {"", None}:
            yield f"{indent}{self.label(name)}: {harmless(value)}"

    def part(self, name: str, lines: Iterable[str]) -> Iterator[str]:
        """Yield lines under a title, if there are any."""
        for number, each in enumerate(lines):
            if number == 0:
                yield f"\n{self.label(name)}"
            yield each

    def fact(self, name: str) -> object:
        """Return an open claim, in this language where there are two."""
        facts = self.verdict.facts
        return facts.get(f"{name}_{self.language}", facts.get(f"{name}_ja", facts.get(name)))

    def facts(self) -> Iterator[str]:
        """Yield who, which level, until when, and to whom it was shown."""
        yield from self.line("company", self.fact("name"))
        for name in (*FACTS, *TERM):
            yield from self.line(name, f"★{self.fact(name)}" if name == "level" else self.fact(name))
        yield from self.line("state_as_of", moment(self.verdict.state_as_of))
        for name in ("audience", "purpose", "comment"):
            yield from self.line(name, getattr(self.verdict, name))
        yield from self.line("signed_at", moment(self.verdict.signed_at))

    def shown(self) -> Iterator[str]:
        """Yield what is shown by consent, each under its number in the catalogue."""
        for number, category in in_order(self.verdict.shown.get("categories")):
            yield from self.result(number, category, "")
            for below, requirement in in_order(inside(category).get("requirements")):
                yield from self.result(below, requirement, "  ")
                for lowest, criterion in in_order(inside(requirement).get("criteria")):
                    yield from self.result(lowest, criterion, "    ")
        feedback = inside(self.verdict.shown.get("feedback"))
        yield from self.line("feedback", feedback.get("advice"))
        yield from self.line("confirmed_on", feedback.get("confirmed_on"))

    def result(self, number: str, told: object, indent: str) -> Iterator[str]:
        """Yield one result with its basis and its alternative."""
        result = inside(told).get("result", "")
        known = RESULTS.get(str(result))
        yield f"{indent}{harmless(number)} {self.said(known) if known else harmless(result)}"
        yield from self.line("basis", inside(told).get("basis"), f"{indent}  ")
        for each in inside(inside(told).get("alternative")).values():
            yield from self.line("alternative", each, f"{indent}  ")

    def own_words(self) -> Iterator[str]:
        """Yield what the company tells of itself."""
        for each in self.verdict.own_words:
            yield f"- {harmless(each['about'])} {harmless(each['nonconformity'])}"
            yield from self.line("correction", each["correction"], "  ")
            yield from self.line("corrected_on", each["corrected_on"], "  ")
