"""How people and companies come into the demo's world: by the same operations as anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from hoshimori.cli.accounts import vouch_for
from hoshimori.parties.operations import invitations, organizations, people
from hoshimori.parties.rules import OrganizationKind
from hoshimori.shared.actor import NO_ID, NOBODY, Actor, Role
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from collections.abc import Callable

    from hoshimori.parties.operations.organizations import Particulars

PASSWORD = "hoshi-mamori-2026"  # noqa: S105 - everybody in the demo has it, and the demo's pages show it


@dataclass(frozen=True, slots=True)
class Clock:
    """Moments of the story, counted back from the day the world is made."""

    today: datetime

    def ago(self, days: int, hours: int = 0) -> datetime:
        """Return the moment so many days and hours before today's."""
        return self.today - timedelta(days=days, hours=hours)

    def day(self, days: int) -> date:
        """Return the day in Japan so many days before today; a negative number means a day to come."""
        return day_in_japan(self.ago(days))


class Story:
    """What people do, told in the order of its moments, whatever order it is written down in."""

    def __init__(self) -> None:
        self._acts: list[tuple[datetime, int, Callable[[], object]]] = []

    def add(self, at: datetime, act: Callable[[], object]) -> None:
        """Let something happen at this moment."""
        self._acts.append((at, len(self._acts), act))

    def tell(self) -> None:
        """Let everything happen, the earliest first."""
        for _, _, act in sorted(self._acts, key=lambda told: told[:2]):
            act()


def enter(name: str, email: str, at: datetime, language: str = "ja") -> Actor:
    """Return somebody who can sign in and belongs nowhere yet."""
    person_id = people.enter(name=name, email=email, password=PASSWORD, language=language, actor=NOBODY, at=at)
    vouch_for(person_id)
    return Actor(person_id, NO_ID, NO_ID, Role.NOBODY)


def mention(name: str, email: str, at: datetime) -> Actor:
    """Return somebody who acts in the story and whom no visitor can be: there is no password."""
    person_id = people.enter(name=name, email=email, password=None, language="ja", actor=NOBODY, at=at)
    return Actor(person_id, NO_ID, NO_ID, Role.NOBODY)


def found(founder: Actor, number: str, particulars: Particulars, at: datetime) -> Actor:
    """Return the founder as the coordinator of a new company."""
    return organizations.register(number=number, particulars=particulars, actor=founder, at=at)


def found_office(founder: Actor, number: str, particulars: Particulars, kind: OrganizationKind, at: datetime) -> Actor:
    """Return the founder as the first person of the operator or the ministry."""
    role = Role.OFFICER if kind == OrganizationKind.OPERATOR else Role.OVERSEER
    return organizations.register(number=number, particulars=particulars, kind=kind, role=role, actor=founder, at=at)


def join(host: Actor, person: Actor, email: str, role: Role, at: datetime) -> Actor:
    """Return a person whom `host` invited and who came an hour later."""
    invited = invitations.invite(organization_id=host.organization_id, email=email, role=role.value, actor=host, at=at)
    return invitations.accept(secret=invited.secret, actor=person, at=at + timedelta(hours=1))
