"""What a company tells of itself beside its certificate: nonconformities and corrections in its own words.

Public bodies disclose none of these; they may be shown and considered between two parties [M], marked as the company's
own disclosure. The register does not prove them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hoshimori.shared.refusal import Invalid
from hoshimori.shared.texts import paragraphs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

TEXT_LIMIT = 4000


@dataclass(frozen=True, slots=True)
class OwnWord:
    """What was not met at one criterion, how it was mended and on which day; both empty as long as it is not."""

    about: str
    nonconformity: str
    correction: str = ""
    corrected_on: date | None = None

    def kept(self) -> dict[str, str]:
        """Return it as text by name, the day as ISO 8601: what is kept, and what the company's key signs."""
        return {
            "about": self.about,
            "nonconformity": self.nonconformity,
            "correction": self.correction,
            "corrected_on": self.corrected_on.isoformat() if self.corrected_on else "",
        }


def from_kept(rows: Iterable[Mapping[str, str]]) -> tuple[OwnWord, ...]:
    """Return what was kept."""
    return tuple(
        OwnWord(
            row["about"],
            row["nonconformity"],
            row["correction"],
            date.fromisoformat(row["corrected_on"]) if row["corrected_on"] else None,
        )
        for row in rows
    )


def checked_own_words(said: Sequence[OwnWord], criteria: Collection[str], today: date) -> tuple[OwnWord, ...]:
    """Return what the company says of itself, at most once about a criterion of its level.

    A refusal names the field as `own_words.<number from 1>.<name>`.

    Raises:
        Invalid: a criterion is unknown or named twice, a text is missing or too long, a day is still to come, or a day
            stands without a correction.
    """
    checked = tuple(_checked(word, f"own_words.{number}", criteria, today) for number, word in enumerate(said, start=1))
    seen: set[str] = set()
    for number, word in enumerate(checked, start=1):
        if word.about in seen:
            raise Invalid("OWN_WORDS_TWICE", field=f"own_words.{number}.about", criterion=word.about)
        seen.add(word.about)
    return checked


def _checked(word: OwnWord, where: str, criteria: Collection[str], today: date) -> OwnWord:
    about = word.about.strip()
    if about not in criteria:
        raise Invalid("OWN_WORDS_ABOUT_NOTHING", field=f"{where}.about")
    nonconformity = paragraphs(
        word.nonconformity, field=f"{where}.nonconformity", limit=TEXT_LIMIT, missing="NONCONFORMITY_MISSING"
    )
    correction = paragraphs(word.correction, field=f"{where}.correction", limit=TEXT_LIMIT)
    if word.corrected_on is not None:
        if not correction:
            raise Invalid("CORRECTION_MISSING", field=f"{where}.correction")
        if word.corrected_on > today:
            raise Invalid("CORRECTED_IN_FUTURE", field=f"{where}.corrected_on")
    return OwnWord(about, nonconformity, correction, word.corrected_on)
