"""What people send from the answering page, read into values: the same whether a script sends it or a plain form."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.rules.alternatives import AlternativeText
from hoshimori.assessments.rules.answers import AnswerText, AnswerValue, Result
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS = ("result", "reason", "plan", "note", "responsible", "due_on")
"""The fields of the form for an answer."""
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields of an answer's form, as text; `version` is the one that the writer saw."""

    result: str = ""
    reason: str = ""
    plan: str = ""
    note: str = ""
    responsible: str = ""
    due_on: str = ""
    version: int = 0

    @classmethod
    def of(cls, value: AnswerValue) -> Typed:
        """Return what an answer fills the fields with."""
        return cls(
            result=value.text.result.value,
            reason=value.text.reason,
            plan=value.text.plan,
            note=value.text.note,
            responsible=str(value.responsible_id or ""),
            due_on=value.due_on.isoformat() if value.due_on else "",
            version=value.version,
        )

    @classmethod
    def sent(cls, post: Mapping[str, str]) -> Typed:
        """Return what was sent; line breaks are made alike, nothing else is changed."""
        values = {name: post.get(name, "").replace("\r\n", "\n").replace("\r", "\n") for name in FIELDS}
        return cls(**values, version=version(post))

    def given(self) -> Given:
        """Return what is to be saved.

        Raises:
            Invalid: a result, person or day that is none.
        """
        if self.result not in set(Result):
            raise Invalid("NOT_IN_LIST", field="result")
        return Given(
            AnswerText(Result(self.result), self.reason, self.plan, self.note),
            _person(self.responsible),
            _day(self.due_on),
        )


def version(post: Mapping[str, str]) -> int:
    """Return the version the writer saw; 0 where there was nothing yet."""
    text = post.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 0


def alternative(post: Mapping[str, str]) -> AlternativeText:
    """Return the alternative that was sent."""
    return AlternativeText(post.get("goal", ""), post.get("means", ""), post.get("why_equal", ""))


def minutes(post: Mapping[str, str]) -> int:
    """Return the minutes that were sent, whatever width their digits have.

    Raises:
        Invalid: it is no whole number.
    """
    text = unicodedata.normalize("NFKC", post.get("minutes", "")).strip()
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < _DIGITS):
        raise Invalid("MINUTES_WRONG", field="minutes")
    return int(text)


def _person(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Invalid("NOT_IN_LIST", field="responsible") from None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid("NO_SUCH_DAY", field="due_on") from None
