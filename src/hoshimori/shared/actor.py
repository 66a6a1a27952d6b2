"""Who acts: always one person, in one role, for one organization."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

NO_ID = UUID(int=0)
"""The id of nobody and of no organization: nothing is ever kept under it."""


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

    A person who holds roles in several organizations is a different actor in each of them. An id is `NO_ID` where there
    is none: somebody not signed in, somebody without an organization, Hoshimori itself.
    """

    person_id: UUID
    organization_id: UUID
    membership_id: UUID
    role: Role


NOBODY = Actor(person_id=NO_ID, organization_id=NO_ID, membership_id=NO_ID, role=Role.NOBODY)
"""Someone who is not signed in, or who holds no role yet."""

SYSTEM = Actor(person_id=NO_ID, organization_id=NO_ID, membership_id=NO_ID, role=Role.SYSTEM)
"""Hoshimori itself, when it does something on its timetable."""
