"""Certificates made from their content, many at once and in several processes; nothing here knows a database."""

from __future__ import annotations

import json
import secrets
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from hoshimori.credentials.exchange import base64url, json_text, sd_jwt
from hoshimori.credentials.exchange.concealing import SEED_BYTES, Hidden
from hoshimori.credentials.exchange.revealing import reveal
from hoshimori.credentials.exchange.sd_jwt import Parts, Verified
from hoshimori.credentials.rules import claims, status
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.profiles import CERTIFICATE
from hoshimori.keys.place import opened

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hoshimori.credentials.exchange.signing import Signer
    from hoshimori.credentials.rules.claims import Content, Envelope, Path


@dataclass(frozen=True, slots=True)
class Made:
    """What is kept of a certificate: the JWT that was signed, and the seed from which its salts follow."""

    token: str
    seed: bytes


def make(content: Content, envelope: Envelope, signer: Signer) -> Made:
    """Return a certificate, signed."""
    seed = secrets.token_bytes(SEED_BYTES)
    whole = sd_jwt.issue(claims.payload(content, envelope, Hidden), signer, seed=seed)
    return Made(whole.partition("~")[0], seed)


def pack(content: Content) -> bytes:
    """Return a content as it is kept: JSON, compressed (RFC 1950)."""
    return zlib.compress(json_text.write(content), level=6)


def unpack(packed: bytes | memoryview) -> Content:
    """Return a content that was kept."""
    return cast("Content", json.loads(zlib.decompress(packed)))


def make_elsewhere(place: str, secret: str, kid: str, drafts: Sequence[tuple[bytes, Envelope]]) -> list[Made]:
    """Return certificates, made in a process of its own: contents as they are kept, keys opened by their place."""
    return make_all(drafts, opened(place, secret).signer(kid))


def make_all(drafts: Sequence[tuple[bytes, Envelope]], signer: Signer) -> list[Made]:
    """Return certificates of contents as they are kept."""
    return [make(unpack(packed), envelope, signer) for packed, envelope in drafts]


def alone(token: str) -> str:
    """Return the certificate without anything that is shown only by consent."""
    return Parts(token, (), "").presentation


def whole(token: str, seed: bytes, content: Content) -> str:
    """Return the certificate with all its disclosures again."""
    return sd_jwt.complete(token, claims.hidden(content, Hidden), seed)


def narrowed(token: str, seed: bytes, content: Content, paths: Collection[Path]) -> str:
    """Return the certificate showing what lies at these paths and what leads there; for who issued it, unchecked."""
    if not paths:
        return alone(token)
    issued, *disclosures = whole(token, seed, content).removesuffix("~").split("~")
    signed = json_text.read_object(base64url.decode(issued.split(".")[1]), depth=LIMITS.depth)
    told, shown = reveal(signed, disclosures, CERTIFICATE)
    parts = Parts(issued, tuple(disclosures), "")
    return sd_jwt.narrow(Verified("", "", told, shown, None, status.reference(told), parts), paths)
