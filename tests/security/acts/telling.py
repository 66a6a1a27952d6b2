"""How the story of an act is told: who is on stage, what was done before, and the act itself, ready to be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from hoshimori.assessments.operations import answering
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.shared.actor import Actor
from tests.cast import Cast

Doing: TypeAlias = Callable[[], object]

CRITERION = "1-2-3-1"
MET = Given(AnswerText(Result.MET, reason="就業規則の第12条に定め、全員が署名した。"))
PLANNED = Given(AnswerText(Result.NOT_MET, plan="来月に定める。"))


@dataclass(frozen=True)
class Stage:
    """The cast, the moment, and Aoba's self-evaluation for ★3, which Sato has just begun."""

    cast: Cast
    at: datetime
    aobas: UUID

    def who(self, actor: Actor) -> dict[str, Any]:
        """Return by whom and when, as every operation takes it."""
        return {"actor": actor, "at": self.at}

    @property
    def sato(self) -> dict[str, Any]:
        return self.who(self.cast.sato)

    def answer(self, given: Given = MET, criterion_no: str = CRITERION) -> int:
        """Let Sato answer a criterion; returns the version of the answer."""
        saved = answering.save(assessment_id=self.aobas, criterion_no=criterion_no, given=given, version=0, **self.sato)
        return saved.version


Story: TypeAlias = Callable[[Stage], Doing]
STORIES: dict[str, Story] = {}


def name_of(operation: Callable[..., object]) -> str:
    """Return the name of an operation with its module: "assessments.operations.answering.save"."""
    return f"{operation.__module__.removeprefix('hoshimori.')}.{operation.__name__}"


def tells(operation: Callable[..., object]) -> Callable[[Story], Story]:
    """Say of which operation a story is."""

    def told(story: Story) -> Story:
        STORIES[name_of(operation)] = story
        return story

    return told
