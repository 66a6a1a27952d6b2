"""Organizations are found by a part of their name or number, however it is typed, among hundreds of thousands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q

from hoshimori.parties.models import Organization
from hoshimori.parties.permissions import Action, require
from hoshimori.parties.queries.organizations import organizations_known_to
from hoshimori.shared.bilingual import Text
from hoshimori.shared.refusal import NotFound
from hoshimori.shared.searching import bigrams, fold

if TYPE_CHECKING:
    from uuid import UUID

    from hoshimori.shared.actor import Actor

PAGE = 20
WORDS_AT_MOST = 6
DIGITS = re.compile(r"[0-9]{4,13}")

RARE = 1000
SQLITE = "SELECT organization_id FROM parties_organization_search WHERE bigrams MATCH %s LIMIT %s"
POSTGRESQL = (
    "SELECT id FROM parties_organization WHERE string_to_array(bigrams, ' ') @> string_to_array(%s, ' ') LIMIT %s"
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

    `after` is the 法人番号 after which the page begins. Two statements at the most.

    Raises:
        NotPermitted: the actor's role may not search organizations.
    """
    require(actor, Action.SEARCH_ORGANIZATIONS)
    rows = Organization.objects.filter(corporate_number__gt=after)
    if prefecture:
        rows = rows.filter(prefecture=prefecture)
    sought = [fold(word) for word in words.split()[:WORDS_AT_MOST]]
    numbers = [word.replace("-", "") for word in sought if DIGITS.fullmatch(word.replace("-", ""))]
    names = [word for word in sought if not DIGITS.fullmatch(word.replace("-", ""))]
    for number in numbers:
        rows = rows.filter(corporate_number__startswith=number)
    if names:
        rows = rows.filter(_named(names))
    found = list(rows.order_by("corporate_number")[: PAGE + 1])
    lines = tuple(_line(row) for row in found[:PAGE])
    return Found(lines, lines[-1].corporate_number if len(found) > PAGE else "")


def _named(names: list[str]) -> Q:
    """Return the condition that a name holds every one of these.

    What few names hold is looked up by its pairs of characters. What many hold, such as 株式会社, is found soon enough
    by going through the organizations in their order, and looking it up would bring thousands.
    """
    pairs = [bigrams(name) for name in names if len(name) > 1]
    if pairs:
        rare = _with_pairs(pairs)
        if len(rare) < RARE:
            return Q(pk__in=rare) & _going_through(names)
    return _going_through(names)


def _going_through(names: list[str]) -> Q:
    condition = Q()
    for name in names:
        condition &= Q(bigrams__contains=bigrams(name))
    return condition


def _with_pairs(pairs: list[str]) -> list[str]:
    """Return the identifiers of organizations with all these pairs, of more than 1,000 only so many."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL, [" ".join(pairs), RARE])
        else:
            phrases = " AND ".join('"{}"'.format(phrase.replace('"', '""')) for phrase in pairs)
            cursor.execute(SQLITE, [phrases, RARE])
        return [row[0] for row in cursor.fetchall()]


def seen_by_officer(actor: Actor, organization_id: UUID) -> OrganizationLine:
    """Return what the search shows of one organization: its particulars, nothing of its matters.

    Raises:
        NotFound: there is no such organization, or the actor may not know of it.
        NotPermitted: the actor's role may not search organizations.
    """
    row = organizations_known_to(actor).filter(pk=organization_id).first()
    if row is None:
        raise NotFound
    require(actor, Action.SEARCH_ORGANIZATIONS)
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
