"""Aoba orders reports, leaves, and comes back to them."""

from __future__ import annotations

import zipfile
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

import pytest

from hoshimori.assessments.operations import answering, beginning, reporting, submitting
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.queries.reports import report, report_file, reports_of
from hoshimori.assessments.queries.snapshot import present, snapshot
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.snapshot import digest_of
from hoshimori.assessments.rules.states import ReportState
from hoshimori.jobs import tasks
from hoshimori.jobs.queue import TERMS
from hoshimori.parties.operations import access
from hoshimori.shared.actor import SYSTEM, Actor
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast
from tests.queue import drain

MET = Given(AnswerText(Result.MET, reason="就業規則の第12条に定めた。"))


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3 with one answer."""
    begun = beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)
    answering.save(assessment_id=begun, criterion_no="1-2-3-1", given=MET, version=0, actor=cast.ito, at=at)
    return begun


def order(cast: Cast, aobas: UUID, at: datetime, form: str = "PDF", language: str = "ja") -> UUID:
    return reporting.order(assessment_id=aobas, form=form, language=language, actor=cast.sato, at=at)


def state(cast: Cast, aobas: UUID, report_id: UUID, at: datetime) -> ReportState:
    return report(cast.sato, at, aobas, report_id).state


def test_a_report_is_made_in_the_background(cast: Cast, aobas: UUID, at: datetime) -> None:
    report_id = order(cast, aobas, at)
    before = state(cast, aobas, report_id, at)

    drain(at + timedelta(seconds=1))

    assert before == ReportState.ORDERED
    assert state(cast, aobas, report_id, at) == ReportState.READY
    assert report_file(cast.mori, at, aobas, report_id).content.startswith(b"%PDF-")


def test_every_form_and_language_can_be_had(cast: Cast, aobas: UUID, at: datetime) -> None:
    wanted = [(form, language) for form in ("PDF", "XLSX") for language in ("ja", "en")]
    ids = [order(cast, aobas, at, *one) for one in wanted]
    drain(at)

    files = [report_file(cast.sato, at, aobas, one) for one in ids]

    assert [(file.form, file.language) for file in files] == wanted
    assert zipfile.ZipFile(BytesIO(files[2].content)).testzip() is None


def test_who_orders_the_same_twice_gets_the_one_that_is_being_made(cast: Cast, aobas: UUID, at: datetime) -> None:
    first = order(cast, aobas, at)

    assert order(cast, aobas, at) == first
    drain(at)
    assert order(cast, aobas, at) != first


def test_old_reports_stay_and_show_whether_the_content_changed_since(cast: Cast, aobas: UUID, at: datetime) -> None:
    first = order(cast, aobas, at)
    drain(at)
    answering.save(assessment_id=aobas, criterion_no="1-3-1-1", given=MET, version=0, actor=cast.ito, at=at)
    second = order(cast, aobas, at + timedelta(minutes=1))
    drain(at + timedelta(minutes=1))

    now = present(cast.sato, at, aobas)
    lines = reports_of(cast.sato, at, aobas)

    assert [(line.id, now.is_unchanged_since(line.digest)) for line in lines] == [(second, True), (first, False)]


def test_once_handed_over_the_report_is_about_what_was_handed_over(cast: Cast, aobas: UUID, at: datetime) -> None:
    before = order(cast, aobas, at)
    digest = submitting.submit(
        assessment_id=aobas,
        seen_digest=digest_of(snapshot(cast.sato, at, aobas)),
        reason="相談のため。",
        actor=cast.sato,
        at=at,
    )

    after = order(cast, aobas, at)

    now = present(cast.sato, at, aobas)
    lines = {line.id: line for line in reports_of(cast.sato, at, aobas)}
    assert lines[after].digest == digest != lines[before].digest
    assert now.is_unchanged_since(lines[before].digest)
    assert now.is_unchanged_since(lines[after].digest)


def test_a_report_whose_worker_was_killed_is_made_by_another(cast: Cast, aobas: UUID, at: datetime) -> None:
    report_id = order(cast, aobas, at)
    reporting.start(report_id=report_id, actor=SYSTEM, at=at)
    assert state(cast, aobas, report_id, at) == ReportState.MAKING

    drain(at + timedelta(minutes=5))

    assert state(cast, aobas, report_id, at) == ReportState.READY


def test_a_report_that_cannot_be_made_says_so_and_can_be_tried_again(cast: Cast, aobas: UUID, at: datetime) -> None:
    report_id = order(cast, aobas, at)
    reporting.start(report_id=report_id, actor=SYSTEM, at=at)
    give_up = TERMS[tasks.make_report.module_path].give_up
    assert give_up is not None
    give_up(str(report_id), at=at)
    failed = state(cast, aobas, report_id, at)

    reporting.try_again(assessment_id=aobas, report_id=report_id, actor=cast.ito, at=at)
    drain(at)

    assert failed == ReportState.FAILED
    assert state(cast, aobas, report_id, at) == ReportState.READY
    with pytest.raises(NotPossibleNow):
        reporting.try_again(assessment_id=aobas, report_id=report_id, actor=cast.ito, at=at)


def test_only_hoshimori_itself_makes_reports(cast: Cast, aobas: UUID, at: datetime) -> None:
    report_id = order(cast, aobas, at)

    with pytest.raises(NotPermitted):
        reporting.start(report_id=report_id, actor=cast.sato, at=at)
    with pytest.raises(NotPermitted):
        reporting.finish(report_id=report_id, content=b"forged", actor=cast.sato, at=at)
    with pytest.raises(NotPermitted):
        reporting.fail(report_id=report_id, actor=cast.sato, at=at)


@pytest.mark.parametrize(("form", "language"), [("HTML", "ja"), ("PDF", "fr"), ("", "")])
def test_there_are_no_other_forms_and_languages(
    cast: Cast, aobas: UUID, at: datetime, form: str, language: str
) -> None:
    with pytest.raises(Invalid, match="NOT_IN_LIST"):
        order(cast, aobas, at, form, language)


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_others_find_no_reports(cast: Cast, aobas: UUID, at: datetime, who: str) -> None:
    outsider: Actor = getattr(cast, who)
    report_id = order(cast, aobas, at)
    drain(at)

    assert reports_of(outsider, at, aobas) == ()
    with pytest.raises(NotFound):
        report(outsider, at, aobas, report_id)
    with pytest.raises(NotFound):
        report_file(outsider, at, aobas, report_id)
    with pytest.raises(NotFound):
        reporting.order(assessment_id=aobas, form="PDF", language="ja", actor=outsider, at=at)
    with pytest.raises(NotFound):
        reporting.try_again(assessment_id=aobas, report_id=report_id, actor=outsider, at=at)


def test_a_report_is_found_only_under_its_own_self_evaluation(cast: Cast, aobas: UUID, at: datetime) -> None:
    other = beginning.begin(level=4, title="★4", actor=cast.sato, at=at)
    report_id = order(cast, aobas, at)

    with pytest.raises(NotFound):
        report(cast.sato, at, other, report_id)
    with pytest.raises(NotFound):
        reporting.try_again(assessment_id=other, report_id=report_id, actor=cast.sato, at=at)


def test_an_officer_with_open_access_may_read_but_not_order(cast: Cast, aobas: UUID, at: datetime) -> None:
    report_id = order(cast, aobas, at)
    drain(at)
    access.open_to(
        organization_id=cast.sato.organization_id,
        reason="問い合わせ 12 への回答のため",
        hours=1,
        actor=cast.hayashi,
        at=at,
    )

    assert report_file(cast.hayashi, at, aobas, report_id).content
    with pytest.raises(NotPermitted):
        reporting.order(assessment_id=aobas, form="PDF", language="ja", actor=cast.hayashi, at=at)
