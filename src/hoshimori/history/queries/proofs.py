"""The proof that an entry stands in the register's history, to be handed on with a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import notes
from hoshimori.credentials.exchange.log_proofs import LogProof
from hoshimori.credentials.exchange.tiles import TiledTree
from hoshimori.credentials.rules.merkle import inclusion_proof
from hoshimori.history.models import Entry
from hoshimori.history.queries import log

if TYPE_CHECKING:
    from datetime import datetime


def proof_of(number: str, at: datetime) -> tuple[bytes, str] | None:
    """Return the newest entry of a registration, by its ten digits, and what proves it (tlog-proof). Two statements.

    None as long as no checkpoint that was published at this moment speaks of that entry.

    Raises:
        Invalid: LOG_UNREADABLE, a file is not one. FileNotFoundError where one is missing.
    """
    head = log.newest_head(at)
    entry = Entry.objects.filter(number=number).order_by("-index").values_list("index", "leaf").first()
    if head is None or entry is None or entry[0] >= head.size:
        return None
    index, leaf = entry
    hashes = inclusion_proof(index, head.size, TiledTree(head.size, log.folder().hashes))
    return leaf.encode(), LogProof(index, hashes, notes.read(head.note.encode())).written().decode()
