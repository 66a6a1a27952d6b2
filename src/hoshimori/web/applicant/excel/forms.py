"""What people send from these pages: a file, and which rows of it to take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.documents.workbooks.container import FILE_LIMIT
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

_LONGEST_VERSION = 9


def sent_file(request: HttpRequest) -> tuple[str, bytes]:
    """Return name and content of the file that was sent; one that is too large is not read at all.

    Raises:
        Invalid: none was sent, or it is too large.
    """
    file = request.FILES.get("file")
    if file is None:
        raise Invalid("WORKBOOK_MISSING", field="file")
    if (file.size or 0) > FILE_LIMIT:
        raise Invalid("WORKBOOK_TOO_LARGE", field="file", limit=FILE_LIMIT // (1024 * 1024))
    return file.name or "", file.read()


def chosen(sent: QueryDict) -> dict[str, int]:
    """Return the criteria whose rows were chosen, each with the version of the answer that stood beside it."""
    pairs = [value.partition(":") for value in sent.getlist("take")]
    return {no: int(version) for no, _colon, version in pairs if _is_version(version)}


def _is_version(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_VERSION
