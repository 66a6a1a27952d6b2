"""One look at a register's history: does it fit what it was, is it signed and seen, and does the register follow it?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hoshimori.cli.monitor import memory as memories
from hoshimori.cli.monitor.memory import Memory, Newest
from hoshimori.credentials.exchange import checkpoints, cosignatures, history_entries, log_reading, notes
from hoshimori.credentials.exchange.log_reading import published
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hoshimori.cli.fetching import Site
    from hoshimori.credentials.exchange.checkpoints import Checkpoint, Log
    from hoshimori.credentials.exchange.cosignatures import Cosignature, Quorum
    from hoshimori.credentials.exchange.history_entries import PublicEvent
    from hoshimori.credentials.exchange.log_reading import PublishedTree
    from hoshimori.credentials.exchange.notes import Note, VerifierKey

CLOCKS_DIFFER_BY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit: a code with what fills its words, and the signed notes that prove it to others."""

    code: str
    said: dict[str, str] = field(default_factory=dict)
    proof: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WitnessAsked:
    """A witness whose own view is asked for: its key, and where it answers; without an address nobody is asked."""

    key: VerifierKey
    site: Site | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What to hold the history against, decided before looking."""

    site: Site
    log: Log
    witnesses: tuple[WitnessAsked, ...]
    quorum: Quorum | None
    fresh_within: timedelta


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event under the company's number that was not there at the last look."""

    place: int
    event: PublicEvent


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at the log found. With a fault nothing of it is taken over, and `memory` is the earlier one."""

    memory: Memory
    checkpoint: Checkpoint | None = None
    seen_by: tuple[Cosignature, ...] = ()
    events: tuple[NewEvent, ...] = ()
    away: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def look(asked: Asked, memory: Memory, at: datetime) -> Seen:
    """Look at the log as it is published now.

    Raises:
        OSError: it cannot be reached.
    """
    earlier = (memory.note,) if memory.note else ()
    try:
        note = log_reading.latest(asked.site.below("history").fetch)
    except Invalid as invalid:
        return Seen(memory, faults=(_fault(invalid),))
    proof = (*earlier, note.written().decode())
    try:
        checkpoint = checkpoints.checked(note, asked.log)
        seen_by = _seen_by(note, asked, at)
        tree = _tree(asked, checkpoint, memory.checkpoint)
        away = _held_against_witnesses(asked, tree, at)
        events = tuple(_new_events(tree, memory))
    except _NotFittingError as error:
        return Seen(memory, faults=(Fault(error.code, proof=(*proof, *error.proof)),))
    except Invalid as invalid:
        return Seen(memory, faults=(_fault(invalid, *proof),))
    newest = {new.event.number: Newest(new.place, new.text) for new in events}
    return Seen(
        memories.grown(memory, note.written().decode(), newest),
        checkpoint,
        seen_by,
        tuple(NewEvent(new.place, new.event) for new in events),
        away,
    )


class _NotFittingError(Exception):
    def __init__(self, code: str, *proof: str) -> None:
        super().__init__(code)
        self.code = code
        self.proof = proof


@dataclass(frozen=True, slots=True)
class _Read:
    place: int
    text: str
    event: PublicEvent


def _seen_by(note: Note, asked: Asked, at: datetime) -> tuple[Cosignature, ...]:
    """Return who cosigned, if enough of the witnesses did, and one of them not too long ago."""
    if asked.quorum is None:
        return ()
    seen_by = cosignatures.check(note, asked.quorum, at=at + CLOCKS_DIFFER_BY)
    if max(seen.seconds for seen in seen_by) < (at - asked.fresh_within).timestamp():
        raise _NotFittingError("STALE")
    return seen_by


def _tree(asked: Asked, checkpoint: Checkpoint, earlier: Checkpoint | None) -> PublishedTree:
    if earlier and checkpoint.size < earlier.size:
        raise _NotFittingError("SHRUNK")
    tree = published(asked.site.below("history").fetch, checkpoint)
    if earlier:
        tree.check_continues(earlier)
    return tree


def _held_against_witnesses(asked: Asked, tree: PublishedTree, at: datetime) -> tuple[str, ...]:
    """Let pass only a tree that is the one its witnesses know; return the names of those who did not answer."""
    away = []
    for witness in asked.witnesses:
        if witness.site is not None:
            try:
                note, known = _known_to(witness.key, witness.site, asked.log, at)
            except (OSError, Invalid):
                away.append(witness.key.name)
            else:
                _hold_against(asked, tree, note, known)
    return tuple(away)


def _known_to(key: VerifierKey, site: Site, log: Log, at: datetime) -> tuple[Note, Checkpoint]:
    """Return the checkpoint that a witness cosigned last, from itself.

    Raises:
        OSError: it does not answer. Invalid: what it answers is not a checkpoint of this log that it cosigned.
    """
    place = f"{hashlib.sha256(log.origin.encode()).hexdigest()}/checkpoint"
    note = notes.read(site.fetch(place, notes.LARGEST_NOTE))
    cosignatures.check(note, cosignatures.Quorum((key,), 1), at=at + CLOCKS_DIFFER_BY)
    return note, checkpoints.checked(note, log)


def _hold_against(asked: Asked, tree: PublishedTree, note: Note, known: Checkpoint) -> None:
    try:
        if known.size <= tree.checkpoint.size:
            tree.check_continues(known)
        else:
            published(asked.site.below("history").fetch, known).check_continues(tree.checkpoint)
    except (Invalid, FileNotFoundError):
        raise _NotFittingError("SPLIT", note.written().decode()) from None


def _new_events(tree: PublishedTree, memory: Memory) -> Sequence[_Read]:
    """Return the entries since the last look that are about the company or one of its registrations."""
    numbers = set(memory.newest)
    found = []
    for place, entry in tree.entries(memory.checkpoint.size if memory.checkpoint else 0):
        event = history_entries.read(entry)
        is_the_companys = event.standing and event.standing.corporate_number == memory.corporate_number
        if is_the_companys or event.number in numbers:
            numbers.add(event.number)
            found.append(_Read(place, entry.decode(), event))
    return found


def _fault(invalid: Invalid, *proof: str) -> Fault:
    return Fault(invalid.code, {name: str(value) for name, value in invalid.particulars.items()}, proof)


def seen_at(seen: Cosignature) -> datetime:
    """Return when a witness saw it."""
    return datetime.fromtimestamp(seen.seconds, UTC)
