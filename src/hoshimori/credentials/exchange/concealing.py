"""Puts digests in the place of what shall be shown only by consent (RFC 9901, 4.2.4 to 4.2.6)."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import disclosures
from hoshimori.credentials.rules.profiles import RESERVED
from hoshimori.credentials.rules.reasons import Reason, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SEED_BYTES = 32
SALT_BYTES = 18
SALT_CHARACTERS = 24
SALTS_AT_ONCE = 256
SALTS = b"hoshimori/salts/1"


@dataclass(frozen=True)
class Hidden:
    """Marks a claim or an element to be shown only by consent; what is inside may be marked again."""

    value: object


@dataclass
class Concealing:
    """Conceals one payload and collects its disclosures; `decoys` digests of nothing join each object that hides.

    The same payload with the same salts gives the same disclosures: members are concealed in the order of their names,
    however they happen to stand.
    """

    salts: Iterator[str]
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
        ordered = sorted(members.items())
        opened = {name: self.plain(value) for name, value in ordered if not isinstance(value, Hidden)}
        hidden = [self.digest([name, self.plain(value.value)]) for name, value in ordered if isinstance(value, Hidden)]
        if not hidden:
            return opened
        return {**opened, "_sd": sorted([*hidden, *(self.decoy() for _ in range(self.decoys))])}

    def of_array(self, elements: Sequence[object]) -> list[object]:
        """Return an array whose marked elements became digests in their places."""
        return [
            {"...": self.digest([self.plain(each.value)])} if isinstance(each, Hidden) else self.plain(each)
            for each in elements
        ]

    def digest(self, told: list[object]) -> str:
        """Make a disclosure with a salt of its own, keep it, and return its digest."""
        made = disclosures.write([next(self.salts), *told])
        self.made.append(made)
        return disclosures.digest(made)

    def decoy(self) -> str:
        """Return the digest of nothing (RFC 9901, 4.2.5)."""
        return disclosures.digest(next(self.salts))


def salts(seed: bytes) -> Iterator[str]:
    """Return salts of 144 bits each, which nobody can tell from random ones who does not know the seed.

    RFC 9901, 9.3, asks for salts that cannot be guessed and of which none tells anything of another. SHAKE-256 over a
    secret of 256 random bits is such a source (NIST FIPS 202; SP 800-185, 4.3.2), and the secret can be kept instead of
    a few hundred salts. A seed serves one statement and no other.

    Raises: `ValueError` for a seed that is not 32 bytes.
    """
    if len(seed) != SEED_BYTES:
        message = f"a seed has {SEED_BYTES} bytes"
        raise ValueError(message)
    return stream(seed)


def stream(seed: bytes) -> Iterator[str]:
    """Yield salts without end."""
    for number in count():
        block = hashlib.shake_256(SALTS + seed + number.to_bytes(4)).digest(SALT_BYTES * SALTS_AT_ONCE)
        text = base64.urlsafe_b64encode(block).decode()
        for begin in range(0, len(text), SALT_CHARACTERS):
            yield text[begin : begin + SALT_CHARACTERS]
