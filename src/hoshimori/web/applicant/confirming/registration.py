"""The page of one's own registration: how it stands, how it is renewed or returned, what changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hoshimori.assessments.queries.overview import overview
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.registry import events
from hoshimori.registry.permissions import Action, may
from hoshimori.registry.queries.own import registration, registrations_of
from hoshimori.registry.rules.states import ChangeNoticeState
from hoshimori.registry.rules.validity import STANDING
from hoshimori.schemes.queries import edition
from hoshimori.shared.calendar import Period, day_in_japan
from hoshimori.shared.refusal import NotFound
from hoshimori.web.applicant.confirming.words import registration_mark
from hoshimori.web.applicant.words import Mark, assessment_mark
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.journal.queries import Recorded
    from hoshimori.registry.queries.own import KeptRegistration, NotifiedChange
    from hoshimori.registry.queries.public import PublicRegistration
    from hoshimori.shared.actor import Actor

TEXT_LIMIT = 4000


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change that was notified."""

    change: NotifiedChange
    mark: Mark


@dataclass(frozen=True, slots=True)
class PastLine:
    """Something that happened to the registration, and why."""

    at: datetime
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class RenewingLine:
    """A self-evaluation with which the registration can be renewed."""

    id: UUID
    title: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class RegistrationPage:
    """One's own registration. `days_left` counts until the end, None once it is over."""

    id: UUID
    public: PublicRegistration
    mark: Mark
    days_left: int | None
    is_renewal_pending: bool
    can_be_renewed: bool
    opens_on: date
    renewing: tuple[RenewingLine, ...]
    changes: tuple[ChangeLine, ...]
    past: tuple[PastLine, ...]
    notified_within: Period
    is_standing: bool
    may_lead: bool
    may_return: bool
    form: Form = field(default_factory=Form)
    text_limit: int = TEXT_LIMIT


def registration_page(actor: Actor, at: datetime, registration_id: UUID, form: Form | None = None) -> RegistrationPage:
    """Return the page of one's own registration.

    Raises:
        NotFound: it does not exist for this actor.
    """
    own = next((line for line in registrations_of(actor, at) if line.id == registration_id), None)
    if own is None:
        raise NotFound
    kept = registration(actor, at, own.public.number)
    is_standing = own.public.state in STANDING
    left = (own.public.valid_until - day_in_japan(at)).days
    within = edition(kept.edition).settings["material_change_notified_within"].value
    return RegistrationPage(
        id=kept.id,
        public=kept.public,
        mark=registration_mark(kept.public.state),
        days_left=left if is_standing and left > 0 else None,
        is_renewal_pending=kept.is_renewal_pending,
        can_be_renewed=kept.can_be_renewed,
        opens_on=kept.renewal_opens_on,
        renewing=_renewing(actor, at, kept) if kept.can_be_renewed else (),
        changes=tuple(_change(change) for change in kept.changes),
        past=tuple(_past(entry) for entry in kept.history if entry.act in _PAST),
        notified_within=Period.parse(str(within)),
        is_standing=is_standing,
        may_lead=may(actor, Action.NOTIFY_CHANGE),
        may_return=may(actor, Action.RETURN),
        form=form or Form(),
    )


def _renewing(actor: Actor, at: datetime, kept: KeptRegistration) -> tuple[RenewingLine, ...]:
    found = (line for line in overview(actor, at).lines if line.level == kept.public.level)
    return tuple(
        RenewingLine(line.id, line.title, assessment_mark(line.state))
        for line in found
        if line.state != AssessmentState.CLOSED and line.organization_id == kept.organization_id
    )


def _change(change: NotifiedChange) -> ChangeLine:
    is_noted = change.state == ChangeNoticeState.TAKEN_NOTE_OF
    word = pgettext("change", "Taken note of") if is_noted else pgettext("change", "Notified")
    return ChangeLine(change, Mark("ok" if is_noted else "wait", word))


def _past(entry: Recorded) -> PastLine:
    return PastLine(entry.at, _past_words()[entry.act], str(entry.after.get("reason", "")))


_PAST = {
    events.REGISTERED,
    events.RENEWED,
    events.SUSPENDED,
    events.REINSTATED,
    events.WITHDRAWN,
    events.RETURNED,
    events.EXPIRED,
}


def _past_words() -> dict[str, str]:
    return {
        events.REGISTERED: _("Registered by the operator"),
        events.RENEWED: _("Renewed for a further term"),
        events.SUSPENDED: _("Suspended by the operator"),
        events.REINSTATED: _("Made valid again by the operator"),
        events.WITHDRAWN: _("Withdrawn by the operator"),
        events.RETURNED: _("Returned by your company"),
        events.EXPIRED: _("Its time was over"),
    }
