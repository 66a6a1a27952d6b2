"""Asking witnesses to confirm a checkpoint (C2SP tlog-witness), all at the same time and none for long.

A witness that is away, slow, refuses, or answers what does not fit is passed over with a line in the log.
"""

from __future__ import annotations

import logging
import re
import time
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hoshimori.credentials.exchange import cosignatures, notes
from hoshimori.credentials.exchange.log_lines import number
from hoshimori.credentials.exchange.notes import Kind, VerifierKey, verifier_key
from hoshimori.credentials.exchange.witness_requests import AddCheckpoint
from hoshimori.credentials.rules.flaws import Flaw, unreadable
from hoshimori.credentials.rules.merkle import consistency_proof
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from hoshimori.credentials.exchange.notes import Note, Signature
    from hoshimori.credentials.exchange.tiles import TiledTree

LOG = logging.getLogger("hoshimori.history")
SECONDS = 3
"""How long one answer may take, and how long all of them together: twice that, and a moment."""

LARGEST_ANSWER = 64 * 1024
CLOCKS_DIFFER_BY = timedelta(minutes=5)
_WRITTEN = re.compile(r"(?P<key>.+?)@(?P<address>https?://.+)")


@dataclass(frozen=True, slots=True)
class Witness:
    """A program that confirms checkpoints: the key by which it is known, and where it is asked."""

    key: VerifierKey
    address: str


def witness(written: str) -> Witness:
    """Return the witness that a setting names: its verifier key, an @, the whole address of its add-checkpoint.

    Raises:
        Invalid: LOG_UNREADABLE, this names no witness.
    """
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise unreadable(Flaw.KEY)
    key = verifier_key(match["key"])
    if key.kind is not Kind.COSIGNATURE:
        raise unreadable(Flaw.KEY_KIND)
    if not urlsplit(match["address"]).hostname:
        raise unreadable(Flaw.KEY)
    return Witness(key, match["address"])


def is_witness(written: str) -> bool:
    """Tell whether a setting names a witness."""
    try:
        witness(written)
    except Invalid:
        return False
    return True


def are_different(written: Sequence[str]) -> bool:
    """Tell whether no two settings name the same witness or the same key: one key must not count twice."""
    known = [witness(one).key for one in written if is_witness(one)]
    return len({key.name for key in known}) == len({key.public for key in known}) == len(known)


@dataclass(frozen=True, slots=True)
class Asking:
    """What witnesses are asked: a checkpoint over a tree, and the size at which they probably saw it last."""

    note: Note
    tree: TiledTree
    old_size: int
    at: datetime


def cosigned(asking: Asking, witnesses: Sequence[Witness]) -> tuple[Signature, ...]:
    """Return the cosignatures that were given and fit, one of each witness that answered in time."""
    given: dict[str, Signature] = {}

    def ask(one: Witness) -> None:
        try:
            given[one.key.name] = _asked(asking, one)
        except (OSError, HTTPException, ValueError, Invalid) as error:
            LOG.warning("Witness %s did not confirm size %d: %r", one.key.name, asking.tree.size, error)

    until = time.monotonic() + 2 * SECONDS + 1
    threads = [Thread(target=ask, args=(one,), daemon=True) for one in witnesses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    answered = dict(given)
    return tuple(answered[one.key.name] for one in witnesses if one.key.name in answered)


def _asked(asking: Asking, one: Witness) -> Signature:
    """Ask one witness, once more where it says that it knows another size.

    Raises:
        Invalid: what it answered does not fit. OSError, HTTPException or ValueError: there was no proper answer.
    """
    status, answer = _posted(one.address, _request(asking, asking.old_size))
    if status == HTTPStatus.CONFLICT:
        known = number(answer.removesuffix("\n"))
        status, answer = _posted(one.address, _request(asking, known))
    if status != HTTPStatus.OK:
        message = f"answered {status}"
        raise ValueError(message)
    note = notes.read((asking.note.text + "\n" + answer).encode())
    cosignatures.check(note, cosignatures.Quorum((one.key,), 1), at=asking.at + CLOCKS_DIFFER_BY)
    return [signature for _, signature in note.by((one.key,))][-1]


def _request(asking: Asking, old_size: int) -> bytes:
    proof = consistency_proof(old_size, asking.tree.size, asking.tree)
    return AddCheckpoint(old_size, proof, asking.note).written()


def _posted(address: str, body: bytes) -> tuple[int, str]:
    parts = urlsplit(address)
    make: Callable[..., HTTPConnection] = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = make(parts.hostname, parts.port, timeout=SECONDS)
    try:
        connection.request("POST", parts.path or "/", body, {"Content-Type": "text/plain; charset=utf-8"})
        answer = connection.getresponse()
        return answer.status, answer.read(LARGEST_ANSWER).decode()
    finally:
        connection.close()
