"""Cosignatures: a witness states when it saw a checkpoint as the largest that continues all it saw before.

C2SP tlog-cosignature v1.0.1, the Ed25519 form `cosignature/v1`. A witness counts once, however many lines it signed,
and one key cannot count under two names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange.notes import Kind, Signature
from hoshimori.credentials.rules.flaws import Flaw, unreadable
from hoshimori.credentials.rules.merkle import LARGEST_SIZE
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.credentials.exchange.notes import Note, Sign, VerifierKey

LATEST_TIME = LARGEST_SIZE
_TIME_LENGTH = 8
_SIGNATURE_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Cosignature:
    """A witness, and when it cosigned, in seconds since 1970-01-01 UTC."""

    witness: VerifierKey
    seconds: int


@dataclass(frozen=True, slots=True)
class Quorum:
    """The witnesses one knows, and how many of them have to have cosigned: at least one.

    Raises:
        Invalid: LOG_UNREADABLE with KEY_KIND, KEYS_COLLIDE or NUMBER: no such quorum can be asked for.
    """

    witnesses: tuple[VerifierKey, ...]
    at_least: int

    def __post_init__(self) -> None:
        if any(key.kind is not Kind.COSIGNATURE for key in self.witnesses):
            raise unreadable(Flaw.KEY_KIND)
        if len({key.public for key in self.witnesses}) != len(self.witnesses):
            raise unreadable(Flaw.KEYS_COLLIDE)
        if not 1 <= self.at_least <= len(self.witnesses):
            raise unreadable(Flaw.NUMBER)


def cosigned(text: str, witness: VerifierKey, sign: Sign, *, at: datetime) -> Signature:
    """Return the line by which `witness` cosigns a checkpoint's text. It has made sure that nothing was rewritten."""
    seconds = int(at.timestamp())
    return Signature(witness.name, witness.id, seconds.to_bytes(_TIME_LENGTH, "big") + sign(_message(text, seconds)))


def check(note: Note, quorum: Quorum, *, at: datetime) -> tuple[Cosignature, ...]:
    """Return the latest cosignature of each known witness, if enough of them cosigned not later than `at`.

    Raises:
        Invalid: LOG_SIGNATURE_WRONG, a known witness's signature does not fit; LOG_UNREADABLE with SIGNATURE_LENGTH or
            TIME; LOG_WITNESSES_TOO_FEW with `found` and `wanted`.
    """
    latest: dict[VerifierKey, int] = {}
    for witness, signature in note.by(quorum.witnesses):
        seconds = _seconds_if_fitting(note.text, witness, signature.value)
        if seconds <= at.timestamp():
            latest[witness] = max(seconds, latest.get(witness, 0))
    if len(latest) < quorum.at_least:
        raise Invalid("LOG_WITNESSES_TOO_FEW", found=len(latest), wanted=quorum.at_least)
    return tuple(Cosignature(witness, seconds) for witness, seconds in latest.items())


def _seconds_if_fitting(text: str, witness: VerifierKey, value: bytes) -> int:
    if len(value) != _TIME_LENGTH + _SIGNATURE_LENGTH:
        raise unreadable(Flaw.SIGNATURE_LENGTH)
    seconds = int.from_bytes(value[:_TIME_LENGTH], "big")
    if not 0 < seconds <= LATEST_TIME:
        raise unreadable(Flaw.TIME)
    if not witness.fits(value[_TIME_LENGTH:], _message(text, seconds)):
        raise Invalid("LOG_SIGNATURE_WRONG", name=witness.name)
    return seconds


def _message(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
