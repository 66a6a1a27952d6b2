"""What was chosen and typed on the way to a consent: it goes along from page to page, and nothing of it is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.disclosures.rules.own_words import OwnWord
from hoshimori.web.layout.days import day_typed, end_of

if TYPE_CHECKING:
    from datetime import date

    from django.http import QueryDict

OWN_AT_MOST = 50
_OWN = ("own_about", "own_nonconformity", "own_correction", "own_corrected_on")
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Said:
    """One nonconformity and its correction as they were typed; the day as ISO 8601 or whatever else stood there."""

    about: str = ""
    nonconformity: str = ""
    correction: str = ""
    corrected_on: str = ""

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed."""
        return not f"{self.about}{self.nonconformity}{self.correction}{self.corrected_on}".strip()

    def read(self, number: int) -> OwnWord:
        """Return it as it is to be shown; `number` counts from 1.

        Raises:
            Invalid: the day is none.
        """
        on = day_typed(self.corrected_on, f"own_words.{number}.corrected_on") if self.corrected_on else None
        return OwnWord(self.about, self.nonconformity, self.correction, on)


@dataclass(frozen=True, slots=True)
class Typed:
    """What is to be shown, as it was chosen and typed. `until` is the last day on which it is shown, as text."""

    items: tuple[str, ...] = ()
    until: str = ""
    purpose: str = ""
    corporate_number: str = ""
    comment: str = ""
    own_words: tuple[Said, ...] = ()
    version: int = 0

    @classmethod
    def of(cls, sent: QueryDict) -> Typed:
        """Return what a form sent."""
        columns = (sent.getlist(name)[:OWN_AT_MOST] for name in _OWN)
        said = (Said(*row) for row in zip(*columns, strict=False))
        version = sent.get("version", "")
        is_number = version.isascii() and version.isdecimal() and len(version) <= _DIGITS
        return cls(
            items=tuple(dict.fromkeys(sent.getlist("items"))),
            until=sent.get("until", ""),
            purpose=sent.get("purpose", ""),
            corporate_number=sent.get("corporate_number", ""),
            comment=sent.get("comment", ""),
            own_words=tuple(one for one in said if not one.is_blank),
            version=int(version) if is_number else 0,
        )

    @property
    def end(self) -> date:
        """Return the day on which it is not shown any more.

        Raises:
            Invalid: no day was typed.
        """
        return end_of(self.until)

    def said(self) -> tuple[OwnWord, ...]:
        """Return what the company tells in own words.

        Raises:
            Invalid: a day is none.
        """
        return tuple(one.read(number) for number, one in enumerate(self.own_words, start=1))

    def texts(self) -> dict[str, str]:
        """Return what stands in the single fields, by their names."""
        return {
            "until": self.until,
            "purpose": self.purpose,
            "corporate_number": self.corporate_number,
            "comment": self.comment,
        }
