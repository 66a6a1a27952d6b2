"""Organizations are found by a part of their name or number, however it is typed, among hundreds of thousands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from hoshimori.parties.models import Organization
from hoshimori.parties.permissions import Action, require
from hoshimori.shared.bilingual import Text
from hoshimori.shared.refusal import NotFound
from hoshimori.shared.searching import bigrams, fold

if TYPE_CHECKING:
    from uuid import UUID

    from hoshimori.shared.actor import Actor

PAGE = 20
WORDS_AT_MOST = 6
DIGITS = re.compile(r"[0-9]{4,13}")

# The values are bound; only the constants of this page reach the statement.
SQLITE = "SELECT organization_id FROM parties_organization_search WHERE bigrams MATCH %s"
POSTGRESQL = (
    "SELECT id FROM parties_organization WHERE string_to_array(bigrams, ' ') @> string_to_array(%s, ' ')"
    " AND strpos(bigrams, %s) > 0"
)


@dataclass(frozen=True, slots=True)
class OrganizationLine:
    """One line of a result: who, where, how large."""

    id: UUID
    corporate_number: str
    name: Text
    kind: str
    prefecture: str
    size_class: str
    industry: str


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a result in the order of the numbers, and where the next page begins (empty: this is the last)."""

    lines: tuple[OrganizationLine, ...]
    next_after: str


def search(*, words: str, prefecture: str = "", after: str = "", actor: Actor) -> Found:
    """Return 20 organizations whose name (Japanese, kana, English) holds every word, or whose number begins so.

    `after` is the 法人番号 after which the page begins. One statement.

    Raises:
        NotPermitted: the actor's role may not search organizations.
    """
    require(actor, Action.SEARCH_ORGANIZATIONS)
    rows = Organization.objects.filter(corporate_number__gt=after)
    if prefecture:
        rows = rows.filter(prefecture=prefecture)
    for word in words.split()[:WORDS_AT_MOST]:
        rows = rows.filter(_holds(fold(word)))
    found = list(rows.order_by("corporate_number")[: PAGE + 1])
    lines = tuple(_line(row) for row in found[:PAGE])
    return Found(lines, lines[-1].corporate_number if len(found) > PAGE else "")


def _holds(word: str) -> Q:
    digits = word.replace("-", "")
    if DIGITS.fullmatch(digits):
        return Q(corporate_number__startswith=digits)
    if len(word) == 1:
        return Q(bigrams__contains=word)
    pairs = bigrams(word)
    if connection.vendor == "postgresql":
        return Q(pk__in=RawSQL(POSTGRESQL, [pairs, pairs]))  # noqa: S611 - see above
    quoted = pairs.replace('"', '""')
    return Q(pk__in=RawSQL(SQLITE, [f'"{quoted}"']))  # noqa: S611 - see above


def seen_by_officer(actor: Actor, organization_id: UUID) -> OrganizationLine:
    """Return what the search shows of one organization: its particulars, nothing of its matters.

    Raises:
        NotPermitted: the actor's role may not search organizations.
        NotFound: there is no such organization.
    """
    require(actor, Action.SEARCH_ORGANIZATIONS)
    row = Organization.objects.filter(pk=organization_id).first()
    if row is None:
        raise NotFound
    return _line(row)


def _line(row: Organization) -> OrganizationLine:
    return OrganizationLine(
        id=row.pk,
        corporate_number=row.corporate_number,
        name=Text(row.name_ja, row.name_en),
        kind=row.kind,
        prefecture=row.prefecture,
        size_class=row.size_class,
        industry=row.industry,
    )
