"""The lifecycles of this part: one table a subject."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.lifecycle import Lifecycle, Step


class AssessmentState(StrEnum):
    """Where a self-evaluation stands."""

    ANSWERING = "ANSWERING"
    SUBMITTED = "SUBMITTED"
    CLOSED = "CLOSED"


class AssessmentAction(StrEnum):
    """What can be done with a self-evaluation as a whole."""

    BEGIN = "BEGIN"
    SUBMIT = "SUBMIT"
    TAKE_BACK = "TAKE_BACK"
    CLOSE = "CLOSE"
    REOPEN = "REOPEN"


ASSESSMENT: Lifecycle[AssessmentState, AssessmentAction] = Lifecycle(
    "self-evaluation",
    [
        Step(None, AssessmentAction.BEGIN, AssessmentState.ANSWERING),
        Step(AssessmentState.ANSWERING, AssessmentAction.SUBMIT, AssessmentState.SUBMITTED),
        Step(AssessmentState.SUBMITTED, AssessmentAction.TAKE_BACK, AssessmentState.ANSWERING),
        Step(AssessmentState.ANSWERING, AssessmentAction.CLOSE, AssessmentState.CLOSED),
        Step(AssessmentState.SUBMITTED, AssessmentAction.CLOSE, AssessmentState.CLOSED),
        Step(AssessmentState.CLOSED, AssessmentAction.REOPEN, AssessmentState.ANSWERING),
    ],
)


def takes_answers(state: AssessmentState) -> bool:
    """Tell whether criteria can be answered: not once the self-evaluation is handed over or closed."""
    return state == AssessmentState.ANSWERING


def takes_comments(state: AssessmentState) -> bool:
    """Tell whether colleagues can still talk about it: also when it is handed over, not when it is closed."""
    return state != AssessmentState.CLOSED


class ImportState(StrEnum):
    """Where a workbook that was handed in stands: nothing is written until it is accepted."""

    PROPOSED = "PROPOSED"
    ACCEPTED = "ACCEPTED"
    DISCARDED = "DISCARDED"


class ImportAction(StrEnum):
    """What can happen to a workbook that was handed in.

    TAKE_PART: some of the chosen rows were changed by somebody else in the meantime and are shown again.
    """

    HAND_IN = "HAND_IN"
    TAKE_PART = "TAKE_PART"
    ACCEPT = "ACCEPT"
    DISCARD = "DISCARD"


IMPORT: Lifecycle[ImportState, ImportAction] = Lifecycle(
    "import of a workbook",
    [
        Step(None, ImportAction.HAND_IN, ImportState.PROPOSED),
        Step(ImportState.PROPOSED, ImportAction.TAKE_PART, ImportState.PROPOSED),
        Step(ImportState.PROPOSED, ImportAction.ACCEPT, ImportState.ACCEPTED),
        Step(ImportState.PROPOSED, ImportAction.DISCARD, ImportState.DISCARDED),
    ],
)


class ReportState(StrEnum):
    """Where a report that was ordered stands."""

    ORDERED = "ORDERED"
    MAKING = "MAKING"
    READY = "READY"
    FAILED = "FAILED"


class ReportAction(StrEnum):
    """What can happen to a report."""

    ORDER = "ORDER"
    START = "START"
    FINISH = "FINISH"
    FAIL = "FAIL"
    TRY_AGAIN = "TRY_AGAIN"


REPORT: Lifecycle[ReportState, ReportAction] = Lifecycle(
    "report",
    [
        Step(None, ReportAction.ORDER, ReportState.ORDERED),
        Step(ReportState.ORDERED, ReportAction.START, ReportState.MAKING),
        Step(ReportState.MAKING, ReportAction.START, ReportState.MAKING),
        Step(ReportState.MAKING, ReportAction.FINISH, ReportState.READY),
        Step(ReportState.MAKING, ReportAction.FAIL, ReportState.FAILED),
        Step(ReportState.FAILED, ReportAction.TRY_AGAIN, ReportState.ORDERED),
    ],
)


class ScanState(StrEnum):
    """Whether an uploaded file was looked at for malware."""

    NOT_CONFIGURED = "NOT_CONFIGURED"
    WAITING = "WAITING"
    CLEAN = "CLEAN"
    INFECTED = "INFECTED"


class ScanAction(StrEnum):
    """What can happen to a file that waits for the scanner."""

    KEEP = "KEEP"
    QUEUE = "QUEUE"
    PASS = "PASS"  # noqa: S105 - the scanner lets the file pass
    CONDEMN = "CONDEMN"


SCAN: Lifecycle[ScanState, ScanAction] = Lifecycle(
    "scan of an evidence file",
    [
        Step(None, ScanAction.KEEP, ScanState.NOT_CONFIGURED),
        Step(None, ScanAction.QUEUE, ScanState.WAITING),
        Step(ScanState.WAITING, ScanAction.PASS, ScanState.CLEAN),
        Step(ScanState.WAITING, ScanAction.CONDEMN, ScanState.INFECTED),
    ],
)
