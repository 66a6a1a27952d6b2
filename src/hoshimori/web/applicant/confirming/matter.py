"""Everything that is known about the way of one self-evaluation into the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.queries.submissions import submissions_of
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.confirmations.permissions import Action as Confirming
from hoshimori.confirmations.permissions import may as may_confirm
from hoshimori.confirmations.queries import declarations, lines
from hoshimori.confirmations.rules.states import ENDED
from hoshimori.registry.permissions import Action as Registering
from hoshimori.registry.permissions import may as may_register
from hoshimori.registry.queries.filings import filings_of, filings_of_assessment
from hoshimori.registry.queries.own import registrations_of
from hoshimori.registry.rules.states import UNDECIDED, FilingState
from hoshimori.registry.rules.validity import STANDING
from hoshimori.schemes.rules import Level

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.queries.sheet import Sheet
    from hoshimori.assessments.queries.submissions import SubmissionLine
    from hoshimori.confirmations.queries.declarations import Declared
    from hoshimori.confirmations.queries.lines import ConfirmationLine
    from hoshimori.registry.queries.filings import FilingLine
    from hoshimori.registry.queries.own import RegistrationLine
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Matter:
    """One self-evaluation with what was handed over, confirmed, declared, filed and registered; newest first each.

    `waiting` is a filing of this level that the operator has not decided, whichever self-evaluation it rests on;
    `registration` the company's registration of this level that stands today.
    """

    sheet: Sheet
    may_lead: bool
    may_declare: bool
    submissions: tuple[SubmissionLine, ...] = ()
    confirmations: tuple[ConfirmationLine, ...] = ()
    declarations: tuple[Declared, ...] = ()
    filings: tuple[FilingLine, ...] = ()
    waiting: FilingLine | None = None
    registration: RegistrationLine | None = None

    @property
    def id(self) -> UUID:
        """Return which self-evaluation it is."""
        return self.sheet.id

    @property
    def is_confirmed_by_expert(self) -> bool:
        """Tell whether this level is for an expert to confirm [P]."""
        return self.sheet.level == Level.THREE

    @property
    def is_handed_over(self) -> bool:
        """Tell whether it is handed over and not taken back."""
        return self.sheet.state == AssessmentState.SUBMITTED

    @property
    def handed_over(self) -> SubmissionLine | None:
        """Return the last handing over, taken back or not."""
        return self.submissions[0] if self.submissions else None

    @property
    def confirmation(self) -> ConfirmationLine | None:
        """Return the one confirmation that was neither declined nor withdrawn."""
        return next((line for line in self.confirmations if line.state not in ENDED), None)

    @property
    def ended(self) -> tuple[ConfirmationLine, ...]:
        """Return those that were declined or withdrawn."""
        return tuple(line for line in self.confirmations if line.state in ENDED)

    @property
    def declared(self) -> Declared | None:
        """Return the declaration that holds."""
        return next((one for one in self.declarations if one.standing.is_in_force), None)

    @property
    def void(self) -> Declared | None:
        """Return the last declaration where it no longer holds and none was made since."""
        return self.declarations[0] if self.declarations and self.declared is None else None

    @property
    def filing(self) -> FilingLine | None:
        """Return the last filing over the declaration that holds: none is older than its declaration."""
        declared = self.declared
        if declared is None:
            return None
        return next((line for line in self.filings if line.filed_at >= declared.declared_at), None)

    @property
    def groundless(self) -> FilingLine | None:
        """Return a filing that waits although the declaration it rests on no longer holds."""
        waits = next((line for line in self.filings if line.state in UNDECIDED), None)
        return None if waits is None or waits == self.filing else waits

    @property
    def registered(self) -> FilingLine | None:
        """Return the last filing of this self-evaluation that was registered."""
        return next((line for line in self.filings if line.state == FilingState.REGISTERED), None)


def matter_of(actor: Actor, at: datetime, assessment_id: UUID) -> Matter:
    """Return everything about one self-evaluation.

    Raises:
        NotFound: it does not exist for this actor.
    """
    return matter_about(sheet(actor, at, assessment_id), actor, at)


def matter_about(found: Sheet, actor: Actor, at: datetime) -> Matter:
    """Return everything about a self-evaluation that was looked up for the actor."""
    powers = may_confirm(actor, Confirming.ASK), may_confirm(actor, Confirming.DECLARE)
    submissions = submissions_of(actor, at, found.id)
    if found.level != Level.THREE:
        return Matter(found, *powers, submissions=submissions)
    confirmations = lines.of_assessment(actor, at, found.id)
    may_see_filings = may_register(actor, Registering.SEE)
    is_own = found.organization_id == actor.organization_id
    return Matter(
        found,
        *powers,
        submissions=submissions,
        confirmations=confirmations,
        declarations=declarations.of_assessment(actor, at, found.id) if confirmations else (),
        filings=filings_of_assessment(actor, at, found.id) if may_see_filings and confirmations else (),
        waiting=_waiting(found, actor, at) if is_own else None,
        registration=_standing(found, actor, at) if is_own else None,
    )


def _waiting(found: Sheet, actor: Actor, at: datetime) -> FilingLine | None:
    own = filings_of(actor, at)
    return next((line for line in own if line.level == found.level and line.state in UNDECIDED), None)


def _standing(found: Sheet, actor: Actor, at: datetime) -> RegistrationLine | None:
    own = (line for line in registrations_of(actor, at) if line.public.level == found.level)
    return next((line for line in own if line.public.state in STANDING), None)
