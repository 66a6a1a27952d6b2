"""Identifiers in the large world: worked out from a number, so that statements over whole tables can name them."""

from __future__ import annotations

from enum import IntEnum
from uuid import UUID


class Kind(IntEnum):
    """What is numbered."""

    ORGANIZATION = 1
    HOUSE = 2
    ASSESSMENT = 3
    EVALUATION = 4
    CONFIRMATION = 5
    DECLARATION = 6
    FILING = 7
    REGISTRATION = 8
    EXPERT = 9
    EXPERT_PERSON = 10
    WAITING_FILING = 11


def identifier(kind: Kind, number: int) -> UUID:
    """Return the identifier of the number-th thing of a kind."""
    return UUID(int=(0x019A << 112) | (0x7 << 76) | (0b10 << 62) | (kind << 40) | number)
