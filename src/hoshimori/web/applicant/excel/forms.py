"""What people send from these pages: which rows of a workbook to take."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import QueryDict

_LONGEST_VERSION = 9


def chosen(sent: QueryDict) -> dict[str, int]:
    """Return the criteria whose rows were chosen, each with the version of the answer that stood beside it."""
    pairs = [value.partition(":") for value in sent.getlist("take")]
    return {no: int(version) for no, _colon, version in pairs if _is_version(version)}


def _is_version(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_VERSION
