"""Registrations in full: for their own company, and for the officers who keep the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.journal.queries import Recorded, of_subject
from hoshimori.registry.queries.public import COLUMNS, PublicRegistration, as_public
from hoshimori.registry.queries.seeing import changes_visible_to, registrations_visible_to
from hoshimori.registry.rules.states import ChangeNoticeState
from hoshimori.registry.rules.validity import STANDING, Span, renewal_opens_on
from hoshimori.schemes.queries import edition
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.registry.models import ChangeNotice, Registration, Term
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class GrantedTerm:
    """One term with the filing it rests on."""

    number: int
    span: Span
    filing_id: UUID
    granted_at: datetime


@dataclass(frozen=True, slots=True)
class NotifiedChange:
    """One change that was notified, and what the operator answered."""

    id: UUID
    what: str
    happened_on: date
    is_late: bool
    state: ChangeNoticeState
    answer: str
    notified_at: datetime
    taken_note_of_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeptRegistration:
    """A registration as its company and the officers see it: what is public, and what only they may know.

    `renewal_opens_on` is the first day on which a renewal can be filed; `can_be_renewed` asks today. `history` tells
    every change of state with its reason.
    """

    id: UUID
    organization_id: UUID
    public: PublicRegistration
    edition: str
    is_renewal_pending: bool
    renewal_opens_on: date
    can_be_renewed: bool
    terms: tuple[GrantedTerm, ...]
    changes: tuple[NotifiedChange, ...]
    history: tuple[Recorded, ...]


@dataclass(frozen=True, slots=True)
class RegistrationLine:
    """A registration in the list of its own company."""

    id: UUID
    public: PublicRegistration
    is_renewal_pending: bool
    renewal_opens_on: date
    can_be_renewed: bool


def registrations_of(actor: Actor, at: datetime) -> tuple[RegistrationLine, ...]:
    """Return every registration of the actor's own company, the newest first. One statement."""
    rows = registrations_visible_to(actor).filter(organization_id=actor.organization_id)
    return tuple(_line(row, at) for row in rows.order_by("-registered_at", "-pk"))


def registration(actor: Actor, at: datetime, number: str) -> KeptRegistration:
    """Return one registration in full, by its ten digits. Four statements.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    row = registrations_visible_to(actor).filter(number=number).first()
    if row is None:
        raise NotFound
    line = _line(row, at)
    return KeptRegistration(
        id=row.pk,
        organization_id=row.organization_id,
        public=line.public,
        edition=row.edition_id,
        is_renewal_pending=row.is_renewal_pending,
        renewal_opens_on=line.renewal_opens_on,
        can_be_renewed=line.can_be_renewed,
        terms=tuple(_term(term) for term in row.terms.order_by("-number")),
        changes=tuple(_change(change) for change in row.changes.order_by("-notified_at", "-pk")),
        history=of_subject(kind="registration", subject_id=str(row.pk), about_id=row.organization_id),
    )


def number_of_change(actor: Actor, change_id: UUID) -> str:
    """Return the ten digits of the registration that a notified change is about.

    Raises:
        NotFound: there is no such notice, or the actor may not see it.
    """
    number = changes_visible_to(actor).filter(pk=change_id).values_list("registration__number", flat=True).first()
    if number is None:
        raise NotFound
    return number


def _line(row: Registration, at: datetime) -> RegistrationLine:
    today = day_in_japan(at)
    public = as_public({name: getattr(row, name) for name in COLUMNS}, today)
    opens_on = renewal_opens_on(edition(row.edition_id), row.valid_until)
    is_open = public.state in STANDING and opens_on <= today < row.valid_until
    return RegistrationLine(
        id=row.pk,
        public=public,
        is_renewal_pending=row.is_renewal_pending,
        renewal_opens_on=opens_on,
        can_be_renewed=is_open and not row.is_renewal_pending,
    )


def _term(row: Term) -> GrantedTerm:
    return GrantedTerm(row.number, Span(row.valid_from, row.valid_until), row.filing_id, row.granted_at)


def _change(row: ChangeNotice) -> NotifiedChange:
    return NotifiedChange(
        id=row.pk,
        what=row.what,
        happened_on=row.happened_on,
        is_late=row.is_late,
        state=ChangeNoticeState(row.state),
        answer=row.answer,
        notified_at=row.notified_at,
        taken_note_of_at=row.taken_note_of_at,
    )
