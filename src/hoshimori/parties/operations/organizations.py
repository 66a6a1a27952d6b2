"""An organization joins the scheme and keeps its particulars up to date."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.journal.operations import Act, record
from hoshimori.parties import events
from hoshimori.parties.models import Membership, Organization
from hoshimori.parties.permissions import Action, require
from hoshimori.parties.rules import INDUSTRIES, PREFECTURES, SIZE_CLASSES, OrganizationKind, corporate_number
from hoshimori.shared.actor import NO_ID, Actor, Role
from hoshimori.shared.refusal import Conflict, Invalid, NotFound, NotPossibleNow
from hoshimori.shared.searching import bigrams
from hoshimori.shared.texts import one_line

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

NAME_LIMIT = 120
OTHER_NAME_LIMIT = 160


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an organization says of itself: names in three forms, prefecture code, size class, industry class."""

    name_ja: str
    name_kana: str
    name_en: str
    prefecture: str
    size_class: str
    industry: str

    def checked(self) -> Particulars:
        """Return the particulars, each on one line and without outer white space.

        Raises:
            Invalid: a name is missing or too long, or a code is not in its list.
        """
        clean = replace(
            self,
            name_ja=one_line(self.name_ja, field="name_ja", limit=NAME_LIMIT, missing="NAME_MISSING"),
            name_kana=one_line(self.name_kana, field="name_kana", limit=OTHER_NAME_LIMIT),
            name_en=one_line(self.name_en, field="name_en", limit=OTHER_NAME_LIMIT),
        )
        for field, known in (("prefecture", PREFECTURES), ("size_class", SIZE_CLASSES), ("industry", INDUSTRIES)):
            if getattr(clean, field) not in known:
                raise Invalid("NOT_IN_LIST", field=field)
        return clean

    @property
    def searchable(self) -> str:
        """Return the pairs of characters under which the organization is found."""
        return " ".join(bigrams(name) for name in (self.name_ja, self.name_kana, self.name_en) if name)


def register(
    *,
    number: str,
    particulars: Particulars,
    kind: OrganizationKind = OrganizationKind.COMPANY,
    role: Role = Role.COORDINATOR,
    actor: Actor,
    at: datetime,
) -> Actor:
    """Bring an organization into the scheme; whoever does it becomes its first member.

    Returns the actor the person now is. A company's first member coordinates; the operator's and the ministry's are
    made from the command line only, by the roles of those two.

    Raises:
        Invalid: the 法人番号 or a particular is wrong.
        NotPossibleNow: an organization with this number is here already; its coordinator can invite.
    """
    require(actor, Action.REGISTER_ORGANIZATION)

    checked = particulars.checked()
    digits = corporate_number(number)

    with transaction.atomic():
        if actor.person_id == NO_ID:
            raise NotFound
        if Organization.objects.filter(corporate_number=digits).exists():
            raise NotPossibleNow("ORGANIZATION_ALREADY_HERE", field="corporate_number")
        organization = Organization.objects.create(
            kind=kind.value,
            corporate_number=digits,
            bigrams=checked.searchable,
            registered_at=at,
            **asdict(checked),
        )
        membership = Membership.objects.create(
            person_id=actor.person_id, organization=organization, role=role.value, since_at=at
        )
        became = Actor(actor.person_id, organization.id, membership.id, role)

        after = {"corporate_number": digits, **asdict(checked)}
        act = Act(events.ORGANIZATION_REGISTERED, "organization", str(organization.id), after=after)
        record(act=act, about_id=organization.id, actor=became, at=at)
    return became


def change(*, organization_id: UUID, particulars: Particulars, version: int, actor: Actor, at: datetime) -> int:
    """Change what an organization says of itself; returns its new version.

    Raises:
        Conflict: somebody else changed it since `version` was read.
        Invalid: a particular is wrong.
    """
    with transaction.atomic():
        organization = Organization.objects.select_for_update().filter(pk=organization_id).first()
        if organization is None or organization_id != actor.organization_id:
            raise NotFound

        require(actor, Action.CHANGE_ORGANIZATION)

        checked = particulars.checked()
        if organization.version != version:
            raise Conflict("CHANGED_MEANWHILE")

        before = {name: getattr(organization, name) for name in asdict(checked)}
        for name, value in asdict(checked).items():
            setattr(organization, name, value)
        organization.bigrams = checked.searchable
        organization.version += 1
        organization.save(update_fields=[*asdict(checked), "bigrams", "version"])

        act = Act(events.ORGANIZATION_CHANGED, "organization", str(organization.id), before, asdict(checked))
        record(act=act, about_id=organization.id, actor=actor, at=at)
    return organization.version
