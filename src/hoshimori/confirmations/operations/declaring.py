"""Management declares conformity (自己適合宣誓), over the digest of everything that was handed over and confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import transaction

from hoshimori.confirmations import events
from hoshimori.confirmations.models import Declaration
from hoshimori.confirmations.operations.steps import locked_with_submission
from hoshimori.confirmations.permissions import Action, require
from hoshimori.confirmations.rules.papers import whole_digest
from hoshimori.confirmations.rules.statement import CURRENT, checked_title, require_fresh
from hoshimori.confirmations.rules.states import ConfirmationState
from hoshimori.journal.operations import Act, record
from hoshimori.parties.queries.names import people_of
from hoshimori.shared.refusal import Conflict, NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.queries.submissions import InForce
    from hoshimori.confirmations.models import Confirmation
    from hoshimori.confirmations.rules.papers import ConfirmationPaper
    from hoshimori.shared.actor import Actor


def declare(
    *,
    confirmation_id: UUID,
    seen_digest: str,
    title: str,
    authenticated_at: datetime | None,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Declare that what was handed over and confirmed is true; returns the declaration's id.

    `seen_digest` is the digest of the whole that stood beside the statement, `title` the declarant's position in the
    company, `authenticated_at` when the declarant last proved who they are.

    Raises:
        NotFound: the confirmation does not exist for this actor.
        NotPossibleNow: it is not confirmed; what was confirmed is no longer what is handed over; it is declared
            already; whoever would declare confirmed it as the expert; or the proof is older than five minutes.
        Conflict: what would be declared is not what was seen.
        Invalid: the position is missing or too long.
    """
    with transaction.atomic():
        row, now = locked_with_submission(actor, at, confirmation_id)

        require(actor, Action.DECLARE)

        _require_holding(row, now)
        _require_seen(row, seen_digest)
        _require_other_than_the_expert(row, actor)
        position = checked_title(title)
        require_fresh(authenticated_at, at)

        declaration = Declaration.objects.create(
            organization_id=row.organization_id,
            confirmation=row,
            submission_number=row.submission_number,
            whole_digest=row.digest,
            paper=row.paper,
            statement=CURRENT,
            declared_by_id=actor.person_id,
            name=people_of(actor, at, row.organization_id)[actor.person_id].name,
            title=position,
            declared_at=at,
        )

        record(act=_act(declaration, row), about_id=row.organization_id, actor=actor, at=at)
    return declaration.pk


def _require_holding(row: Confirmation, now: InForce | None) -> None:
    """Let through only what is confirmed and still is exactly what is handed over."""
    if row.state != ConfirmationState.CONFIRMED.value:
        raise NotPossibleNow("NOT_CONFIRMED")
    if now is None or (now.number, now.digest) != (row.submission_number, row.submission_digest):
        raise NotPossibleNow("CONFIRMATION_NOT_IN_FORCE")
    if whole_digest(now.content, cast("ConfirmationPaper", row.paper)) != row.digest:
        raise NotPossibleNow("CONFIRMATION_NOT_IN_FORCE")


def _require_seen(row: Confirmation, seen_digest: str) -> None:
    if seen_digest != row.digest:
        raise Conflict("CHANGED_SINCE_SEEN")
    if row.declarations.filter(whole_digest=row.digest).exists():
        raise NotPossibleNow("DECLARED_ALREADY")


def _require_other_than_the_expert(row: Confirmation, actor: Actor) -> None:
    """Let nobody declare that what they confirmed themselves is true [D]: two people stand for a ★, never one."""
    if row.expert is not None and row.expert.person_id == actor.person_id:
        raise NotPossibleNow("CONFIRMED_BY_ONESELF")


def _act(declaration: Declaration, row: Confirmation) -> Act:
    after = {
        "assessment": str(row.assessment_id),
        "confirmation": str(row.pk),
        "digest": declaration.whole_digest,
        "statement_version": declaration.statement,
        "position": declaration.title,
    }
    return Act(events.DECLARED, "declaration", str(declaration.pk), after=after)
