"""What the applicant's pages call the same thing on every page: states, kinds of scope, reasons for exclusions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hoshimori.assessments.rules.scope import ExclusionCategory, ScopeKind, Unit
from hoshimori.assessments.rules.states import AssessmentState
from hoshimori.assessments.rules.tasks import TaskState

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ASSESSMENT_STATE_WORDS: dict[AssessmentState, StrPromise] = {
    AssessmentState.ANSWERING: _("Being answered"),
    AssessmentState.SUBMITTED: _("Handed over"),
    AssessmentState.CLOSED: _("Closed"),
}
TASK_STATE_WORDS: dict[TaskState, StrPromise] = {
    TaskState.OPEN: _("To do"),
    TaskState.DONE: _("Done"),
    TaskState.DROPPED: _("Dropped"),
}
UNIT_WORDS: dict[Unit, StrPromise] = {
    Unit.ENTITY: _("The whole legal entity"),
    Unit.GROUP: _("A group of legal entities"),
    Unit.BUSINESS_UNIT: _("Part of the legal entity, such as a business unit"),
}
KIND_WORDS: dict[ScopeKind, StrPromise] = {
    ScopeKind.SITE: _("Sites"),
    ScopeKind.DEPARTMENT: _("Departments"),
    ScopeKind.CLOUD_SERVICE: _("Cloud services"),
    ScopeKind.PLATFORM: _("IT platforms"),
}
CATEGORY_WORDS: dict[ExclusionCategory, StrPromise] = {
    ExclusionCategory.SEPARATE_NETWORK: _("On a network of its own"),
    ExclusionCategory.OUT_OF_SUPPORT_CUT_OFF: _("Out of support and cut off"),
    ExclusionCategory.UNDER_OTHERS_CONTROL: _("Under somebody else's control"),
    ExclusionCategory.BEING_RETIRED: _("Being retired"),
    ExclusionCategory.OTHER: _("Other"),
}
_ASSESSMENT_MARKS = {
    AssessmentState.ANSWERING: "info",
    AssessmentState.SUBMITTED: "wait",
    AssessmentState.CLOSED: "none",
}
_TASK_MARKS = {TaskState.OPEN: "plain", TaskState.DONE: "ok", TaskState.DROPPED: "none"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as the layout's `mark` shows it: the kind of its shape and color, and its word."""

    kind: str
    word: str


def assessment_mark(state: AssessmentState) -> Mark:
    """Return how the state of a self-evaluation is shown."""
    return Mark(_ASSESSMENT_MARKS[state], str(ASSESSMENT_STATE_WORDS[state]))


def task_mark(state: TaskState, *, is_overdue: bool = False) -> Mark:
    """Return how the state of a task is shown."""
    if is_overdue:
        return Mark("no", str(_("Overdue")))
    return Mark(_TASK_MARKS[state], str(TASK_STATE_WORDS[state]))
