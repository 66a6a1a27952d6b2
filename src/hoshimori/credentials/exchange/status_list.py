"""The list of states as it is published: packed, compressed, signed (Token Status List, 4 and 5.1)."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import base64url, json_text, signing
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.profiles import STATUS_LIST_TYPE
from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.credentials.rules.status import BITS, StatusList
from hoshimori.credentials.rules.validity import check_period, moment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from hoshimori.credentials.exchange.json_text import Json
    from hoshimori.credentials.exchange.signing import Signer, TrustedKey

WIDTHS = (1, 2, 4, 8)


def pack(states: Iterable[tuple[int, int]], *, size: int, bits: int = BITS) -> bytes:
    """Return the bytes of a list with `size` places; `states` are places and numbers, every other place is 0."""
    if bits not in WIDTHS or size * bits % 8:
        message = "places fill whole bytes with 1, 2, 4 or 8 bits each"
        raise ValueError(message)
    packed = bytearray(size * bits // 8)
    for index, state in states:
        if not (0 <= index < size and 0 <= state < 1 << bits):
            message = "a state outside of its list"
            raise ValueError(message)
        byte, place = divmod(index * bits, 8)
        packed[byte] = packed[byte] & ~((1 << bits) - 1 << place) | state << place
    return bytes(packed)


def compress(packed: bytes) -> str:
    """Return the bytes as `lst` says them: ZLIB at its highest level, base64url."""
    return base64url.encode(zlib.compress(packed, level=9))


def decompress(lst: str) -> bytes:
    """Return the bytes of `lst`.

    Raises: `Rejected` for anything but one whole ZLIB stream, and for one that grows beyond `LIMITS.status_bytes`.
    """
    stream = zlib.decompressobj()
    try:
        packed = stream.decompress(base64url.decode(lst), LIMITS.status_bytes + 1)
    except zlib.error:
        raise Rejected(Reason.STATUS_LIST_WRONG) from None
    if len(packed) > LIMITS.status_bytes:
        raise Rejected(Reason.TOO_LARGE)
    if not stream.eof or stream.unused_data:
        raise Rejected(Reason.STATUS_LIST_WRONG)
    return packed


def issue(
    packed: bytes, signer: Signer, *, issuer: str, uri: str, at: datetime, lives: timedelta, ttl: timedelta
) -> str:
    """Return the signed list: `lives` until it ends, `ttl` until a verifier fetches it again."""
    issued = int(at.timestamp())
    payload = {
        "iss": issuer,
        "sub": uri,
        "iat": issued,
        "exp": issued + int(lives.total_seconds()),
        "ttl": int(ttl.total_seconds()),
        "status_list": {"bits": BITS, "lst": compress(packed)},
    }
    return signing.seal({"typ": STATUS_LIST_TYPE}, payload, signer)


def read(token: str, keys: Collection[TrustedKey], *, at: datetime, accepts_ended: bool = False) -> StatusList:
    """Return a list whose signature was checked and which has not ended (Token Status List, 8.3).

    Whoever `accepts_ended` learns what was so when the list was issued (`rules.status.said`).

    Raises: `Rejected` where it is not signed by a trusted key, lacks a claim, has ended, or unpacks into too much.
    """
    if len(token) > LIMITS.status_token:
        raise Rejected(Reason.TOO_LARGE)
    opened = signing.unseal(token, keys, STATUS_LIST_TYPE)
    claims = json_text.read_object(opened.payload, depth=LIMITS.depth)
    if claims.get("iss", opened.key.issuer) != opened.key.issuer:
        raise Rejected(Reason.ISSUER_WRONG)
    uri, bits, lst = members(claims)
    check_period(claims, at, accepts_ended=accepts_ended)
    ends = moment(claims, "exp", 0)
    return StatusList(
        uri,
        bits,
        decompress(lst),
        issued_at=datetime.fromtimestamp(moment(claims, "iat", 0), UTC),
        expires_at=datetime.fromtimestamp(ends, UTC) if "exp" in claims else None,
        ttl=time_to_live(claims),
    )


def members(claims: Mapping[str, Json]) -> tuple[str, int, str]:
    """Return the address, the width and the packed states (Token Status List, 4.2 and 5.1)."""
    match claims:
        case {"status_list": {"bits": bool()}}:
            raise Rejected(Reason.STATUS_LIST_WRONG)
        case {"sub": str(uri), "iat": int() | float(), "status_list": {"bits": int(bits), "lst": str(lst)}}:
            if bits not in WIDTHS:
                raise Rejected(Reason.STATUS_LIST_WRONG)
            return uri, bits, lst
        case _:
            raise Rejected(Reason.STATUS_LIST_WRONG)


def time_to_live(claims: Mapping[str, Json]) -> timedelta | None:
    """Return for how long the list may be kept, in seconds: a positive number, if there is one."""
    if "ttl" not in claims:
        return None
    seconds = claims["ttl"]
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds <= 0:
        raise Rejected(Reason.STATUS_LIST_WRONG)
    return timedelta(seconds=seconds)
