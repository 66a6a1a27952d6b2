"""The way into the register: its six steps, where each stands, and the one thing to do next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.confirmations.rules.states import ConfirmationState
from hoshimori.registry.rules.states import FilingState, RegistrationState

if TYPE_CHECKING:
    from hoshimori.confirmations.queries.lines import ConfirmationLine
    from hoshimori.registry.queries.filings import FilingLine
    from hoshimori.web.applicant.confirming.matter import Matter


class Next(StrEnum):
    """What is to be done next, or what is being waited for."""

    LEVEL_FOUR = "LEVEL_FOUR"
    CLOSED = "CLOSED"
    HAND_OVER = "HAND_OVER"
    MEND = "MEND"
    HAND_OVER_ANEW = "HAND_OVER_ANEW"
    ASK = "ASK"
    ASK_SOMEBODY_ELSE = "ASK_SOMEBODY_ELSE"
    NEED_IS_SHOWN = "NEED_IS_SHOWN"
    EXPERT_IS_ASKED = "EXPERT_IS_ASKED"
    EXPERT_JUDGES = "EXPERT_JUDGES"
    READ_REASONS = "READ_REASONS"
    GIVE_ANEW = "GIVE_ANEW"
    DECLARE = "DECLARE"
    FILE = "FILE"
    FILE_LATER = "FILE_LATER"
    WITHDRAW_FIRST = "WITHDRAW_FIRST"
    OPERATOR_DECIDES = "OPERATOR_DECIDES"
    REFUSED = "REFUSED"
    REGISTERED = "REGISTERED"
    SUSPENDED = "SUSPENDED"
    RENEW = "RENEW"
    REGISTRATION_ENDED = "REGISTRATION_ENDED"


class Step(StrEnum):
    """The six steps."""

    HAND_OVER = "HAND_OVER"
    ASK = "ASK"
    CONFIRM = "CONFIRM"
    DECLARE = "DECLARE"
    FILE = "FILE"
    REGISTER = "REGISTER"


class Stands(StrEnum):
    """Where a step stands."""

    DONE = "DONE"
    NOW = "NOW"
    WAITING = "WAITING"
    RETURNED = "RETURNED"
    VOID = "VOID"
    LATER = "LATER"


WAITED_FOR = frozenset(
    {
        Next.NEED_IS_SHOWN,
        Next.EXPERT_IS_ASKED,
        Next.EXPERT_JUDGES,
        Next.FILE_LATER,
        Next.OPERATOR_DECIDES,
        Next.REGISTERED,
    }
)
"""What others do, or time does: there is nothing to be done by the company."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step with where it stands."""

    step: Step
    stands: Stands
    is_here: bool = False


def next_of(matter: Matter) -> Next:
    """Return the one thing to do next; what others do is waited for."""
    if not matter.is_confirmed_by_expert:
        return Next.LEVEL_FOUR
    if matter.declared is not None:
        return _after_declaring(matter)
    if matter.sheet.state == AssessmentState.CLOSED:
        return Next.CLOSED
    return _confirming(matter) if matter.is_handed_over else _before_handing_over(matter.confirmation)


def _before_handing_over(confirmation: ConfirmationLine | None) -> Next:
    if confirmation is None or confirmation.taken_on_at is None:
        return Next.HAND_OVER
    return Next.MEND if confirmation.state == ConfirmationState.RETURNED else Next.HAND_OVER_ANEW


def _confirming(matter: Matter) -> Next:
    confirmation = matter.confirmation
    if confirmation is None:
        return Next.ASK_SOMEBODY_ELSE if matter.ended else Next.ASK
    if confirmation.taken_on_at is not None and not confirmation.is_in_force:
        return Next.GIVE_ANEW
    return {
        ConfirmationState.OPEN: Next.NEED_IS_SHOWN,
        ConfirmationState.ASKED: Next.EXPERT_IS_ASKED,
        ConfirmationState.JUDGING: Next.EXPERT_JUDGES,
        ConfirmationState.RETURNED: Next.READ_REASONS,
        ConfirmationState.CONFIRMED: Next.DECLARE,
    }[confirmation.state]


def _after_declaring(matter: Matter) -> Next:
    filing = matter.filing
    if filing is None or filing.state == FilingState.WITHDRAWN:
        return _to_be_filed(matter)
    if filing.state == FilingState.REGISTERED:
        return _registered(matter, filing)
    return Next.REFUSED if filing.state == FilingState.REFUSED else Next.OPERATOR_DECIDES


def _to_be_filed(matter: Matter) -> Next:
    if matter.waiting is not None:
        return Next.WITHDRAW_FIRST
    registration = matter.registration
    return Next.FILE if registration is None or registration.can_be_renewed else Next.FILE_LATER


def _registered(matter: Matter, filing: FilingLine) -> Next:
    registration = matter.registration
    if registration is None or registration.public.number != filing.registration_number:
        return Next.REGISTRATION_ENDED
    if registration.can_be_renewed:
        return Next.RENEW
    return Next.SUSPENDED if registration.public.state == RegistrationState.SUSPENDED else Next.REGISTERED


_AT: dict[Next, tuple[Step, Stands]] = {
    Next.HAND_OVER: (Step.HAND_OVER, Stands.NOW),
    Next.MEND: (Step.HAND_OVER, Stands.NOW),
    Next.HAND_OVER_ANEW: (Step.HAND_OVER, Stands.NOW),
    Next.ASK: (Step.ASK, Stands.NOW),
    Next.ASK_SOMEBODY_ELSE: (Step.ASK, Stands.NOW),
    Next.NEED_IS_SHOWN: (Step.ASK, Stands.WAITING),
    Next.EXPERT_IS_ASKED: (Step.ASK, Stands.WAITING),
    Next.EXPERT_JUDGES: (Step.CONFIRM, Stands.WAITING),
    Next.READ_REASONS: (Step.CONFIRM, Stands.RETURNED),
    Next.GIVE_ANEW: (Step.CONFIRM, Stands.NOW),
    Next.DECLARE: (Step.DECLARE, Stands.NOW),
    Next.FILE: (Step.FILE, Stands.NOW),
    Next.FILE_LATER: (Step.FILE, Stands.LATER),
    Next.WITHDRAW_FIRST: (Step.FILE, Stands.NOW),
    Next.OPERATOR_DECIDES: (Step.REGISTER, Stands.WAITING),
    Next.REFUSED: (Step.FILE, Stands.RETURNED),
}
"""At which step one is, and how that stands."""


def stages(matter: Matter) -> tuple[Stage, ...]:
    """Return the six steps, each with where it stands."""
    here, stands = _AT.get(next_of(matter), (None, Stands.LATER))
    if here is None:
        is_done = matter.declared is not None or matter.registered is not None
        return tuple(Stage(step, Stands.DONE if is_done else Stands.LATER) for step in Step)
    places = list(Step)
    return tuple(_stage(matter, step, places.index(step) - places.index(here), stands) for step in places)


def _stage(matter: Matter, step: Step, ahead: int, stands: Stands) -> Stage:
    """Return where a step stands that lies so many steps ahead of where one is."""
    if ahead < 0 or (step == Step.ASK and ahead > 0 and is_asked(matter)):
        return Stage(step, Stands.DONE)
    if _is_void(step, matter):
        return Stage(step, Stands.VOID, is_here=ahead == 0)
    return Stage(step, stands if ahead == 0 else Stands.LATER, is_here=ahead == 0)


def is_asked(matter: Matter) -> bool:
    """Tell whether an expert has taken the confirmation on, even where something was taken back since."""
    return matter.confirmation is not None and matter.confirmation.taken_on_at is not None


def _is_void(step: Step, matter: Matter) -> bool:
    """Tell whether a step was done once and does not hold any more."""
    confirmation = matter.confirmation
    lost = {
        Step.CONFIRM: confirmation is not None
        and confirmation.state == ConfirmationState.CONFIRMED
        and not confirmation.is_in_force,
        Step.DECLARE: matter.void is not None,
        Step.FILE: matter.groundless is not None,
    }
    return lost.get(step, False)
