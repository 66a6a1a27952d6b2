"""A file is given out: only to be saved, and so that nothing in it can act in the reader's browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import StreamingHttpResponse

if TYPE_CHECKING:
    from hoshimori.assessments.queries.evidence import Opened

_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


def sent(opened: Opened) -> StreamingHttpResponse:
    """Return the answer that sends a file piece by piece."""
    evidence = opened.evidence
    return StreamingHttpResponse(
        opened.pieces,
        content_type=evidence.media_type,
        headers={
            "Content-Disposition": disposition(evidence.name),
            "Content-Length": str(evidence.size),
            "Content-Security-Policy": _POLICY,
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


def disposition(name: str) -> str:
    """Return the header that offers a file for saving under its name (RFC 6266; RFC 8187 for what is not ASCII)."""
    plain = "".join(character if character.isascii() and character.isprintable() else "_" for character in name)
    plain = plain.replace("\\", "_").replace('"', "_").replace("%", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
