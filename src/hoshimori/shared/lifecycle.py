"""One table says which act leads from which state to which: it feeds guards, buttons, diagrams and tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from hoshimori.shared.refusal import NotPossibleNow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import StrEnum

State = TypeVar("State", bound="StrEnum")
Action = TypeVar("Action", bound="StrEnum")


@dataclass(frozen=True, slots=True)
class Step(Generic[State, Action]):
    """One allowed move. `before` is None where the subject begins."""

    before: State | None
    action: Action
    after: State


class Lifecycle(Generic[State, Action]):
    """The whole table of one subject."""

    def __init__(self, subject: str, steps: Sequence[Step[State, Action]]) -> None:
        self.subject = subject
        self.steps = tuple(steps)
        self._after = {(step.before, step.action): step.after for step in self.steps}
        if len(self._after) != len(self.steps):
            message = f"{subject}: the same act from the same state stands twice in the table"
            raise ValueError(message)

    def after(self, state: State | None, action: Action) -> State:
        """Return the state that `action` leads to from `state`.

        Raises:
            NotPossibleNow: the table has no such move.
        """
        try:
            return self._after[state, action]
        except KeyError:
            raise NotPossibleNow("NOT_POSSIBLE_NOW", action=str(action), state=str(state or "")) from None

    def allowed(self, state: State | None) -> tuple[Action, ...]:
        """Return the acts that are possible from `state`, in the order of the table."""
        return tuple(step.action for step in self.steps if step.before == state)
