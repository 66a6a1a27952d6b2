"""Remarks among colleagues: what may be written, and who is spoken to in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.rules.answers import TEXT_LIMIT
from hoshimori.shared.texts import paragraphs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark as colleagues see it."""

    criterion_no: str
    author_id: UUID
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a remark: plain words, or "@" and the name of somebody who is spoken to."""

    text: str
    is_mention: bool = False


def checked_comment(text: str) -> str:
    """Return a remark that may stand, white space around it removed.

    Raises:
        Invalid: it says nothing, or is longer than 4,000 characters.
    """
    return paragraphs(text, field="text", limit=TEXT_LIMIT, missing="COMMENT_MISSING")


def mentioned_in(text: str, colleagues: Mapping[UUID, str]) -> frozenset[UUID]:
    """Return who is spoken to: an @ (of either width) and the whole name; of two names that fit, the longer is meant.

    `colleagues` maps people to their names. People of the same name are all meant.
    """
    spoken = {piece.text[1:] for piece in pieces(text, colleagues.values()) if piece.is_mention}
    return frozenset(person for person, name in colleagues.items() if name in spoken)


def pieces(text: str, names: Collection[str]) -> tuple[Piece, ...]:
    """Divide a remark into plain words and mentions, in order; joined they are the remark again."""
    known = "|".join(re.escape(name) for name in sorted(filter(None, names), key=len, reverse=True))
    if not known:
        return (Piece(text),)
    parts = re.split(f"([@＠](?:{known}))", text)
    return tuple(Piece(part, is_mention=index % 2 == 1) for index, part in enumerate(parts) if part)
