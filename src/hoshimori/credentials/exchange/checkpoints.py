"""Checkpoints: a signed statement of how long the register's history is and what its tree's head is.

C2SP tlog-checkpoint v1.0.0. Lines beyond the third are read and kept, as the specification wants, since signatures
cover them; nothing here gives them a meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import log_lines, notes
from hoshimori.credentials.rules.flaws import Flaw, unreadable
from hoshimori.credentials.rules.merkle import EMPTY
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from hoshimori.credentials.exchange.notes import Note, Sign, VerifierKey

_FEWEST_LINES = 3


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log at a size: whose log, how many entries, the hash over them."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the checkpoint as the text of a note."""
        lines = (self.origin, str(self.size), log_lines.in_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Log:
    """A log one trusts: its origin, and the keys of which at least one has to have signed."""

    origin: str
    keys: tuple[VerifierKey, ...]


def parse(text: str) -> Checkpoint:
    """Return the checkpoint that the text of a note states.

    Raises:
        Invalid: LOG_UNREADABLE with CHECKPOINT_LINES, NUMBER, BASE64, HASH_LENGTH or EMPTY_TREE.
    """
    lines = text[:-1].split("\n")
    if not text.endswith("\n") or len(lines) < _FEWEST_LINES or not all(lines):
        raise unreadable(Flaw.CHECKPOINT_LINES)
    checkpoint = Checkpoint(lines[0], log_lines.number(lines[1]), log_lines.hash_of(lines[2]), tuple(lines[3:]))
    if checkpoint.size == 0 and checkpoint.root != EMPTY:
        raise unreadable(Flaw.EMPTY_TREE)
    return checkpoint


def signed(checkpoint: Checkpoint, key: VerifierKey, sign: Sign) -> Note:
    """Return the note by which the log states `checkpoint`. Whoever asks has made sure that it continues the last one.

    Raises:
        Invalid: LOG_UNREADABLE, this is no checkpoint.
    """
    text = checkpoint.text()
    if parse(text) != checkpoint:
        raise unreadable(Flaw.CHECKPOINT_LINES)
    return notes.signed(text, key, sign)


def checked(note: Note, log: Log) -> Checkpoint:
    """Return what the note states, once a key of the log has signed it and it is about that log.

    Raises:
        Invalid: as `notes.check` and `parse`; LOG_IS_ANOTHER, it is about another log.
    """
    notes.check(note, log.keys)
    checkpoint = parse(note.text)
    if checkpoint.origin != log.origin:
        raise Invalid("LOG_IS_ANOTHER")
    return checkpoint
