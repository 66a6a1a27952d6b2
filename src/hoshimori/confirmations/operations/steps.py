"""Steps that several acts of this part share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from hoshimori.assessments.queries.submissions import in_force
from hoshimori.confirmations.queries.seeing import locked_for, seen_by
from hoshimori.journal.operations import Act
from hoshimori.parties.queries import is_member
from hoshimori.qualifications.queries import grounds
from hoshimori.shared.refusal import NotPossibleNow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.queries.submissions import InForce
    from hoshimori.confirmations.models import Confirmation
    from hoshimori.shared.actor import Actor


class Somebody(Protocol):
    """A person acting for an organization."""

    @property
    def person_id(self) -> UUID:
        """Return who."""

    @property
    def organization_id(self) -> UUID:
        """Return for whom."""


def locked_with_submission(actor: Actor, at: datetime, confirmation_id: UUID) -> tuple[Confirmation, InForce | None]:
    """Return a confirmation and the handing over that stands now, both locked, the self-evaluation first.

    Raises:
        NotFound: the confirmation does not exist for this actor.
    """
    now = in_force(seen_by(actor, at, confirmation_id).assessment_id, lock=True)
    return locked_for(actor, at, confirmation_id), now


def require_in_force(now: InForce | None) -> InForce:
    """Return the handing over that stands now.

    Raises:
        NotPossibleNow: the self-evaluation is not handed over, or was taken back.
    """
    if now is None:
        raise NotPossibleNow("NOT_HANDED_OVER")
    return now


def require_eligible(person_id: UUID, edition_code: str, at: datetime) -> None:
    """Let through only an expert who is eligible on the day in Japan [D].

    Raises:
        NotPossibleNow: qualification or training is missing or has ended; `grounds` say which.
    """
    found = grounds(person_id, edition_code, at)
    if found:
        raise NotPossibleNow("EXPERT_NOT_ELIGIBLE", grounds=found)


def is_in_house(expert: Somebody, company_id: UUID) -> bool:
    """Tell whether an expert is the company's own [D], in whatever role and for whichever firm the expert acts."""
    return expert.organization_id == company_id or is_member(person_id=expert.person_id, organization_id=company_id)


def act_on(confirmation: Confirmation, name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Act:
    """Return the journal's words for what was done to a confirmation."""
    about = {"assessment": str(confirmation.assessment_id)}
    return Act(name, "confirmation", str(confirmation.pk), before, {**about, **after})
