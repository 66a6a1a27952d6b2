"""Where each part of a handing over is to be found, and how one keeps what one is looking for on the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from hoshimori.confirmations.rules.states import About

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import QueryDict

    from hoshimori.confirmations.rules.judging import Key

SCOPE = "scope"
"""The part that is no requirement: what is covered, and what is left out."""


class Show(StrEnum):
    """What somebody looks for among the things to be judged."""

    ALL = ""
    OPEN = "OPEN"
    NOT_AGREED = "NOT_AGREED"
    CHANGED = "CHANGED"
    FOUND = "FOUND"


def show_of(query: QueryDict) -> Show:
    """Read what an address asks for; an unknown filter asks for nothing special."""
    asked = query.get("show", "")
    return Show(asked) if asked in set(Show) else Show.ALL


@dataclass(frozen=True, slots=True)
class Place:
    """One part of one handing over, and what is looked for."""

    confirmation_id: UUID
    part: str
    show: Show = Show.ALL

    @property
    def address(self) -> str:
        """Return the address of this part."""
        return of_part(self.confirmation_id, self.part, self.show)

    @property
    def query(self) -> str:
        """Return the end of an address that keeps what is looked for."""
        return _query(self.show)


def part_of(key: Key) -> str:
    """Return in which part something is judged."""
    return SCOPE if key.about == About.EXCLUSION else key.subject.rpartition("-")[0]


def code_of(key: Key) -> str:
    """Return what names a thing to be judged in forms and addresses: CRITERION-4-1-3-2."""
    return f"{key.about.value}-{key.subject}"


def of_part(confirmation_id: UUID, part: str, show: Show = Show.ALL) -> str:
    """Return the address of a part."""
    return reverse("expert:part", args=[confirmation_id, part]) + _query(show)


def of_key(confirmation_id: UUID, key: Key, show: Show = Show.ALL) -> str:
    """Return the address at which a thing is judged."""
    return f"{of_part(confirmation_id, part_of(key), show)}#{code_of(key)}"


def _query(show: Show) -> str:
    return f"?{urlencode({'show': show.value})}" if show else ""
