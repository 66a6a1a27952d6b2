"""Where the log lies, under which name it is known, and what was published of it last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from hoshimori.credentials.exchange import cosignatures, notes
from hoshimori.credentials.exchange.checkpoints import Log
from hoshimori.credentials.exchange.cosignatures import Quorum
from hoshimori.credentials.exchange.notes import Kind, VerifierKey
from hoshimori.credentials.queries.keys import trusted
from hoshimori.credentials.rules.flaws import Flaw, unreadable
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.history.exchange.folder import Folder
from hoshimori.history.exchange.witnesses import CLOCKS_DIFFER_BY, Witness, witness
from hoshimori.history.models import Head, Position
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from hoshimori.keys.store import Public


def folder() -> Folder:
    """Return the folder that the settings name."""
    return Folder(Path(settings.HOSHIMORI_HISTORY))


def origin() -> str:
    """Return the name of the log: its address without the scheme (C2SP tlog-tiles)."""
    return f"{urlsplit(settings.ENVIRONMENT.url).netloc}/history"


def verifier_key_of(public: Public) -> VerifierKey:
    """Return a public key of the operator as those know it who check checkpoints: under the name of the log.

    Raises:
        Invalid: LOG_UNREADABLE with KEY, it is no Ed25519 key.
    """
    if not isinstance(public, Ed25519PublicKey):
        raise unreadable(Flaw.KEY)
    return VerifierKey(origin(), Kind.NOTE, public.public_bytes(Encoding.Raw, PublicFormat.Raw))


def trusted_log(at: datetime) -> Log:
    """Return the log as whoever checks it has to know it: its name, and every key of it that is believed."""
    keys = trusted(at, [Purpose.HISTORY])
    return Log(origin(), tuple(verifier_key_of(key.public.key) for key in keys))


def witnesses() -> tuple[Witness, ...]:
    """Return the witnesses that the settings name.

    Raises:
        Invalid: LOG_UNREADABLE, one of them is not named properly.
    """
    return tuple(witness(written) for written in settings.HOSHIMORI_WITNESSES)


def size() -> int:
    """Return how many entries there are, published or not."""
    return Position.objects.values_list("size", flat=True).first() or 0


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A witness that confirmed a checkpoint, and when."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Published:
    """What is published: how many entries, when that was signed, who confirmed it, and the keys to check it with.

    `signed_at` is None as long as nothing is. `mark` changes whenever anything here does.
    """

    size: int
    signed_at: datetime | None
    confirmations: tuple[Confirmation, ...]
    keys: tuple[str, ...]
    mark: str


def published(at: datetime) -> Published:
    """Return what is published at a moment. Two statements."""
    keys = tuple(key.written() for key in trusted_log(at).keys)
    head = newest_head(at)
    if head is None:
        return Published(0, None, (), keys, "-".join(keys))
    mark = "-".join([head.note, head.published_at.isoformat(), *keys])
    return Published(head.size, head.published_at, _confirmations(head, at), keys, mark)


def _confirmations(head: Head, at: datetime) -> tuple[Confirmation, ...]:
    """Return who of the witnesses we know confirmed a checkpoint."""
    known = tuple(witness.key for witness in witnesses())
    try:
        seen = cosignatures.check(notes.read(head.note.encode()), Quorum(known, 1), at=at + CLOCKS_DIFFER_BY)
    except Invalid:
        return ()
    return tuple(Confirmation(one.witness.name, datetime.fromtimestamp(one.seconds, UTC)) for one in seen)


def newest_head(at: datetime | None = None) -> Head | None:
    """Return the newest checkpoint, or the newest one that was published at a moment; None as long as there is none."""
    heads = Head.objects.order_by("-size")
    return (heads.filter(published_at__lte=at) if at else heads).first()
