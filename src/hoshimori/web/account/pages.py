"""What the pages about somebody's own account show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore

from hoshimori.parties.queries import memberships_of, offered_by
from hoshimori.parties.rules import INDUSTRIES, PREFECTURES, SIZE_CLASSES, InvitationState
from hoshimori.shared.bilingual import Text
from hoshimori.web.account import proofs
from hoshimori.web.account.names import browser_in_words
from hoshimori.web.account.provider import provider_name
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.session import SEEN_AT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from hoshimori.parties.queries import Offered
    from hoshimori.parties.queries.rows import Person
    from hoshimori.web.layout.acting import HoshimoriRequest


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role somebody can act in."""

    membership_id: UUID
    organization: Text
    role: str
    is_present: bool


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Somebody's own account."""

    form: Form
    email: str
    has_password: bool
    factors: int
    sessions: int
    roles: int
    provider: str
    is_connected: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One browser somebody is signed in with."""

    session_id: int
    browser: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class SecondFactorPage:
    """Why and how to set up a second factor."""

    role: str
    has_other_roles: bool


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """What the holder of a link is offered."""

    offered: Offered
    address: str
    can_be_accepted: bool
    is_signed_in: bool
    person: str


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The form to bring one's company in."""

    form: Form
    prefectures: tuple[tuple[str, str], ...]
    sizes: tuple[tuple[str, str], ...]
    industries: tuple[tuple[str, str], ...]


def roles_held(request: HoshimoriRequest) -> tuple[RoleHeld, ...]:
    """Return the roles a person can act in, the present one marked."""
    return tuple(
        RoleHeld(
            membership_id=membership.pk,
            organization=Text(membership.organization.name_ja, membership.organization.name_en),
            role=membership.role,
            is_present=membership.pk == request.actor.membership_id,
        )
        for membership in memberships_of(request.actor.person_id)
    )


def own_page(request: HoshimoriRequest, form: Form | None = None) -> OwnPage:
    """Return the page of somebody's own account."""
    person = cast("Person", request.user)
    return OwnPage(
        form=form or Form(values={"name": person.name, "language": person.language}),
        email=person.email,
        has_password=person.has_usable_password(),
        factors=len(proofs.main_factors(person)),
        sessions=len(_sessions(request)),
        roles=memberships_of(person.pk).count(),
        provider=provider_name(),
        is_connected=SocialAccount.objects.filter(user=person).exists(),
    )


def signed_in(request: HoshimoriRequest) -> tuple[SignedIn, ...]:
    """Return every browser a person is signed in with: this one first, then the newest."""
    found = [
        SignedIn(
            session_id=row.pk,
            browser=browser_in_words(row.user_agent),
            began_at=row.created_at,
            seen_at=_seen_at(row),
            is_this=row.session_key == request.session.session_key,
        )
        for row in _sessions(request)
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_this, -one.seen_at.timestamp())))


def _sessions(request: HoshimoriRequest) -> list[UserSession]:
    """Return the sessions of a person that have not ended; the present one is written down if it was not yet."""
    UserSession.objects.create_from_request(request)
    found: list[UserSession] = UserSession.objects.purge_and_list(request.user)
    return found


def _seen_at(row: UserSession) -> datetime:
    seen = SessionStore(row.session_key).get(SEEN_AT)
    return datetime.fromtimestamp(seen, UTC) if seen else row.last_seen_at


def second_factor_page(request: HoshimoriRequest) -> SecondFactorPage:
    """Return why and how the reader sets up a second factor."""
    return SecondFactorPage(
        role=request.actor.role, has_other_roles=memberships_of(request.actor.person_id).count() > 1
    )


def invitation_page(request: HoshimoriRequest, secret: str) -> InvitationPage:
    """Return what the holder of this link is offered.

    Raises:
        NotFound: no invitation has this secret.
    """
    offered = offered_by(secret, request.at)
    return InvitationPage(
        offered=offered,
        address=request.path,
        can_be_accepted=offered.state == InvitationState.OPEN and not offered.has_run_out,
        is_signed_in=request.user.is_authenticated,
        person=request.user.name if request.user.is_authenticated else "",
    )


def register_page(language: str, form: Form | None = None) -> RegisterPage:
    """Return the form to bring one's company in, with its lists in the reader's language."""

    def listed(texts: Mapping[str, Text]) -> tuple[tuple[str, str], ...]:
        return tuple((code, text.in_language(language)) for code, text in texts.items())

    return RegisterPage(form or Form(), listed(PREFECTURES), listed(SIZE_CLASSES), listed(INDUSTRIES))
