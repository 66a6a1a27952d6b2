"""What a log asks a witness: to cosign a checkpoint that continues the one it cosigned last (C2SP tlog-witness)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import log_lines, notes
from hoshimori.credentials.rules.flaws import Flaw, unreadable
from hoshimori.credentials.rules.merkle import LONGEST_PROOF

if TYPE_CHECKING:
    from hoshimori.credentials.exchange.notes import Note

LARGEST_REQUEST = 64 * 1024
SIZE_TYPE = "text/x.tlog.size"
"""The media type by which a witness answers with the size it cosigned last."""


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """The size the witness cosigned last, what proves that the new tree continues that one, and the new checkpoint."""

    old_size: int
    proof: tuple[bytes, ...]
    note: Note

    def written(self) -> bytes:
        """Return the request's body."""
        lines = (f"old {self.old_size}", *map(log_lines.in_base64, self.proof), "")
        return "".join(f"{line}\n" for line in lines).encode() + self.note.written()


def read(data: bytes) -> AddCheckpoint:
    """Return the request in a body, for it to be checked.

    Raises:
        Invalid: LOG_UNREADABLE, with the flaw as its reason.
    """
    before, separator, note = log_lines.text(data, largest=LARGEST_REQUEST).partition("\n\n")
    first, *hashes = before.split("\n")
    if not separator or not first.startswith("old "):
        raise unreadable(Flaw.PROOF_LINES)
    if len(hashes) > LONGEST_PROOF:
        raise unreadable(Flaw.PROOF_TOO_LONG)
    old_size = log_lines.number(first.removeprefix("old "))
    return AddCheckpoint(old_size, tuple(log_lines.hash_of(line) for line in hashes), notes.read(note.encode()))
