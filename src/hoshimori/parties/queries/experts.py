"""Who acts as an expert for which organization: known across organizations, because experts confirm for others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, Value
from django.db.models.functions import Lower, Replace

from hoshimori.parties.models import Membership
from hoshimori.shared.actor import Role
from hoshimori.shared.bilingual import Text
from hoshimori.shared.searching import bigrams, fold

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

WORDS_AT_MOST = 6
LETTERS_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody in the role of an expert, and the organization it belongs to."""

    membership_id: UUID
    person_id: UUID
    name: str
    organization_id: UUID
    organization: Text
    corporate_number: str
    prefecture: str


def experts() -> QuerySet[Membership]:
    """Return everybody who acts as an expert now, with person and organization, oldest membership first."""
    return (
        Membership.objects.filter(role=Role.EXPERT.value, ended_at__isnull=True)
        .select_related("person", "organization")
        .order_by("id")
    )


def called(rows: QuerySet[Membership], words: str) -> QuerySet[Membership]:
    """Return those members whose own name or whose organization's name holds every one of the words.

    No name is as long as what is left out here: six words at the most, in the first 200 letters.
    """
    name = Replace(Replace(Lower("person__name"), Value(" ")), Value("\u3000"))
    rows = rows.annotate(folded_name=name)
    for word in words[:LETTERS_AT_MOST].split()[:WORDS_AT_MOST]:
        own = Q(folded_name__contains=fold(word)) | Q(folded_name__contains=word.lower())
        rows = rows.filter(own | Q(organization__bigrams__contains=bigrams(word)))
    return rows


def expert_of(row: Membership) -> Expert:
    """Return an expert as a plain value; the row comes from `experts`."""
    return Expert(
        membership_id=row.pk,
        person_id=row.person_id,
        name=row.person.name,
        organization_id=row.organization_id,
        organization=Text(row.organization.name_ja, row.organization.name_en),
        corporate_number=row.organization.corporate_number,
        prefecture=row.organization.prefecture,
    )
