"""Tables of self-evaluations."""

from hoshimori.assessments.models.answering import Alternative, Answer, Assessment, Comment, Submission, TimeSpent
from hoshimori.assessments.models.evidence import Evidence, EvidenceUse
from hoshimori.assessments.models.following import CalendarFeed, Task
from hoshimori.assessments.models.papers import Report, WorkbookImport
from hoshimori.assessments.models.scope import Exclusion, Scope, ScopeItem

__all__ = [
    "Alternative",
    "Answer",
    "Assessment",
    "CalendarFeed",
    "Comment",
    "Evidence",
    "EvidenceUse",
    "Exclusion",
    "Report",
    "Scope",
    "ScopeItem",
    "Submission",
    "Task",
    "TimeSpent",
    "WorkbookImport",
]
