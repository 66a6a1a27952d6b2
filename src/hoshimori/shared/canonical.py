"""One byte sequence and one digest per content (RFC 8785 canonical JSON, SHA-256)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeAlias

import rfc8785

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Plain: TypeAlias = "str | int | bool | Sequence[Plain] | Mapping[str, Plain] | None"
"""What canonical JSON can hold here: no floating-point numbers, no dates."""


def canonical(value: Plain) -> bytes:
    """Return the canonical JSON bytes of `value`: dicts, lists, text, whole numbers, booleans, None (RFC 8785)."""
    return rfc8785.dumps(value)


def digest(value: Plain) -> str:
    """Return the SHA-256 of the canonical form as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()
