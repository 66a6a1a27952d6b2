"""Puts digests in the place of what shall be shown only by consent (RFC 9901, 4.2.4 to 4.2.6)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import disclosures
from hoshimori.credentials.rules.profiles import RESERVED
from hoshimori.credentials.rules.reasons import Reason, Rejected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SALT_BYTES = 16


@dataclass(frozen=True)
class Hidden:
    """Marks a claim or an element to be shown only by consent; what is inside may be marked again."""

    value: object


@dataclass
class Concealing:
    """Conceals one payload and collects its disclosures; `decoys` digests of nothing join each object that hides."""

    decoys: int = 0
    made: list[str] = field(default_factory=list)

    def plain(self, value: object) -> object:
        """Return a value with digests where something was marked."""
        if isinstance(value, dict):
            return self.of_object(value)
        if isinstance(value, list | tuple):
            return self.of_array(value)
        if isinstance(value, Hidden):
            raise Rejected(Reason.CLAIM_WRONG)
        return value

    def of_object(self, members: Mapping[str, object]) -> dict[str, object]:
        """Return an object whose marked claims became digests in `_sd`, in an order that tells nothing."""
        if RESERVED & members.keys():
            raise Rejected(Reason.RESERVED_NAME)
        opened = {name: self.plain(value) for name, value in members.items() if not isinstance(value, Hidden)}
        hidden = [
            self.digest([name, self.plain(value.value)]) for name, value in members.items() if isinstance(value, Hidden)
        ]
        if not hidden:
            return opened
        return {**opened, "_sd": sorted([*hidden, *(decoy() for _ in range(self.decoys))])}

    def of_array(self, elements: Sequence[object]) -> list[object]:
        """Return an array whose marked elements became digests in their places."""
        return [
            {"...": self.digest([self.plain(each.value)])} if isinstance(each, Hidden) else self.plain(each)
            for each in elements
        ]

    def digest(self, told: list[object]) -> str:
        """Make a disclosure with a salt of its own, keep it, and return its digest."""
        made = disclosures.write([salt(), *told])
        self.made.append(made)
        return disclosures.digest(made)


def salt() -> str:
    """Return 128 random bits, never used again (RFC 9901, 9.3)."""
    return secrets.token_urlsafe(SALT_BYTES)


def decoy() -> str:
    """Return the digest of nothing (RFC 9901, 4.2.5)."""
    return disclosures.digest(secrets.token_urlsafe(2 * SALT_BYTES))
