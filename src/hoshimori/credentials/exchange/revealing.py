"""Puts disclosed claims back where their digests stood, and rejects everything that does not fit (RFC 9901, 7.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from hoshimori.credentials.exchange import disclosures
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.profiles import HASH
from hoshimori.credentials.rules.reasons import Reason, Rejected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hoshimori.credentials.exchange.json_text import Json
    from hoshimori.credentials.rules.profiles import Profile

Value: TypeAlias = "Mapping[str, Value] | tuple[Value, ...] | str | int | float | bool | None"
Path: TypeAlias = tuple[str | int, ...]

# 32 bytes in the one spelling of base64url: the last of 43 characters has two bits that are zero.
DIGEST = re.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]", re.ASCII)


@dataclass(frozen=True)
class Shown:
    """One disclosure and where it belongs; the number of an element counts the hidden ones too."""

    path: Path
    disclosure: str


@dataclass
class Revealing:
    """Reads one signed payload with the disclosures that came with it."""

    given: Mapping[str, str]
    always_open: frozenset[str]
    met: set[str] = field(default_factory=set)
    salts: set[str] = field(default_factory=set)
    shown: list[Shown] = field(default_factory=list)

    def value(self, value: Json, path: Path) -> Value:
        """Return a value as it stands after disclosure, unchangeable."""
        if len(path) > LIMITS.depth:
            raise Rejected(Reason.TOO_DEEP)
        if isinstance(value, dict):
            return self.of_object(value, path)
        if isinstance(value, list):
            return self.of_array(value, path)
        return value

    def of_object(self, members: Mapping[str, Json], path: Path) -> Mapping[str, Value]:
        """Return an object with its disclosed claims and without its digests."""
        if "..." in members or "_sd_alg" in members:
            raise Rejected(Reason.RESERVED_NAME)
        claims = {name: self.value(value, (*path, name)) for name, value in members.items() if name != "_sd"}
        for each in digests(members):
            disclosure = self.disclosure(each, path)
            if disclosure is None:
                continue
            told = disclosures.read_property(disclosure)
            if told.name in claims:
                raise Rejected(Reason.CLAIM_EXISTS)
            claims[told.name] = self.told(told.value, told.salt, (*path, told.name), disclosure)
        return MappingProxyType(claims)

    def of_array(self, elements: Sequence[Json], path: Path) -> tuple[Value, ...]:
        """Return an array with its disclosed elements; those not disclosed leave no trace."""
        values: list[Value] = []
        for number, each in enumerate(elements):
            here = (*path, number)
            if not (isinstance(each, dict) and "..." in each):
                values.append(self.value(each, here))
                continue
            disclosure = self.disclosure(only_digest(each), path)
            if disclosure is not None:
                told = disclosures.read_element(disclosure)
                values.append(self.told(told.value, told.salt, here, disclosure))
        return tuple(values)

    def disclosure(self, digest: object, path: Path) -> str | None:
        """Return the disclosure of a digest, or None where it is not shown or a decoy."""
        if not isinstance(digest, str) or not DIGEST.fullmatch(digest):
            raise Rejected(Reason.DIGEST_WRONG)
        if digest in self.met:
            raise Rejected(Reason.DIGEST_TWICE)
        if path and path[0] in self.always_open:
            raise Rejected(Reason.CLAIM_MUST_BE_OPEN)
        self.met.add(digest)
        return self.given.get(digest)

    def told(self, value: Json, salt: str, path: Path, disclosure: str) -> Value:
        """Return what a disclosure tells, which may hide and tell more in its turn."""
        if path[0] in self.always_open:
            raise Rejected(Reason.CLAIM_MUST_BE_OPEN)
        if salt in self.salts:
            raise Rejected(Reason.SALT_TWICE)
        self.salts.add(salt)
        self.shown.append(Shown(path, disclosure))
        return self.value(value, path)


def reveal(
    payload: Mapping[str, Json], given: Sequence[str], profile: Profile
) -> tuple[Mapping[str, Value], tuple[Shown, ...]]:
    """Return the claims of a payload whose signature was checked, and which disclosure told which of them.

    Raises: `Rejected` by the steps of RFC 9901, 7.1: nothing given may stay unused, stand twice, or overwrite.
    """
    if payload.get("_sd_alg", HASH) != HASH:
        raise Rejected(Reason.HASH_NOT_ACCEPTED)
    by_digest = {disclosures.digest(each): each for each in given}
    if len(by_digest) != len(given):
        raise Rejected(Reason.DISCLOSURE_TWICE)
    revealing = Revealing(by_digest, profile.always_open)
    claims = revealing.of_object({name: value for name, value in payload.items() if name != "_sd_alg"}, ())
    if not by_digest.keys() <= revealing.met:
        raise Rejected(Reason.DISCLOSURE_NOT_REFERENCED)
    return claims, tuple(revealing.shown)


def digests(members: Mapping[str, Json]) -> Sequence[Json]:
    """Return what stands in an object's `_sd` (RFC 9901, 4.2.4.1)."""
    found = members.get("_sd", [])
    if not isinstance(found, list):
        raise Rejected(Reason.DIGEST_WRONG)
    return found


def only_digest(element: Mapping[str, Json]) -> Json:
    """Return the digest of a hidden element, which has nothing beside it (RFC 9901, 4.2.4.2)."""
    if len(element) != 1:
        raise Rejected(Reason.RESERVED_NAME)
    return element["..."]
