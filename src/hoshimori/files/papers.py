"""PDF files (ISO 32000)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hoshimori.files import kinds
from hoshimori.files.reading import holds
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from typing import BinaryIO

    from hoshimori.files.kinds import Kind

SIGNATURE = b"%PDF-"
_HEAD, _TAIL = 1024, 1024
_MARKUP = re.compile(rb"<(?:html|head|body|script|svg|!doctype|\?php)", re.IGNORECASE)
_LOCKED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")


def check(stream: BinaryIO, size: int) -> Kind:
    """Let through a PDF that is whole, open to everybody, and nothing else besides.

    A locked one is refused even where only printing or copying is restricted: the scanner could not look into it, nor,
    without the password, the person who has to judge the evidence.

    Raises:
        Invalid: it is damaged, locked, or also something else.
    """
    stream.seek(0)
    if _MARKUP.search(stream.read(_HEAD)):
        raise Invalid("FILE_HIDES_ANOTHER", field="file")
    stream.seek(max(0, size - _TAIL))
    if b"%%EOF" not in stream.read():
        raise Invalid("FILE_DAMAGED", field="file")
    if holds(stream, _LOCKED):
        raise Invalid("FILE_HAS_PASSWORD", field="file")
    return kinds.PDF
