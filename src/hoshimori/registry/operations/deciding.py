"""An officer checks a filing, and registers it or refuses it with reasons."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.confirmations.queries import declarations
from hoshimori.journal.operations import Act, record
from hoshimori.registry import events
from hoshimori.registry.models.filing import TEXT_LIMIT
from hoshimori.registry.operations.impartial import require_no_part_in
from hoshimori.registry.operations.registering import end_unnoted, register_first, register_further
from hoshimori.registry.operations.renewing import keep_no_longer, renewed_by
from hoshimori.registry.permissions import Action, require
from hoshimori.registry.queries.kept import shown_besides
from hoshimori.registry.queries.seeing import filing_seen_by, locked_filing
from hoshimori.registry.rules.formal import checked_points, require_all_hold, require_eligible_expert
from hoshimori.registry.rules.states import FILING, FilingAction, FilingState
from hoshimori.schemes.queries import edition_times
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.refusal import NotPossibleNow
from hoshimori.shared.texts import paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hoshimori.confirmations.queries.declarations import Declared
    from hoshimori.registry.models import Filing, Registration
    from hoshimori.shared.actor import Actor


def check(*, filing_id: UUID, points: Mapping[str, tuple[bool, str]], actor: Actor, at: datetime) -> None:
    """Note what an officer found at each of the five formal points; it can be checked again until it is decided.

    `points` maps each `FormalPoint` to whether it holds and a note, which one that does not hold needs.

    Raises:
        NotFound: the filing does not exist for this actor.
        NotPossibleNow: it is decided already, or the officer has a part in it.
        Invalid: a point is missing, or one does not hold and nothing says why.
    """
    with transaction.atomic():
        filing = locked_filing(actor, filing_id)

        require(actor, Action.CHECK)

        state = FILING.after(FilingState(filing.state), FilingAction.CHECK)
        require_no_part_in(filing, actor)
        found = {point.value: asdict(value) for point, value in checked_points(points).items()}

        before, filing.checks, filing.state = filing.checks, found, state.value
        filing.version += 1
        filing.save(update_fields=["checks", "state", "version"])

        act = Act(events.FILING_CHECKED, "filing", str(filing.pk), before=before, after=found)
        record(act=act, about_id=filing.organization_id, actor=actor, at=at)


def register(*, filing_id: UUID, actor: Actor, at: datetime) -> str:
    """Register what was filed; returns the registration number. A renewal goes on under the number there is.

    Everything that makes it a ★3 is asked again with the self-evaluation, its confirmation and the filing locked.

    Raises:
        NotFound: the filing does not exist for this actor.
        NotPossibleNow: it is not checked, or a point did not hold; the officer has a part in it; the declaration no
            longer holds or is not the one that was filed; it was filed under an edition not in force then; the expert
            was not eligible on the day; the company is registered already; the registration to renew ended; even the
            new term would be over.
    """
    with transaction.atomic():
        # The order of locks: self-evaluation, confirmation, filing, registration, number.
        declared = declarations.declared(filing_seen_by(actor, filing_id).declaration_id, lock=True)
        filing = locked_filing(actor, filing_id)
        renewed = renewed_by(filing)

        require(actor, Action.DECIDE)

        state = FILING.after(FilingState(filing.state), FilingAction.REGISTER)
        require_no_part_in(filing, actor)
        require_all_hold({point: found["holds"] for point, found in filing.checks.items()})
        _require_declared(filing, declared)
        _require_filed_in_force(filing)

        expired = None if renewed else end_unnoted(filing, at)
        registration = register_further(renewed, filing, at) if renewed else register_first(filing, at)
        _decide(filing, state, "", actor, at)

        if expired is not None:
            _record(events.EXPIRED, expired, _ended(expired), SYSTEM, at)
        name = events.RENEWED if renewed else events.REGISTERED
        _record(name, registration, _registered(registration, filing), actor, at)
    return registration.number


def refuse(*, filing_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Refuse a filing with a reason that the company reads. A refused renewal keeps nothing valid any more [D].

    Raises:
        NotFound: the filing does not exist for this actor.
        NotPossibleNow: it is decided already, or the officer has a part in it.
        Invalid: no reason is given, or it is too long.
    """
    with transaction.atomic():
        filing = locked_filing(actor, filing_id)
        renewed = renewed_by(filing)

        require(actor, Action.DECIDE)

        state = FILING.after(FilingState(filing.state), FilingAction.REFUSE)
        require_no_part_in(filing, actor)
        why = paragraphs(reason, field="reason", limit=TEXT_LIMIT, missing="WHY_MISSING")

        before = filing.state
        _decide(filing, state, why, actor, at)
        if renewed is not None:
            keep_no_longer(renewed, at)

        after = {"state": state.value, "reason": why}
        act = Act(events.FILING_REFUSED, "filing", str(filing.pk), {"state": before}, after)
        record(act=act, about_id=filing.organization_id, actor=actor, at=at)


def _require_declared(filing: Filing, declared: Declared) -> None:
    """Let only be registered what still holds, is exactly what was filed, and was confirmed by an eligible expert."""
    if declared.standing.why is not None or declared.whole_digest != filing.whole_digest:
        raise NotPossibleNow("DECLARATION_VOID", why=declared.standing.why)
    require_eligible_expert(declared.paper["expert"], declared.paper["confirmed_at"])


def _require_filed_in_force(filing: Filing) -> None:
    """Let only be registered what was filed under an edition in force at that moment [D].

    A filing stays pinned to the edition that was declared. One that is superseded while the operator decides takes
    nothing from whoever filed in time: how long deciding takes is not the company's doing.
    """
    if not edition_times(filing.edition_id).is_in_force(filing.filed_at):
        raise NotPossibleNow("EDITION_NOT_IN_FORCE", edition=filing.edition_id)


def _decide(filing: Filing, state: FilingState, reason: str, actor: Actor, at: datetime) -> None:
    filing.state, filing.reason = state.value, reason
    filing.decided_by_id, filing.decided_at = actor.person_id, at
    filing.version += 1
    filing.save(update_fields=["state", "reason", "decided_by", "decided_at", "version"])


def _registered(registration: Registration, filing: Filing) -> dict[str, str | int]:
    return {
        "number": registration.number,
        "filing": str(filing.pk),
        "level": registration.level,
        "edition": registration.edition_id,
        "whole_digest": filing.whole_digest,
        "valid_from": registration.valid_from.isoformat(),
        "valid_until": registration.valid_until.isoformat(),
        "state": registration.state,
        **shown_besides(registration),
    }


def _ended(registration: Registration) -> dict[str, str | int]:
    return {"number": registration.number, "valid_until": registration.valid_until.isoformat()}


def _record(name: str, registration: Registration, after: Mapping[str, str | int], actor: Actor, at: datetime) -> None:
    act = Act(name, "registration", str(registration.pk), after=after)
    record(act=act, about_id=registration.organization_id, actor=actor, at=at)
