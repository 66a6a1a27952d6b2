"""A registered company notifies material changes, and an officer takes note of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.journal.operations import Act, record
from hoshimori.parties.queries import organizations_known_to
from hoshimori.registry import events
from hoshimori.registry.models import ChangeNotice
from hoshimori.registry.models.filing import TEXT_LIMIT
from hoshimori.registry.operations.impartial import require_no_member_of
from hoshimori.registry.operations.registering import PARTICULARS, searchable
from hoshimori.registry.permissions import Action, require
from hoshimori.registry.queries.seeing import locked_change, locked_registration
from hoshimori.registry.queries.standing import shown_of
from hoshimori.registry.rules.states import CHANGE_NOTICE, ChangeNoticeAction, ChangeNoticeState
from hoshimori.registry.rules.validity import STANDING, is_notified_late
from hoshimori.schemes.queries import edition
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Invalid, NotPossibleNow
from hoshimori.shared.texts import paragraphs

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.registry.models import Registration
    from hoshimori.shared.actor import Actor


def notify(*, registration_id: UUID, what: str, happened_on: date, actor: Actor, at: datetime) -> UUID:
    """Notify a material change; returns the notice's id. Later than the edition's time for it, it says so [D].

    Raises:
        NotFound: the registration does not exist for this actor.
        NotPossibleNow: the registration has ended.
        Invalid: nothing says what changed, or the day is still to come.
    """
    with transaction.atomic():
        registration = locked_registration(actor, registration_id)

        require(actor, Action.NOTIFY_CHANGE)

        state = CHANGE_NOTICE.after(None, ChangeNoticeAction.NOTIFY)
        if shown_of(registration, at) not in STANDING:
            raise NotPossibleNow("REGISTRATION_ENDED")
        said = paragraphs(what, field="what", limit=TEXT_LIMIT, missing="WHAT_CHANGED_MISSING")
        today = day_in_japan(at)
        if happened_on > today:
            raise Invalid("CHANGE_TO_COME", field="happened_on")

        notice = ChangeNotice.objects.create(
            registration=registration,
            what=said,
            happened_on=happened_on,
            is_late=is_notified_late(edition(registration.edition_id), happened_on, today),
            state=state.value,
            notified_by_id=actor.person_id,
            notified_at=at,
        )

        after = {
            "registration": registration.number,
            "what": said,
            "happened_on": happened_on.isoformat(),
            "is_late": notice.is_late,
        }
        act = Act(events.CHANGE_NOTIFIED, "change", str(notice.pk), after=after)
        record(act=act, about_id=registration.organization_id, actor=actor, at=at)
    return notice.pk


def take_note(*, change_id: UUID, answer: str, takes_over: bool, actor: Actor, at: datetime) -> None:
    """Take note of a change; with `takes_over` the register shows the company's present particulars from now on.

    Raises:
        NotFound: the notice does not exist for this actor.
        NotPossibleNow: somebody took note of it already, or the officer belongs to its company.
        Invalid: the answer is too long.
    """
    with transaction.atomic():
        notice = locked_change(actor, change_id)
        registration = locked_registration(actor, notice.registration_id)

        require(actor, Action.KEEP_REGISTER)

        state = CHANGE_NOTICE.after(ChangeNoticeState(notice.state), ChangeNoticeAction.TAKE_NOTE)
        require_no_member_of(registration.organization_id, actor)
        said = paragraphs(answer, field="answer", limit=TEXT_LIMIT)

        notice.state, notice.answer = state.value, said
        notice.taken_note_of_by_id, notice.taken_note_of_at = actor.person_id, at
        notice.save(update_fields=["state", "answer", "taken_note_of_by", "taken_note_of_at"])
        changed = _take_over(registration, actor, at) if takes_over else {}

        act = Act(
            events.CHANGE_TAKEN_NOTE_OF,
            "change",
            str(notice.pk),
            before={name: before for name, (before, _after) in changed.items()},
            after={"registration": registration.number, "answer": said}
            | {name: after for name, (_before, after) in changed.items()},
        )
        record(act=act, about_id=registration.organization_id, actor=actor, at=at)


def _take_over(registration: Registration, actor: Actor, at: datetime) -> dict[str, tuple[str, str]]:
    """Let the register show what the company says of itself now; returns what differs, before and after."""
    organization = organizations_known_to(actor).get(pk=registration.organization_id)
    now = {name: str(getattr(organization, name)) for name in PARTICULARS}
    changed = {name: (str(getattr(registration, name)), value) for name, value in now.items()}
    for name, value in now.items():
        setattr(registration, name, value)
    registration.bigrams = searchable(now)
    registration.version += 1
    registration.changed_at = at
    registration.save(update_fields=[*PARTICULARS, "bigrams", "version", "changed_at"])
    return {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
