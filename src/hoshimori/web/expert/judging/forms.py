"""What an expert sends from a part, read into values: the same whether a script sends it or a plain form."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from hoshimori.web.expert.judging.addresses import code_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hoshimori.confirmations.rules.judging import JudgementValue, Key

ALL = "ALL"
"""The name under which the same is said about everything that is not judged yet."""

_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields of one judgement; `version` is the one the writer saw, `mark` what it began with."""

    verdict: str = ""
    reason: str = ""
    version: int = 0
    mark: str = ""

    @classmethod
    def of(cls, value: JudgementValue | None) -> Typed:
        """Return what a judgement fills the fields with."""
        if value is None:
            return cls(mark=_mark("", ""))
        return cls(value.verdict.value, value.reason, value.version, _mark(value.verdict.value, value.reason))

    @property
    def is_touched(self) -> bool:
        """Tell whether the writer changed what was there: only that is saved."""
        return _mark(self.verdict, self.reason) != self.mark


@dataclass(frozen=True, slots=True)
class Sent:
    """Everything that was sent: what stands in each judgement's fields, and which button was pressed.

    `only` is what a script saves by itself; `wants_all` says the same about everything not judged yet; `goes_on` leads
    to the next thing to judge.
    """

    values: Mapping[str, str]
    only: str
    wants_all: bool
    goes_on: bool

    def typed(self, key: Key) -> Typed | None:
        """Return what stands in the fields of one judgement; None where they were not sent."""
        code = code_of(key)
        if f"reason-{code}" not in self.values:
            return None
        return Typed(
            verdict=self.values.get(f"verdict-{code}", ""),
            reason=_lines(self.values[f"reason-{code}"]),
            version=_number(self.values.get(f"version-{code}", "")),
            mark=self.values.get(f"mark-{code}", ""),
        )

    @property
    def for_all(self) -> Typed:
        """Return what is said about everything at once."""
        return Typed(self.values.get(f"verdict-{ALL}", ""), _lines(self.values.get(f"reason-{ALL}", "")))


def sent(post: Mapping[str, str]) -> Sent:
    """Read what was sent; line breaks are made alike, nothing else is changed."""
    act = post.get("act", "")
    return Sent(post, only=post.get("only", ""), wants_all=act == "all", goes_on=act == "on")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 0


def _mark(verdict: str, reason: str) -> str:
    return sha256(f"{verdict}\n{reason.strip()}".encode()).hexdigest()[:16]
