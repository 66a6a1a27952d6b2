"""What a witness answers to a log (C2SP tlog-witness): a cosignature, or a no that says why."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

from hoshimori.cli.witness.keeping import CosignedLast, hash_of_origin
from hoshimori.credentials.exchange import checkpoints, notes, witness_requests
from hoshimori.credentials.exchange.checkpoints import Checkpoint
from hoshimori.credentials.exchange.notes import Note
from hoshimori.credentials.exchange.witness_requests import SIZE_TYPE
from hoshimori.credentials.rules.flaws import Flaw
from hoshimori.credentials.rules.merkle import EMPTY, check_consistency
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from hoshimori.cli.witness.known import Newest
    from hoshimori.cli.witness.signing import WitnessKey
    from hoshimori.credentials.exchange.checkpoints import Log
    from hoshimori.credentials.exchange.witness_requests import AddCheckpoint

PLAIN = "text/plain; charset=utf-8"
_BAD, _FORBIDDEN, _NOT_FOUND = HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND
_UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer over HTTP, and what the witness's own log says of it beyond the status."""

    status: HTTPStatus
    body: bytes
    media_type: str = PLAIN
    told: str = ""


class Misses(Exception):  # noqa: N818 - an answer of the protocol, not a failure of the program
    """Raised where a request is refused: the reply to it."""

    def __init__(self, status: HTTPStatus, why: str, *, told: str = "") -> None:
        super().__init__(why)
        self.reply = Reply(status, f"{why}\n".encode(), told=told or why)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a checkpoint adds to what is known, to be kept once it is cosigned."""

    size: int
    said: Mapping[str, Newest]


class Register(Protocol):
    """What a witness that also looks at the register asks before it cosigns."""

    def look(self, checkpoint: Checkpoint, at: datetime) -> Looked:
        """Let pass only a checkpoint whose history says of every registration what the register says.

        Raises:
            Misses: it says something else, or that could not be found out.
        """

    def keep(self, looked: Looked) -> None:
        """Keep what the history of a cosigned checkpoint says."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A log, what was cosigned of it last, and the lock under which both are looked at and changed."""

    log: Log
    last: CosignedLast
    lock: threading.Lock = field(default_factory=threading.Lock)


class Witness:
    """A witness of some logs. It answers many at once; what it cosigned of a log is looked at and changed by one.

    Raises:
        Invalid: what is kept of a log was changed by somebody else.
    """

    def __init__(self, key: WitnessKey, folder: Path, logs: Iterable[Log], register: Register | None = None) -> None:
        self._key = key
        self._register = register
        self._watched = {log.origin: Watched(log, CosignedLast(folder, log.origin, key.verifier)) for log in logs}
        for watched in self._watched.values():
            watched.last.checkpoint()
        self._by_hash = {hash_of_origin(origin): watched for origin, watched in self._watched.items()}

    def add_checkpoint(self, body: bytes, at: datetime) -> Reply:
        """Answer a request to cosign a checkpoint; of one that is refused nothing is kept, but as proof against a log.

        400: this is no such request; 404: another log; 403: the log did not sign; 409: the witness cosigned another
        size last; 422: the log does not continue what it was, or its history and its register differ.
        """
        try:
            request = _read(body)
            watched = self._of(request)
            checkpoint = _signed(request, watched.log)
            with watched.lock:
                return self._cosign(request, checkpoint, watched, body, at)
        except Misses as missed:
            return missed.reply

    def latest(self, path: str) -> Reply:
        """Answer with the checkpoint that was cosigned last, for whoever asks at the log's name (Monitor Retrieval)."""
        hashed, _, name = path.removeprefix("/").partition("/")
        watched = self._by_hash.get(hashed)
        content = watched.last.content() if watched and name == "checkpoint" else b""
        return Reply(HTTPStatus.OK, content) if content else Reply(_NOT_FOUND, b"Nothing is kept here.\n")

    def _of(self, request: AddCheckpoint) -> Watched:
        watched = self._watched.get(request.note.text.partition("\n")[0])
        if watched is None:
            raise Misses(_NOT_FOUND, "This witness does not know the log.", told="unknown log")
        return watched

    def _cosign(
        self, request: AddCheckpoint, checkpoint: Checkpoint, watched: Watched, body: bytes, at: datetime
    ) -> Reply:
        last = _last(watched)
        if request.old_size != last.size:
            told = f"asked from size {request.old_size}, cosigned last {last.size}"
            return Reply(HTTPStatus.CONFLICT, f"{last.size}\n".encode(), SIZE_TYPE, told)
        try:
            check_consistency(
                old_size=last.size,
                old_root=last.root,
                size=checkpoint.size,
                root=checkpoint.root,
                proof=request.proof,
            )
        except Invalid:
            watched.last.keep_refused(body)
            told = f"LOG REWRITTEN? size {checkpoint.size} does not continue size {last.size}; the request is kept"
            raise Misses(_UNPROCESSABLE, "This does not continue what was cosigned last.", told=told) from None
        looked = self._register.look(checkpoint, at) if self._register else None
        line = self._key.cosigned(request.note.text, at)
        by_log = tuple(signature for _, signature in request.note.by(watched.log.keys))
        watched.last.keep(Note(request.note.text, (*by_log, line)))
        if self._register and looked:
            self._register.keep(looked)
        return Reply(HTTPStatus.OK, line.line().encode(), told=f"cosigned size {checkpoint.size}")


def _last(watched: Watched) -> Checkpoint:
    """Return what was cosigned last; the empty tree where nothing was.

    Raises:
        Misses: it was changed by somebody else, and nothing can be said.
    """
    try:
        return watched.last.checkpoint() or Checkpoint(watched.log.origin, 0, EMPTY)
    except Invalid as invalid:
        told = f"STATE CHANGED BY SOMEBODY ELSE: {invalid.code}"
        raise Misses(HTTPStatus.INTERNAL_SERVER_ERROR, "Nothing can be confirmed now.", told=told) from None


def _read(body: bytes) -> AddCheckpoint:
    try:
        return witness_requests.read(body)
    except Invalid as invalid:
        raise Misses(_BAD, f"This is no request to cosign a checkpoint ({invalid.particulars['reason']}).") from None


def _signed(request: AddCheckpoint, log: Log) -> Checkpoint:
    """Return the checkpoint of a request once its log has signed it, and no smaller one than it is to continue."""
    try:
        notes.check(request.note, log.keys)
    except Invalid:
        raise Misses(_FORBIDDEN, "No key that is trusted for this log has signed this.") from None
    try:
        checkpoint = checkpoints.parse(request.note.text)
    except Invalid as invalid:
        is_empty_tree = invalid.particulars["reason"] == Flaw.EMPTY_TREE
        status = _UNPROCESSABLE if is_empty_tree else _BAD
        raise Misses(status, f"This is no checkpoint ({invalid.particulars['reason']}).") from None
    if request.old_size > checkpoint.size:
        raise Misses(_BAD, "The size to continue is larger than the checkpoint's.")
    return checkpoint
