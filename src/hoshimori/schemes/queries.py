"""What can be asked about editions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hoshimori.schemes import rules
from hoshimori.schemes.exchange import editions
from hoshimori.schemes.models import EditionRecord
from hoshimori.schemes.rules import EditionState
from hoshimori.shared.canonical import digest
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from datetime import date

    from hoshimori.schemes.rules import Difference, Edition


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One line of the list of editions."""

    code: str
    state: EditionState
    digest: str
    published_on: date


@cache
def edition(code: str) -> Edition:
    """Return an edition, frozen and kept in the process.

    Raises:
        NotFound: there is no such edition.
    """
    try:
        return editions.read(code)
    except LookupError:
        raise NotFound from None


@cache
def edition_digest(code: str) -> str:
    """Return the SHA-256 over what an edition fixes (RFC 8785 canonical form)."""
    return digest(editions.document(edition(code)))


def all_editions() -> list[EditionLine]:
    """Return the editions that were taken in, newest first."""
    rows = EditionRecord.objects.order_by("-published_on").values("code", "state", "digest", "published_on")
    return [EditionLine(row["code"], EditionState(row["state"]), row["digest"], row["published_on"]) for row in rows]


def current_edition() -> str:
    """Return the code of the newest published edition: the one a new self-evaluation is answered under.

    Raises:
        NotFound: no edition is published yet.
    """
    code = (
        EditionRecord.objects.filter(state=EditionState.PUBLISHED.value)
        .order_by("-published_on")
        .values_list("code", flat=True)
        .first()
    )
    if code is None:
        raise NotFound
    return code


def shipped_editions() -> tuple[str, ...]:
    """Return the codes of the editions that come with Hoshimori, oldest first."""
    return editions.shipped()


@cache
def difference(old: str, new: str) -> Difference:
    """Return what changed from one shipped edition to a later one.

    Raises:
        NotFound: one of them is not shipped, or `new` is not the later one.
    """
    shipped = editions.shipped()
    if old not in shipped or new not in shipped[shipped.index(old) + 1 :]:
        raise NotFound
    return rules.difference([edition(code) for code in shipped[shipped.index(old) : shipped.index(new) + 1]])
