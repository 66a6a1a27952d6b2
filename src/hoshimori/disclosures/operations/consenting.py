"""A company shows something of its registration: asked or not, in whole or in part, until a day; and ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.disclosures import events
from hoshimori.disclosures.operations.steps import Receiver, act_of, kept, number_of
from hoshimori.disclosures.permissions import Action, require
from hoshimori.disclosures.queries.content import require_standing, whole
from hoshimori.disclosures.queries.seeing import asks_made_to, in_force, locked, require_own_registration, shown_by
from hoshimori.disclosures.rules.consent import Consent, checked_consent
from hoshimori.disclosures.rules.states import ASK, DISCLOSURE, AskAction, AskState, DisclosureAction, DisclosureState
from hoshimori.disclosures.rules.times import is_over, require_within
from hoshimori.journal.operations import Act, record
from hoshimori.parties.rules import corporate_number
from hoshimori.registry.queries.certified import certified
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Conflict, Invalid, NotPossibleNow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.disclosures.rules.own_words import OwnWord
    from hoshimori.shared.actor import Actor


def consent(
    *,
    ask_id: UUID,
    items: Collection[str],
    comment: str,
    own_words: Sequence[OwnWord],
    until: date,
    version: int,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Show the orderer that asked these things, which need not be those it asked for; returns the disclosure's id.

    What the orderer will see is exactly what `queries.shown.preview_answer` returns for the same values.

    Raises:
        NotFound: the ask does not exist for this actor.
        Conflict: the ask was answered or withdrawn, or the registration renewed, since `version` was read.
        NotPossibleNow: it is withdrawn, its day is past, something is shown on it already, or the registration has
            ended or has no certificate yet.
        Invalid: something is not in the certificate, a text or day is not in order, or it would last longer than asked.
    """
    with transaction.atomic():
        row = locked(asks_made_to(actor).select_related("asker"), ask_id)
        term = certified(row.registration_id, at).term

        require(actor, Action.ANSWER)

        if row.version + term != version:
            raise Conflict("ASK_CHANGED")
        after = ASK.after(AskState(row.state), AskAction.CONSENT)
        if is_over(row.until, day_in_japan(at)):
            raise NotPossibleNow("ASK_OVER")
        if in_force(at).filter(ask=row).exists():
            raise NotPossibleNow("SHOWN_ALREADY")
        of = whole(row.registration_id, at)
        require_standing(of.public)
        wanted = Consent(tuple(items), row.purpose, comment, tuple(own_words), until)
        given = checked_consent(wanted, of.possible(at))
        require_within(given.until, row.until)

        row.state, row.reason, row.is_told, row.version = after.value, "", False, row.version + 1
        row.answered_by_id, row.answered_at = actor.person_id, at
        row.save(update_fields=["state", "reason", "is_told", "version", "answered_by", "answered_at"])
        disclosure = kept(of, Receiver(row, row.asker.corporate_number), given, actor, at)

        record(act=act_of(disclosure, of), about_id=of.organization_id, actor=actor, at=at)
    return disclosure.pk


def offer(
    *,
    registration_id: UUID,
    shown_to_corporate_number: str,
    items: Collection[str],
    purpose: str,
    comment: str,
    own_words: Sequence[OwnWord],
    until: date,
    term: int,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Show something without being asked; returns the disclosure's id. `term` is the one that the company looked at.

    To the organization with this 法人番号, whether it is here already or comes later, which is told to nobody; without
    a number it becomes a file to hand over.

    Raises:
        NotFound: the actor's company has no such registration, or the actor does not lead it.
        Conflict: the registration was renewed since.
        NotPossibleNow: the registration has ended, or has no certificate yet.
        Invalid: the number is wrong or the company's own, something is not in the certificate, or a text or day is not
            in order.
    """
    with transaction.atomic():
        require_own_registration(actor, registration_id)
        of = whole(registration_id, at)

        require(actor, Action.SHOW)

        if certified(registration_id, at).term != term:
            raise Conflict("RENEWED_MEANWHILE")
        require_standing(of.public)
        number = corporate_number(shown_to_corporate_number) if shown_to_corporate_number.strip() else ""
        if number == number_of(actor, at):
            raise Invalid("OWN_NUMBER", field="corporate_number")
        wanted = Consent(tuple(items), purpose, comment, tuple(own_words), until)
        given = checked_consent(wanted, of.possible(at))

        disclosure = kept(of, Receiver(None, number), given, actor, at)

        record(act=act_of(disclosure, of), about_id=of.organization_id, actor=actor, at=at)
    return disclosure.pk


def end(*, disclosure_id: UUID, actor: Actor, at: datetime) -> None:
    """End a disclosure: from this moment on it does not exist for whom it was shown to. Nobody is told why.

    A file that was handed out cannot be called back.

    Raises:
        NotFound: the disclosure does not exist for this actor.
        NotPossibleNow: it has ended already.
    """
    with transaction.atomic():
        row = locked(shown_by(actor).select_related("registration"), disclosure_id)

        require(actor, Action.SHOW)

        after = DISCLOSURE.after(DisclosureState(row.state), DisclosureAction.END)

        row.state, row.ended_by_id, row.ended_at = after.value, actor.person_id, at
        row.save(update_fields=["state", "ended_by", "ended_at"])

        said = {"registration": row.registration.number, "corporate_number": row.shown_to_number}
        act = Act(events.ENDED, "disclosure", str(row.pk), after=said)
        record(act=act, about_id=row.registration.organization_id, actor=actor, at=at)
