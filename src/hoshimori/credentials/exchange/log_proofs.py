"""A proof that an entry stands in the register's history, as one file that is checked without asking anybody.

C2SP tlog-proof, `c2sp.org/tlog-proof@v1`, as of 2026-05-22 (no version tagged): where the entry stands, the hashes from
its neighbour up to below the head, and a checkpoint with the signatures of the log and of witnesses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import checkpoints, cosignatures, log_lines, notes
from hoshimori.credentials.rules.flaws import Flaw, unreadable
from hoshimori.credentials.rules.merkle import LONGEST_PROOF, check_inclusion

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.credentials.exchange.checkpoints import Checkpoint, Log
    from hoshimori.credentials.exchange.cosignatures import Cosignature, Quorum
    from hoshimori.credentials.exchange.notes import Note

HEADER = "c2sp.org/tlog-proof@v1"
LARGEST_PROOF = notes.LARGEST_NOTE + 64 * 1024


@dataclass(frozen=True, slots=True)
class LogProof:
    """Where an entry stands, what leads from it to the head, the signed checkpoint; nobody vouches for `extra`."""

    index: int
    hashes: tuple[bytes, ...]
    note: Note
    extra: bytes = b""

    def written(self) -> bytes:
        """Return the proof as a file."""
        extra = (f"extra {log_lines.in_base64(self.extra)}",) if self.extra else ()
        lines = (HEADER, *extra, f"index {self.index}", *map(log_lines.in_base64, self.hashes), "")
        return "".join(f"{line}\n" for line in lines).encode() + self.note.written()


@dataclass(frozen=True, slots=True)
class Proven:
    """What a proof showed: the entry stands in the log as of this checkpoint, which these witnesses saw."""

    checkpoint: Checkpoint
    cosignatures: tuple[Cosignature, ...]


def read(data: bytes) -> LogProof:
    """Return the proof in a file, for it to be checked.

    Raises:
        Invalid: LOG_UNREADABLE, with the flaw as its reason.
    """
    before, separator, note = log_lines.text(data, largest=LARGEST_PROOF).partition("\n\n")
    header, *lines = before.split("\n")
    if not separator or header != HEADER:
        raise unreadable(Flaw.PROOF_LINES)
    extra = b""
    if lines and lines[0].startswith("extra "):
        extra = log_lines.octets(lines.pop(0).removeprefix("extra "))
        if not extra:
            raise unreadable(Flaw.PROOF_LINES)
    if not lines or not lines[0].startswith("index "):
        raise unreadable(Flaw.PROOF_LINES)
    index, *hashes = lines
    if len(hashes) > LONGEST_PROOF:
        raise unreadable(Flaw.PROOF_TOO_LONG)
    found = log_lines.number(index.removeprefix("index "))
    return LogProof(found, tuple(log_lines.hash_of(line) for line in hashes), notes.read(note.encode()), extra)


def check(proof: LogProof, *, leaf: bytes, log: Log, quorum: Quorum | None, at: datetime) -> Proven:
    """Let pass only a proof that the entry with the hash `leaf` stands in `log`, with the witnesses asked for.

    Without a quorum no witness is asked for, and a log that shows different histories to different people stays unseen.

    Raises:
        Invalid: as `checkpoints.checked`, `cosignatures.check` and `merkle.check_inclusion`; LOG_UNREADABLE with
            KEYS_COLLIDE, the log would be its own witness.
    """
    if quorum is not None and {key.public for key in quorum.witnesses} & {key.public for key in log.keys}:
        raise unreadable(Flaw.KEYS_COLLIDE)
    checkpoint = checkpoints.checked(proof.note, log)
    seen = () if quorum is None else cosignatures.check(proof.note, quorum, at=at)
    check_inclusion(leaf=leaf, index=proof.index, size=checkpoint.size, proof=proof.hashes, root=checkpoint.root)
    return Proven(checkpoint, seen)
