"""Plain text: notes, lists, logs, settings that a machine wrote out."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from hoshimori.files import kinds
from hoshimori.files.names import extension
from hoshimori.files.reading import pieces_of
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from typing import BinaryIO

    from hoshimori.files.kinds import Kind

_ENCODINGS = ("utf-8-sig", "cp932", "euc_jp")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Steering characters, and the four bytes that Windows' Japanese code leaves open.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\uf8f0-\uf8f3\ufffe\uffff]")
_MARKUP = re.compile(r"\s*<(?:[!?/]|[a-z][a-z0-9:-]*[\s/>])", re.IGNORECASE)
_MARKED_UP = frozenset({".htm", ".html", ".shtml", ".svg", ".xhtml", ".xht", ".xml", ".xsl", ".xslt", ".mht", ".mhtml"})
_MAIL = frozenset({".eml", ".mbox"})
_SCRIPTS = frozenset(
    {
        *(".bat", ".cgi", ".cmd", ".com", ".hta", ".inf", ".js", ".jse", ".jsp", ".lua", ".mjs", ".php", ".pl", ".ps1"),
        *(".psd1", ".psm1", ".py", ".pyw", ".rb", ".reg", ".scf", ".sct", ".sh", ".sql", ".ts", ".url", ".vb", ".vba"),
        *(".vbe", ".vbs", ".wsf", ".wsh"),
    }
)


def is_text(stream: BinaryIO) -> bool:
    """Tell whether a file is text to its end, in one of the encodings that are usual in Japan."""
    stream.seek(0)
    marked = stream.read(2) in _UTF_16
    return any(_reads(stream, encoding) for encoding in (("utf-16",) if marked else _ENCODINGS))


def check(head: bytes, name: str) -> Kind:
    """Let through a text that is nothing but text.

    Raises:
        Invalid: it is a web page, a script, or a mail with whatever may be in it.
    """
    ending = extension(name)
    start = head.decode("utf-16" if head.startswith(_UTF_16) else "utf-8", "replace").lstrip("\ufeff")
    if ending in _MARKED_UP or _MARKUP.match(start):
        raise Invalid("FILE_IS_WEB_PAGE", field="file")
    if ending in _SCRIPTS or start.startswith("#!"):
        raise Invalid("FILE_IS_SCRIPT", field="file")
    if ending in _MAIL:
        raise Invalid("FILE_IS_MAIL", field="file")
    return kinds.TEXT


def _reads(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in pieces_of(stream):
            if _NO_TEXT.search(decoder.decode(piece)):
                return False
        return not _NO_TEXT.search(decoder.decode(b"", final=True))
    except UnicodeDecodeError:
        return False
