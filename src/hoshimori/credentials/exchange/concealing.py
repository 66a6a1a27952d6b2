"""Puts digests in the place of what shall be shown only by consent (RFC 9901, 4.2.4 to 4.2.6)."""

from __future__ import annotations

from binascii import b2a_base64
from dataclasses import dataclass, field
from hashlib import sha256, shake_256
from itertools import chain, count
from json.encoder import encode_basestring
from struct import Struct
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import disclosures, json_text
from hoshimori.credentials.exchange.base64url import TO_URL
from hoshimori.credentials.rules.profiles import RESERVED
from hoshimori.credentials.rules.reasons import Reason, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SEED_BYTES = 32
SALT_BYTES = 18
SALTS_AT_ONCE = 256
CUT = Struct("24s" * SALTS_AT_ONCE)
DIGEST = 43
SALTS = b"hoshimori/salts/1"


@dataclass(frozen=True, slots=True)
class Hidden:
    """Marks a claim or an element to be shown only by consent; what is inside may be marked again."""

    value: object


@dataclass(slots=True)
class Concealing:
    """Conceals one payload and collects its disclosures; `decoys` digests of nothing join each object that hides.

    The same payload with the same salts gives the same disclosures: members are concealed in the order of their names,
    however they happen to stand.
    """

    salts: Iterator[str]
    decoys: int = 0
    made: list[bytes] = field(default_factory=list)

    def text(self, value: object) -> str:
        """Return the JSON of a value with digests where something was marked."""
        if isinstance(value, str):
            return encode_basestring(value)
        if isinstance(value, dict):
            return self.of_object(value)
        if isinstance(value, (list, tuple)):
            return self.of_array(value)
        if isinstance(value, Hidden):
            raise Rejected(Reason.CLAIM_WRONG)
        return str(value) if type(value) is int else json_text.write(value).decode()

    def of_object(self, members: Mapping[str, object]) -> str:
        """Return the JSON of an object whose marked claims became digests in `_sd`, in an order that tells nothing."""
        if not RESERVED.isdisjoint(members):
            raise Rejected(Reason.RESERVED_NAME)
        opened, hidden = [], []
        for name in sorted(members) if len(members) > 1 else members:
            value = members[name]
            if isinstance(value, Hidden):
                inner = value.value
                told = self.of_object(inner) if isinstance(inner, dict) else self.text(inner)
                hidden.append(self.digest(f"{encode_basestring(name)},{told}"))
            elif isinstance(value, str):
                opened.append(f"{encode_basestring(name)}:{encode_basestring(value)}")
            else:
                opened.append(f"{encode_basestring(name)}:{self.text(value)}")
        if hidden:
            hidden += [self.decoy() for _ in range(self.decoys)]
            listed = b'","'.join(sorted(hidden)).decode()
            opened.append(f'"_sd":["{listed}"]')
        return "{" + ",".join(opened) + "}"

    def of_array(self, elements: Sequence[object]) -> str:
        """Return the JSON of an array whose marked elements became digests in their places."""
        texts = [
            f'{{"...":"{self.digest(self.text(each.value)).decode()}"}}'
            if isinstance(each, Hidden)
            else self.text(each)
            for each in elements
        ]
        return "[" + ",".join(texts) + "]"

    def digest(self, told: str) -> bytes:
        """Make a disclosure of the JSON of name and value, or of a value, with a salt of its own; return its digest."""
        text = f'["{next(self.salts)}",{told}]'
        made = b2a_base64(text.encode(), newline=False).translate(TO_URL).rstrip(b"=")
        self.made.append(made)
        return b2a_base64(sha256(made).digest(), newline=False).translate(TO_URL)[:DIGEST]

    def presentation(self, issued: str) -> str:
        """Return the signed JWT with all disclosures that were made."""
        return "~".join([issued, b"~".join(self.made).decode(), ""]) if self.made else f"{issued}~"

    def decoy(self) -> bytes:
        """Return the digest of nothing (RFC 9901, 4.2.5)."""
        return disclosures.digest(next(self.salts)).encode()


def salts(seed: bytes) -> Iterator[str]:
    """Return salts of 144 bits each, which nobody can tell from random ones who does not know the seed.

    RFC 9901, 9.3, asks for salts that cannot be guessed, even by who knows all the others, and recommends 128 bits. The
    output of SHAKE-256 (FIPS 202) behind a secret of 256 random bits is of that kind, and the secret can be kept in
    place of a few hundred salts. A seed serves one statement and no other.

    Raises: `ValueError` for a seed that is not 32 bytes.
    """
    if len(seed) != SEED_BYTES:
        message = f"a seed has {SEED_BYTES} bytes"
        raise ValueError(message)
    return chain.from_iterable(blocks(seed))


def blocks(seed: bytes) -> Iterator[Iterator[str]]:
    """Yield salts without end, many at once."""
    for number in count():
        block = shake_256(SALTS + seed + number.to_bytes(4)).digest(SALT_BYTES * SALTS_AT_ONCE)
        yield map(bytes.decode, CUT.unpack(b2a_base64(block, newline=False).translate(TO_URL)))
