"""Who acts: always one person, in one role, for one organization."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID


class Role(StrEnum):
    """In what capacity a person acts for an organization (scheme section 2)."""

    REPRESENTATIVE = "REPRESENTATIVE"
    COORDINATOR = "COORDINATOR"
    CONTRIBUTOR = "CONTRIBUTOR"
    EXPERT = "EXPERT"
    OFFICER = "OFFICER"
    OVERSEER = "OVERSEER"
    NOBODY = "NOBODY"
    SYSTEM = "SYSTEM"


APPLICANT_ROLES = frozenset({Role.REPRESENTATIVE, Role.COORDINATOR, Role.CONTRIBUTOR})
"""The roles of a company that wants a ★."""

LEADING_ROLES = frozenset({Role.REPRESENTATIVE, Role.COORDINATOR})
"""The roles that answer for the company's self-evaluation as a whole."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Say in whose name something is asked or done.

    A person who holds roles in several organizations is a different actor in each of them.
    """

    person_id: UUID | None
    organization_id: UUID | None
    membership_id: UUID | None
    role: Role


NOBODY = Actor(person_id=None, organization_id=None, membership_id=None, role=Role.NOBODY)
"""Someone who is not signed in, or who holds no role yet."""

SYSTEM = Actor(person_id=None, organization_id=None, membership_id=None, role=Role.SYSTEM)
"""Hoshimori itself, when it does something on its timetable."""
