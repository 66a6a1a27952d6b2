"""Acts about what goes out and comes in: workbooks, submissions, reports."""

from __future__ import annotations

from uuid import UUID

from hoshimori.assessments.operations import importing, reporting, submitting
from hoshimori.assessments.queries.seeing import seen_by
from hoshimori.assessments.queries.snapshot import snapshot_of
from hoshimori.assessments.queries.workbooks import workbook
from hoshimori.assessments.rules.snapshot import digest_of
from hoshimori.shared.actor import SYSTEM
from tests.exchange.workbooks import changed
from tests.security.acts.telling import CRITERION, Doing, Stage, tells

POLICY = "1-3-1-1"
REASON = "残りは次の回に答える。"


def filled(stage: Stage) -> bytes:
    """Return Aoba's workbook with two answers written into it."""
    content = workbook(stage.cast.sato, stage.at, stage.aobas, "ja").content
    return changed(content, {CRITERION: {"自己評価": "○"}, POLICY: {"自己評価": "×"}})


def handed_in(stage: Stage) -> UUID:
    content = filled(stage)
    return importing.hand_in(assessment_id=stage.aobas, file_name="自己評価.xlsx", content=content, **stage.sato)


@tells(importing.hand_in)
def a_workbook_is_handed_in(stage: Stage) -> Doing:
    content = filled(stage)
    return lambda: importing.hand_in(
        assessment_id=stage.aobas, file_name="自己評価.xlsx", content=content, **stage.sato
    )


@tells(importing.accept)
def a_workbook_is_accepted(stage: Stage) -> Doing:
    import_id = handed_in(stage)
    return lambda: importing.accept(
        assessment_id=stage.aobas,
        import_id=import_id,
        chosen={CRITERION: 0, POLICY: 0},
        erase_blanks=False,
        **stage.sato,
    )


@tells(importing.discard)
def a_workbook_is_put_aside(stage: Stage) -> Doing:
    import_id = handed_in(stage)
    return lambda: importing.discard(assessment_id=stage.aobas, import_id=import_id, **stage.sato)


def submitted(stage: Stage) -> str:
    now = snapshot_of(seen_by(stage.cast.sato, stage.at, stage.aobas), stage.cast.sato, stage.at)
    return submitting.submit(assessment_id=stage.aobas, seen_digest=digest_of(now), reason=REASON, **stage.sato)


@tells(submitting.submit)
def a_self_evaluation_is_handed_over(stage: Stage) -> Doing:
    stage.answer()
    return lambda: submitted(stage)


@tells(submitting.take_back)
def a_self_evaluation_is_taken_back(stage: Stage) -> Doing:
    submitted(stage)
    return lambda: submitting.take_back(assessment_id=stage.aobas, **stage.sato)


def ordered(stage: Stage) -> UUID:
    return reporting.order(assessment_id=stage.aobas, form="PDF", language="ja", **stage.sato)


def begun(stage: Stage) -> UUID:
    report_id = ordered(stage)
    reporting.start(report_id=report_id, **stage.who(SYSTEM))
    return report_id


@tells(reporting.order)
def a_report_is_ordered(stage: Stage) -> Doing:
    return lambda: ordered(stage)


@tells(reporting.start)
def a_report_is_being_made(stage: Stage) -> Doing:
    report_id = ordered(stage)
    return lambda: reporting.start(report_id=report_id, **stage.who(SYSTEM))


@tells(reporting.finish)
def a_report_is_made(stage: Stage) -> Doing:
    report_id = begun(stage)
    return lambda: reporting.finish(report_id=report_id, content=b"%PDF-1.7", **stage.who(SYSTEM))


@tells(reporting.fail)
def a_report_cannot_be_made(stage: Stage) -> Doing:
    report_id = begun(stage)
    return lambda: reporting.fail(report_id=report_id, **stage.who(SYSTEM))


@tells(reporting.try_again)
def a_report_is_tried_again(stage: Stage) -> Doing:
    report_id = begun(stage)
    reporting.fail(report_id=report_id, **stage.who(SYSTEM))
    return lambda: reporting.try_again(assessment_id=stage.aobas, report_id=report_id, **stage.sato)
