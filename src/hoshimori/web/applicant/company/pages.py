"""What the pages about an organization show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hoshimori.notices.queries import failed_mail
from hoshimori.parties import queries
from hoshimori.parties.permissions import Action, may, require
from hoshimori.parties.rules import (
    INDUSTRIES,
    PREFECTURES,
    ROLES_OF_KIND,
    SIZE_CLASSES,
    Delivery,
    InvitationState,
    OrganizationKind,
)
from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.bilingual import Text
from hoshimori.shared.refusal import NotFound
from hoshimori.web.applicant.company.platform_pages import PlatformsSeen, platforms_seen
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.words import ROLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from django_stubs_ext import StrPromise

    from hoshimori.parties.queries.rows import Invitation, Organization

ROLE_EXPLANATIONS: dict[Role, StrPromise] = {
    Role.REPRESENTATIVE: _("Manages the company. Can do everything a coordinator can, and declares conformity later."),
    Role.COORDINATOR: _("Sets the scope, answers, invites colleagues, and hands the self-evaluation over."),
    Role.CONTRIBUTOR: _("Answers criteria, attaches evidence and does tasks."),
    Role.EXPERT: _("A security expert of your own house, who will confirm the self-evaluation."),
    Role.OFFICER: _("Runs the scheme."),
    Role.OVERSEER: _("Watches over the scheme, to read only."),
}
_LATEST = 30


@dataclass(frozen=True, slots=True)
class Named:
    """An organization's particulars in words."""

    corporate_number: str
    name: Text
    name_kana: str
    prefecture: Text
    size_class: Text
    industry: Text


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody who belongs to the organization, and whether the reader may end that.

    `mail_failed_at` is when mail could last not be delivered, for who leads; what it said is not told.
    """

    membership_id: UUID
    name: str
    email: str
    role: str
    since_at: datetime
    is_reader: bool
    can_be_ended: bool
    mail_failed_at: datetime | None


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation and how it stands: `state` is OPEN, RUN_OUT, ACCEPTED or REVOKED."""

    invitation_id: UUID
    email: str
    role: str
    invited_by: str
    invited_at: datetime
    expires_at: datetime
    state: str
    accepted_by: str
    answered_at: datetime | None
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One look of the operator's staff at the company's matters."""

    officer: str
    organization: Text
    reason: str
    opened_at: datetime
    until_at: datetime
    is_open: bool


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """An organization, its people, its IT platforms, and who looked in."""

    named: Named
    is_company: bool
    members: tuple[MemberRow, ...]
    invitations: tuple[InvitationRow, ...]
    platforms: PlatformsSeen
    accesses: tuple[AccessRow, ...]
    may_change: bool
    may_invite: bool
    may_keep_platforms: bool


@dataclass(frozen=True, slots=True)
class ChangePage:
    """The form for an organization's particulars; after a conflict also what stands there now."""

    form: Form
    corporate_number: str
    version: int
    now: Named | None
    prefectures: tuple[tuple[str, str], ...]
    sizes: tuple[tuple[str, str], ...]
    industries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class InvitePage:
    """The form to invite somebody: roles as code, word and explanation."""

    form: Form
    roles: tuple[tuple[str, str, str], ...]


def company_page(actor: Actor, at: datetime) -> CompanyPage:
    """Return the page about the organization the actor acts for."""
    require(actor, Action.SEE_MEMBERS)
    organization = queries.organization_seen_by(actor, at, actor.organization_id)
    is_company = organization.kind == OrganizationKind.COMPANY.value
    return CompanyPage(
        named=_named(organization),
        is_company=is_company,
        members=members(actor),
        invitations=tuple(_invitation(row, at) for row in queries.invitations_visible_to(actor)[:_LATEST]),
        platforms=platforms_seen(actor),
        accesses=_accesses(actor, at) if is_company else (),
        may_change=may(actor, Action.CHANGE_ORGANIZATION),
        may_invite=may(actor, Action.INVITE),
        may_keep_platforms=may(actor, Action.KEEP_PLATFORMS),
    )


def members(actor: Actor) -> tuple[MemberRow, ...]:
    """Return the present members of the actor's organization."""
    failed = failed_mail(actor)
    return tuple(
        MemberRow(
            membership_id=member.pk,
            name=member.person.name,
            email=member.person.email,
            role=member.role,
            since_at=member.since_at,
            is_reader=member.person_id == actor.person_id,
            can_be_ended=member.person_id == actor.person_id or may(actor, Action.END_MEMBERSHIP),
            mail_failed_at=failed.get(member.pk),
        )
        for member in queries.members_visible_to(actor)
    )


def member(actor: Actor, membership_id: UUID) -> MemberRow:
    """Return one present member whose role the actor may end.

    Raises:
        NotFound: there is none such in the actor's organization.
    """
    for row in members(actor):
        if row.membership_id == membership_id and row.can_be_ended:
            return row
    raise NotFound


def change_page(actor: Actor, at: datetime, form: Form | None = None, *, shows_now: bool = False) -> ChangePage:
    """Return the form for the particulars; after a conflict beside what somebody else saved."""
    require(actor, Action.CHANGE_ORGANIZATION)
    organization = queries.organization_seen_by(actor, at, actor.organization_id)
    fields = ("name_ja", "name_kana", "name_en", "prefecture", "size_class", "industry")
    return ChangePage(
        form=form or Form(values={name: getattr(organization, name) for name in fields}),
        corporate_number=organization.corporate_number,
        version=organization.version,
        now=_named(organization) if shows_now else None,
        prefectures=_listed(PREFECTURES),
        sizes=_listed(SIZE_CLASSES),
        industries=_listed(INDUSTRIES),
    )


def invite_page(actor: Actor, at: datetime, form: Form | None = None) -> InvitePage:
    """Return the form to invite somebody."""
    require(actor, Action.INVITE)
    kind = queries.organization_seen_by(actor, at, actor.organization_id).kind
    roles = [role for role in ROLE_EXPLANATIONS if role in ROLES_OF_KIND[kind]]
    return InvitePage(
        form=form or Form(values={"role": roles[-1].value if len(roles) == 1 else "", "by_mail": "yes"}),
        roles=tuple((role.value, str(ROLE_WORDS[role]), str(ROLE_EXPLANATIONS[role])) for role in roles),
    )


def _named(organization: Organization) -> Named:
    return Named(
        corporate_number=organization.corporate_number,
        name=Text(organization.name_ja, organization.name_en),
        name_kana=organization.name_kana,
        prefecture=PREFECTURES[organization.prefecture],
        size_class=SIZE_CLASSES[organization.size_class],
        industry=INDUSTRIES[organization.industry],
    )


def _invitation(row: Invitation, at: datetime) -> InvitationRow:
    has_run_out = row.state == InvitationState.OPEN.value and at >= row.expires_at
    return InvitationRow(
        invitation_id=row.pk,
        email=row.email,
        role=row.role,
        invited_by=row.invited_by.name,
        invited_at=row.invited_at,
        expires_at=row.expires_at,
        state="RUN_OUT" if has_run_out else row.state,
        accepted_by=row.accepted_by.name if row.accepted_by else "",
        answered_at=row.answered_at,
        delivery=Delivery(row.delivery),
    )


def _accesses(actor: Actor, at: datetime) -> tuple[AccessRow, ...]:
    return tuple(
        AccessRow(
            officer=row.officer.person.name,
            organization=Text(row.officer.organization.name_ja, row.officer.organization.name_en),
            reason=row.reason,
            opened_at=row.opened_at,
            until_at=row.until_at,
            is_open=row.until_at > at,
        )
        for row in queries.accesses_visible_to(actor)[:_LATEST]
    )


def _listed(texts: Mapping[str, Text]) -> tuple[tuple[str, str], ...]:
    language = get_language() or "ja"
    return tuple((code, text.in_language(language)) for code, text in texts.items())
