"""A certificate file is handed over: only to be saved, and kept by nobody on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from hoshimori.web.layout.sending import disposition

if TYPE_CHECKING:
    from uuid import UUID

_TYPE = "application/json"


def handed_over(content: bytes, disclosure_id: UUID) -> HttpResponse:
    """Return the answer that offers a certificate file for saving, under the end of its disclosure's id."""
    name = f"hoshimori-{disclosure_id.hex[-8:]}.json"
    return HttpResponse(
        content,
        content_type=_TYPE,
        headers={"Content-Disposition": disposition(name), "X-Content-Type-Options": "nosniff"},
    )
