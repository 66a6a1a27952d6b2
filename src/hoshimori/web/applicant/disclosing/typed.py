"""What was chosen and typed on the way to a consent: it goes along from page to page, and nothing of it is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from django.http import QueryDict

DAY = timedelta(days=1)
_OWN = ("own_about", "own_nonconformity", "own_correction", "own_corrected_on")
_OWN_AT_MOST = 50


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
        return not (self.about or self.nonconformity or self.correction or self.corrected_on).strip()


@dataclass(frozen=True, slots=True)
class Typed:
    """What is to be shown, as it was chosen and typed. `until` is the last day on which it is shown, as text."""

    items: tuple[str, ...] = ()
    until: str = ""
    purpose: str = ""
    shown_to: str = ""
    comment: str = ""
    own_words: tuple[Said, ...] = ()
    version: int = 0

    @classmethod
    def of(cls, sent: QueryDict) -> Typed:
        """Return what a form sent."""
        columns = (sent.getlist(name)[:_OWN_AT_MOST] for name in _OWN)
        said = (Said(*row) for row in zip(*columns, strict=False))
        version = sent.get("version", "")
        return cls(
            items=tuple(dict.fromkeys(sent.getlist("items"))),
            until=sent.get("until", ""),
            purpose=sent.get("purpose", ""),
            shown_to=sent.get("shown_to", ""),
            comment=sent.get("comment", ""),
            own_words=tuple(one for one in said if not one.is_blank),
            version=int(version) if version.isdecimal() and version.isascii() and len(version) <= len("999999") else 0,
        )


def end_of(last_day: str, field: str = "until") -> date:
    """Return the day that does not belong to it any more.

    Raises:
        Invalid: this is no day.
    """
    try:
        return date.fromisoformat(last_day) + DAY
    except (ValueError, OverflowError):
        raise Invalid("DAY_MISSING", field=field) from None
