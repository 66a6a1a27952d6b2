"""The register's history is published: files first, then the signed checkpoint that speaks of them.

Whatever is written before the checkpoint follows from the entries alone. So whoever is killed on the way is followed by
somebody who writes the same, and of two who work at the same time the one with the larger checkpoint is the last.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from hoshimori.credentials.exchange import checkpoints, notes
from hoshimori.credentials.exchange.checkpoints import Checkpoint
from hoshimori.credentials.exchange.notes import Note
from hoshimori.credentials.exchange.tiles import TiledTree
from hoshimori.credentials.rules.merkle import head
from hoshimori.history.exchange.witnesses import Asking, cosigned
from hoshimori.history.models import Head, Position
from hoshimori.history.operations.signing import signer
from hoshimori.history.permissions import Action, require
from hoshimori.history.queries import log
from hoshimori.history.queries.writing import growth, newly_full
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.history.exchange.folder import Folder
    from hoshimori.shared.actor import Actor

LOG = logging.getLogger("hoshimori.history")
AGAIN_AFTER = timedelta(days=1)
"""A checkpoint that nothing follows is signed and confirmed anew so often: everybody sees that it still holds."""


def publish(*, actor: Actor, at: datetime) -> bool:
    """Publish a checkpoint over all entries there are; returns whether one was published.

    Where nothing came and no witness is missing, nothing is done.

    Raises:
        NotPermitted: only Hoshimori itself does this.
        Invalid: LOG_HISTORY_NOT_PROVEN or LOG_FILES_DIFFER, the entries do not continue what was published.
    """
    require(actor, Action.PUBLISH)
    size, last, folder = log.size(), log.newest_head(), log.folder()
    if size == 0 or _is_done(folder, last, size, at):
        return False

    try:
        tree = _written_down(folder, last, size)
    except (Invalid, FileNotFoundError):
        if _is_overtaken(size):
            return False
        raise
    note = _signed(Checkpoint(log.origin(), size, head(size, tree)), last, actor, at)
    asked = log.witnesses()
    given = cosigned(Asking(note, tree, last.size if last else 0, at), asked) if asked else ()
    note = _joined(note, Note(note.text, given))
    if len(_confirming(note)) < settings.HOSHIMORI_WITNESSES_NEEDED:
        LOG.error("Size %d is not published: too few of %d witnesses confirmed it", size, len(asked))
        return False

    is_newest = _put_out(folder, note, at)
    if is_newest:
        for tile in newly_full(last.size if last else 0, size):
            folder.forget_beginnings(tile)
    return is_newest


def _is_done(folder: Folder, last: Head | None, size: int, at: datetime) -> bool:
    """Tell whether what is published says all there is to say."""
    published = folder.published()
    if last is None or published is None or last.size != size or published[0] != last.note:
        return False
    has_all = len(_confirming(notes.read(last.note.encode()))) == len(log.witnesses())
    return has_all and at - last.published_at < AGAIN_AFTER


def _is_overtaken(size: int) -> bool:
    """Tell whether somebody else published more in the meantime, and tidied up."""
    newest = log.newest_head()
    return newest is not None and newest.size > size


def _confirming(note: Note) -> set[str]:
    """Return the names of the witnesses that confirmed a checkpoint."""
    return {key.name for key, _ in note.by([witness.key for witness in log.witnesses()])}


def _written_down(folder: Folder, last: Head | None, size: int) -> TiledTree:
    """Write every file that a checkpoint of `size` speaks of; return the tree that is read from them.

    Raises:
        Invalid: LOG_HISTORY_NOT_PROVEN, what was published before does not stand at its beginning.
    """
    start = last.size if last and _leads_to(folder, last) else 0
    if start <= size:
        for tile, data in growth(start, size, folder.hashes):
            folder.write(tile, data)
    tree = TiledTree(size, folder.hashes)
    published = folder.published()
    before = [(last.size, bytes(last.root))] if last else []
    before += [(published[1].size, published[1].root)] if published else []
    if any(known > size or head(known, tree) != root for known, root in before):
        raise Invalid("LOG_HISTORY_NOT_PROVEN")
    return tree


def _leads_to(folder: Folder, last: Head) -> bool:
    """Tell whether the files lead to a checkpoint; where they were lost, they are written anew."""
    try:
        TiledTree(last.size, folder.hashes).check(bytes(last.root))
    except (FileNotFoundError, Invalid):
        return False
    return True


def _signed(checkpoint: Checkpoint, last: Head | None, actor: Actor, at: datetime) -> Note:
    """Return the checkpoint signed with the key in use, beside what signatures it has already."""
    key, sign = signer(actor, at)
    note = checkpoints.signed(checkpoint, key, sign)
    return _joined(notes.read(last.note.encode()), note) if last else note


def _joined(older: Note, newer: Note) -> Note:
    """Return the newer note with those signatures of the older one that are about the same and were not made anew."""
    if older.text != newer.text:
        return newer
    lines = {(signature.name, signature.key_id): signature for signature in (*older.signatures, *newer.signatures)}
    return Note(newer.text, tuple(lines.values()))


def _put_out(folder: Folder, note: Note, at: datetime) -> bool:
    """Put the checkpoint out, unless somebody else was faster with a larger one; tell whether it was put out."""
    checkpoint = checkpoints.parse(note.text)
    with transaction.atomic():
        Position.objects.select_for_update().get()
        if _is_overtaken(checkpoint.size):
            return False
        newest = log.newest_head()
        whole = _joined(notes.read(newest.note.encode()), note) if newest else note
        written = whole.written().decode()
        Head.objects.update_or_create(
            size=checkpoint.size, defaults={"root": checkpoint.root, "note": written, "published_at": at}
        )
        # Before the transaction ends: should it fail, the next one finds a file that it has to continue.
        folder.publish(written)
    return True
