"""What can be asked about editions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.db.models import F, Q

from hoshimori.schemes import rules
from hoshimori.schemes.exchange import editions
from hoshimori.schemes.exchange.workbook import Deviation
from hoshimori.schemes.models import EditionRecord, OfficialWording
from hoshimori.schemes.rules import EditionState
from hoshimori.shared.canonical import digest
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.schemes.rules import Difference, Edition
    from hoshimori.shared.actor import Actor


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


@dataclass(frozen=True, slots=True)
class EditionTimes:
    """From when until when an edition is in force; None where that has not come."""

    published_at: datetime | None
    superseded_at: datetime | None

    def is_in_force(self, at: datetime) -> bool:
        """Tell whether what was done at that moment was done under an edition in force."""
        has_begun = self.published_at is not None and self.published_at <= at
        return has_begun and (self.superseded_at is None or at < self.superseded_at)


def edition_times(code: str) -> EditionTimes:
    """Return from when until when an edition is in force.

    Raises:
        NotFound: there is no such edition.
    """
    row = EditionRecord.objects.filter(pk=code).values_list("published_at", "superseded_at").first()
    if row is None:
        raise NotFound
    return EditionTimes(*row)


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


def numbers_of_editions() -> dict[str, Collection[str]]:
    """Return all criterion numbers of each shipped edition, by its code."""
    return {code: edition(code).criteria.keys() for code in shipped_editions()}


@dataclass(frozen=True, slots=True)
class Wording:
    """The official sentences of an edition as somebody loaded them from the official workbook.

    `is_for_all` tells that the operator loaded them for everybody. `texts` maps numbers of criteria, and of
    requirements where the workbook has sentences for them, to those sentences.
    """

    id: UUID
    edition: str
    is_for_all: bool
    file_name: str
    loaded_at: datetime
    texts: Mapping[str, str]
    deviations: tuple[Deviation, ...]


def official_wording(actor: Actor, edition_code: str) -> Wording | None:
    """Return the official wording an actor reads: the newest of its own company, else the newest of the operator.

    None where nobody loaded any. One statement; a second one the first time this process needs the sentences.
    """
    own_first = F("organization_id").desc(nulls_last=True)
    row = _wordings_visible_to(actor).filter(edition_id=edition_code).order_by(own_first, "-loaded_at").first()
    return _wording(row) if row else None


def wording(actor: Actor, wording_id: UUID) -> Wording:
    """Return a wording that was loaded, with where it deviates from the edition.

    Raises:
        NotFound: there is none, or another company loaded it.
    """
    row = _wordings_visible_to(actor).filter(pk=wording_id).first()
    if row is None:
        raise NotFound
    return _wording(row)


def _wordings_visible_to(actor: Actor) -> QuerySet[OfficialWording]:
    whose = Q(organization_id__isnull=True) | Q(organization_id=actor.organization_id)
    return OfficialWording.objects.filter(whose).defer("texts", "deviations")


def _wording(row: OfficialWording) -> Wording:
    texts, deviations = _sentences(row.pk)
    return Wording(
        id=row.pk,
        edition=row.edition_id,
        is_for_all=row.organization_id is None,
        file_name=row.file_name,
        loaded_at=row.loaded_at,
        texts=texts,
        deviations=deviations,
    )


@lru_cache(maxsize=32)
def _sentences(wording_id: UUID) -> tuple[Mapping[str, str], tuple[Deviation, ...]]:
    """Return what a loaded wording holds; kept in the process, since it never changes."""
    row = OfficialWording.objects.values("texts", "deviations").get(pk=wording_id)
    return row["texts"], tuple(Deviation(**deviation) for deviation in row["deviations"])
