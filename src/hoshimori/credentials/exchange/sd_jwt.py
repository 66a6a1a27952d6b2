"""Issues, narrows and verifies signed statements of which parts can be shown (RFC 9901, SD-JWT VC)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import base64url, json_text, key_binding, signing
from hoshimori.credentials.exchange.concealing import SEED_BYTES, Concealing, Hidden, salts
from hoshimori.credentials.exchange.revealing import reveal
from hoshimori.credentials.rules import status, validity
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.profiles import CERTIFICATE, HASH, Profile
from hoshimori.credentials.rules.reasons import Reason, Rejected

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hoshimori.credentials.exchange.key_binding import Bound
    from hoshimori.credentials.exchange.revealing import Path, Shown, Value
    from hoshimori.credentials.exchange.signing import Signer, TrustedKey
    from hoshimori.credentials.rules.status import Reference
    from hoshimori.credentials.rules.validity import Expectation


@dataclass(frozen=True)
class Parts:
    """What stands between the tildes: the issuer's JWT, the disclosures, and the holder's JWT or nothing."""

    issued: str
    disclosures: tuple[str, ...]
    bound: str

    @property
    def presentation(self) -> str:
        """The part the holder signs: everything up to the last tilde."""
        return "".join(f"{each}~" for each in (self.issued, *self.disclosures))


@dataclass(frozen=True)
class Verified:
    """What can be relied on, once everything was checked. `state` says where to look whether it still holds."""

    issuer: str
    kid: str
    claims: Mapping[str, Value]
    shown: tuple[Shown, ...]
    bound: Bound | None
    state: Reference | None
    parts: Parts


def issue(
    payload: Mapping[str, object],
    signer: Signer,
    *,
    profile: Profile = CERTIFICATE,
    decoys: int = 0,
    seed: bytes | None = None,
) -> str:
    """Return a signed statement with all its disclosures; what is marked `Hidden` is shown only by consent.

    All salts follow from `seed`, 32 random bytes for this statement alone; who keeps them can `complete` the statement
    later. Where none is given it is made and forgotten.

    Raises: `Rejected` where the payload lacks what the profile needs, or hides what may not be hidden.
    """
    if not profile.required <= payload.keys():
        raise Rejected(Reason.CLAIM_MISSING)
    if any(hides(payload[name]) for name in profile.always_open & payload.keys()):
        raise Rejected(Reason.CLAIM_MUST_BE_OPEN)
    concealing = Concealing(salts(secrets.token_bytes(SEED_BYTES) if seed is None else seed), decoys)
    concealed = concealing.of_object(payload)
    content = f'{concealed[:-1]},"_sd_alg":"{HASH}"}}'
    issued = signing.seal_text({"typ": profile.typ}, content, signer)
    return concealing.presentation(issued)


def complete(issued: str, payload: Mapping[str, object], seed: bytes, *, decoys: int = 0) -> str:
    """Return the statement with all its disclosures again, from the signed JWT and the seed it was issued with.

    `payload` is what it was issued from, in any order; claims that hide nothing may be left out. Nothing is signed, and
    the signature is not checked: this is for who issued it.

    Raises: `Rejected` where the JWT was issued from another payload or seed.
    """
    concealing = Concealing(salts(seed), decoys)
    concealed = json_text.read_object(concealing.of_object(payload).encode(), depth=LIMITS.depth)
    signed = json_text.read_object(base64url.decode(issued.split(".")[1]), depth=LIMITS.depth)
    if not concealed.items() <= signed.items():
        raise Rejected(Reason.DISCLOSURE_NOT_REFERENCED)
    return concealing.presentation(issued)


def hides(value: object) -> bool:
    """Tell whether anything in a value is marked as hidden."""
    if isinstance(value, dict):
        return any(hides(each) for each in value.values())
    if isinstance(value, list | tuple):
        return any(hides(each) for each in value)
    return isinstance(value, Hidden)


def verify(presentation: str, keys: Collection[TrustedKey], expected: Expectation) -> Verified:
    """Return what a presentation says, if all of it can be believed (RFC 9901, 7.1 and 7.3).

    The signature is checked before the payload is read, a digest before its disclosure is. Whether the statement was
    ended or suspended meanwhile is asked with `Verified.state` (`rules.status.state`).

    Raises: `Rejected` with the first check that failed.
    """
    parts = separate(presentation)
    if expected.binding is None and parts.bound:
        raise Rejected(Reason.BINDING_UNEXPECTED)
    if expected.binding is not None and not parts.bound:
        raise Rejected(Reason.BINDING_MISSING)
    opened = signing.unseal(parts.issued, keys, expected.profile.typ)
    payload = json_text.read_object(opened.payload, depth=LIMITS.depth)
    if payload.get("iss") != opened.key.issuer:
        raise Rejected(Reason.ISSUER_WRONG)
    claims, shown = reveal(payload, parts.disclosures, expected.profile)
    validity.check(claims, expected)
    bound = None
    if expected.binding is not None:
        holder = key_binding.holder_key(claims)
        bound = key_binding.check(parts.bound, parts.presentation, holder, expected.binding, expected.at)
    return Verified(opened.key.issuer, opened.key.kid, claims, shown, bound, status.reference(claims), parts)


def separate(presentation: str) -> Parts:
    """Return the parts of a presentation, none of them read yet (RFC 9901, 4)."""
    if len(presentation) > LIMITS.presentation:
        raise Rejected(Reason.TOO_LARGE)
    issued, *rest = presentation.split("~")
    if not rest or not presentation.isascii() or not all([issued, *rest[:-1]]):
        raise Rejected(Reason.FORMAT_WRONG)
    if len(rest) - 1 > LIMITS.disclosures:
        raise Rejected(Reason.TOO_MANY_DISCLOSURES)
    return Parts(issued, tuple(rest[:-1]), rest[-1])


def narrow(held: Verified, paths: Collection[Path]) -> str:
    """Return the same statement showing only what lies at these paths and what leads there (RFC 9901, 7.2).

    Raises: `Rejected` where nothing hidden lies at one of the paths.
    """
    known = {each.path for each in held.shown}
    if not set(paths) <= known:
        raise Rejected(Reason.CLAIM_MISSING)
    leading = {path[:length] for path in paths for length in range(1, len(path) + 1)}
    kept = tuple(each.disclosure for each in held.shown if each.path in leading)
    return Parts(held.parts.issued, kept, "").presentation
