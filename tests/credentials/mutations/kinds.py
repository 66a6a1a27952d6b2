"""One changed certificate: what was changed, which clause forbids it, and what is to be said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from hoshimori.credentials.rules.reasons import Reason


class Concern(StrEnum):
    """Which check a change is meant for; who judges from outside takes on some of them."""

    FORM = "FORM"
    SIGNATURE = "SIGNATURE"
    KIND = "KIND"
    JSON = "JSON"
    DISCLOSURES = "DISCLOSURES"
    TIME = "TIME"
    BINDING = "BINDING"
    STATUS = "STATUS"
    FILE = "FILE"
    HISTORY = "HISTORY"


STRICTER = frozenset(
    {
        Reason.BASE64URL_WRONG,
        Reason.BINDING_UNEXPECTED,
        Reason.DIGEST_WRONG,
        Reason.JSON_NAME_TWICE,
        Reason.JSON_WRONG,
        Reason.SALT_TWICE,
        Reason.STATUS_UNKNOWN,
        Reason.ISSUED_IN_FUTURE,
    }
)
"""What the specifications leave to the reader and is refused here; so is what only our own rules forbid."""

STRICTER_TOO = frozenset(
    {
        "a number for a salt",
        "a hash named below",
        "more beside three dots",
        "three dots outside of an array",
        "hidden end",
        "hidden inside the status",
        "ttl not positive",
    }
)
"""The same, where the reason is one that other cases have by a rule: these bind who issues, not who reads."""


@dataclass(frozen=True)
class Mutation:
    """`reason` is None where it has to be believed. `bound`: the verifier asks for Kaede's audience and its nonce.

    `with_list`: the verifier has a fresh list of states of its own. `demands_history` as for `judge`.
    """

    name: str
    concern: Concern
    clause: str
    content: str
    reason: Reason | None
    bound: bool = False
    with_list: bool = True
    demands_history: bool = False

    @property
    def is_stricter(self) -> bool:
        """Tell whether another reader may accept it without breaking a rule of the specifications."""
        return self.reason in STRICTER or self.name in STRICTER_TOO or self.clause.startswith("own")

    @property
    def file(self) -> str:
        words = re.sub(r"[^a-z0-9]+", "-", f"{self.concern} {self.name}".lower())
        return f"{words}.{'json' if self.content[:1] == '{' else 'txt'}"


def flipped(text: str, place: int) -> str:
    """The same text with another character of the same alphabet in one place."""
    return text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
