"""Whom Hoshimori itself writes to; asked by what happens in the background, for nobody's eyes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.parties.models import Membership, Person
from hoshimori.parties.rules import OrganizationKind
from hoshimori.shared.actor import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who holds a role now."""

    membership_id: UUID
    person_id: UUID
    organization_id: UUID


@dataclass(frozen=True, slots=True)
class Address:
    """Where mail reaches a person, and in which language."""

    email: str
    language: str


def members_in(organization_id: UUID, roles: Iterable[Role], person_id: UUID | None = None) -> tuple[Recipient, ...]:
    """Return who holds one of these roles in an organization, oldest member first; or this one person alone."""
    rows = _present().filter(organization_id=organization_id, role__in=[role.value for role in roles])
    return _recipients(rows if person_id is None else rows.filter(person_id=person_id))


def members_under(corporate_number: str, roles: Iterable[Role]) -> tuple[Recipient, ...]:
    """Return who holds one of these roles in the organization with this 法人番号; nobody where there is none here."""
    rows = _present().filter(organization__corporate_number=corporate_number, role__in=[role.value for role in roles])
    return _recipients(rows)


def officers() -> tuple[Recipient, ...]:
    """Return the operator's officers."""
    return _recipients(_present().filter(role=Role.OFFICER.value, organization__kind=OrganizationKind.OPERATOR.value))


def holder_of(membership_id: UUID) -> tuple[Recipient, ...]:
    """Return who holds a role by this membership; nobody if it has ended."""
    return _recipients(_present().filter(pk=membership_id))


def still_held(membership_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of these memberships that have not ended."""
    return frozenset(_present().filter(pk__in=list(membership_ids)).values_list("pk", flat=True))


def addresses_of(person_ids: Iterable[UUID]) -> dict[UUID, Address]:
    """Return where mail reaches people who can sign in."""
    rows = Person.objects.filter(pk__in=list(person_ids), is_active=True).values_list("pk", "email", "language")
    return {person_id: Address(email, language) for person_id, email, language in rows}


def _present() -> QuerySet[Membership]:
    return Membership.objects.filter(ended_at__isnull=True).order_by("since_at", "id")


def _recipients(rows: QuerySet[Membership]) -> tuple[Recipient, ...]:
    return tuple(Recipient(*row) for row in rows.values_list("pk", "person_id", "organization_id"))
