"""A file is looked at from the inside before it is taken: its content decides what it is, never its name alone.

Only kinds on the list are taken. Each is checked for what could do harm behind it: programs that run by themselves,
what is fetched from elsewhere on opening, what nobody can look into, and a second file hidden in the first.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hoshimori.files import foreign, papers, pictures, texts, zipped
from hoshimori.files.names import extension
from hoshimori.files.reading import end_of_zip
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from typing import BinaryIO

    from hoshimori.files.kinds import Kind

HEAD = 4096


def look(stream: BinaryIO, name: str) -> Kind:
    """Return what kind of file this is, if it is one that is taken.

    Raises:
        Invalid: it is empty, not of a kind that is taken, damaged, locked, able to run programs, fetching from outside,
            hiding another file, or its name says something else than its content.
    """
    size = stream.seek(0, os.SEEK_END)
    if size == 0:
        raise Invalid("FILE_EMPTY", field="file")
    stream.seek(0)
    kind = _kind(stream, stream.read(HEAD), size, name)
    if kind not in zipped.KINDS and end_of_zip(stream, size) is not None:
        raise Invalid("FILE_HIDES_ANOTHER", field="file")
    ending = extension(name)
    if ending and ending not in kind.extensions:
        raise Invalid("FILE_IS_OTHER_KIND", field="file", claimed=ending, actual=kind.label)
    return kind


def _kind(stream: BinaryIO, head: bytes, size: int, name: str) -> Kind:
    if head.startswith(papers.SIGNATURE):
        return papers.check(stream, size)
    if (picture := pictures.recognized(head)) is not None:
        return pictures.check(picture, stream, size)
    if head.startswith(zipped.SIGNATURE):
        return zipped.check(stream, size)
    if texts.is_text(stream):
        return texts.check(head, name)
    raise foreign.refusal(stream, head)
