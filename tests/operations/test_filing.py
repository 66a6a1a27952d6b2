"""Sato files what Mori declared; once for a level, under the edition in force, and takes it back if she must."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from hoshimori.assessments.operations import submitting
from hoshimori.confirmations.queries.declarations import for_filing
from hoshimori.registry.operations import deciding, filing
from hoshimori.registry.queries.filings import filing as one_filing
from hoshimori.registry.queries.filings import filings, filings_of, filings_of_assessment
from hoshimori.registry.rules.formal import Notable
from hoshimori.registry.rules.states import FilingKind, FilingState
from hoshimori.schemes.operations import editions
from hoshimori.shared.actor import SYSTEM, Actor
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast, Experts
from tests.confirming import confirmed, declared, hand_over_anew
from tests.journal import acts_about
from tests.registering import ALL_HOLD, SUMMARY, SUMMARY_EN, check, eligible_for_years, file, filed, registered


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    return eligible_for_years(experts.kiyota, cast.hayashi)


def test_sato_files_what_mori_declared(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = declared(cast.sato, kiyota, cast.mori, at)

    filing_id = file(matter, at)

    seen = one_filing(cast.sato, at, filing_id)
    assert (seen.line.kind, seen.line.state, seen.line.level) == (FilingKind.NEW, FilingState.FILED, 3)
    assert seen.whole_digest == for_filing(cast.sato, at, matter.assessment_id).whole_digest
    assert (seen.scope_summary.ja, seen.scope_summary.en) == (SUMMARY, SUMMARY_EN)
    assert seen.is_declaration_in_force
    assert acts_about(cast.sato)[-1] == "registry:filing:filed"
    assert filings_of(cast.ito, at) == filings_of_assessment(cast.sato, at, matter.assessment_id) == (seen.line,)


def test_the_officer_reads_who_confirmed_and_declared_and_no_answer(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = filed(cast, kiyota, at)

    paper = one_filing(cast.hayashi, at, done.filing_id).paper

    assert paper["organization"]["name_ja"] == "青葉部品株式会社"
    assert paper["confirmation"]["expert"]["name"] == "清田 実"
    assert (paper["declaration"]["name"], paper["declaration"]["title"]) == ("森 健一", "代表取締役")
    assert paper["scope"]["statement"] == "本社の全員。"
    assert "規程に定め" not in str(paper)
    assert "書類と画面" not in str(paper)


def test_hoshimori_points_out_that_it_was_handed_over_in_spite_of_findings(
    cast: Cast, kiyota: Actor, at: datetime
) -> None:
    done = filed(cast, kiyota, at)

    seen = one_filing(cast.hayashi, at, done.filing_id)

    assert seen.notables == (Notable.HANDED_OVER_WITH_REASON,)
    assert one_filing(cast.sato, at, done.filing_id).notables == ()


def test_an_in_house_expert_is_pointed_out(cast: Cast, experts: Experts, at: datetime) -> None:
    minami = eligible_for_years(experts.minami, cast.hayashi)

    filing_id = file(declared(cast.sato, minami, cast.mori, at), at)

    assert Notable.IN_HOUSE in one_filing(cast.hayashi, at, filing_id).notables


def test_what_was_only_confirmed_cannot_be_filed(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirmed(cast.sato, kiyota, at)

    with pytest.raises(NotPossibleNow, match="NOT_DECLARED"):
        file(matter, at)


def test_a_later_change_makes_the_declaration_void_for_filing(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = declared(cast.sato, kiyota, cast.mori, at)
    hand_over_anew(matter.assessment_id, cast.sato, at)

    with pytest.raises(NotPossibleNow, match="DECLARATION_VOID"):
        file(matter, at)


def test_a_change_after_filing_is_pointed_out_to_the_officer(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = filed(cast, kiyota, at)

    submitting.take_back(assessment_id=done.matter.assessment_id, actor=cast.sato, at=at)

    seen = one_filing(cast.hayashi, at, done.filing_id)
    assert not seen.is_declaration_in_force
    assert seen.notables[0] == Notable.DECLARATION_VOID


def test_one_filing_of_a_level_waits_at_a_time(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = filed(cast, kiyota, at)

    with pytest.raises(NotPossibleNow, match="FILED_ALREADY"):
        file(done.matter, at)


def test_who_is_registered_files_no_first_registration(cast: Cast, kiyota: Actor, at: datetime) -> None:
    registered(cast, kiyota, at)
    later = at + timedelta(days=30)
    second = declared(cast.sato, kiyota, cast.mori, later)

    with pytest.raises(NotPossibleNow, match="REGISTERED_ALREADY"):
        file(second, later)


def test_what_was_declared_is_registered_only_once(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = registered(cast, kiyota, at)
    much_later = at + timedelta(days=800)

    with pytest.raises(NotPossibleNow, match="REGISTERED_BY_THIS_ALREADY"):
        file(done.filed.matter, much_later)


def test_a_superseded_edition_takes_no_filing(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = declared(cast.sato, kiyota, cast.mori, at)
    later = at + timedelta(days=1)
    editions.supersede(code="2026-03-27", actor=SYSTEM, at=later)

    with pytest.raises(NotPossibleNow, match="EDITION_NOT_IN_FORCE"):
        file(matter, later)


@pytest.mark.parametrize(
    ("summaries", "code"), [(("", ""), "SCOPE_SUMMARY_MISSING"), (("本社", "x" * 401), "TOO_LONG")]
)
def test_the_summary_that_becomes_public_is_needed_in_japanese(
    cast: Cast, kiyota: Actor, at: datetime, summaries: tuple[str, str], code: str
) -> None:
    matter = declared(cast.sato, kiyota, cast.mori, at)

    with pytest.raises(Invalid, match=code):
        filing.file(
            assessment_id=matter.assessment_id,
            scope_summary_ja=summaries[0],
            scope_summary_en=summaries[1],
            renews=None,
            actor=cast.sato,
            at=at,
        )


def test_sato_takes_the_filing_back_and_files_again(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = filed(cast, kiyota, at)

    filing.withdraw(filing_id=done.filing_id, reason="適用範囲の要約を直します。", actor=cast.sato, at=at)
    again = file(done.matter, at)

    before, after = (one_filing(cast.sato, at, one) for one in (done.filing_id, again))
    assert (before.line.state, before.reason) == (FilingState.WITHDRAWN, "適用範囲の要約を直します。")
    assert after.line.state == FilingState.FILED
    assert "registry:filing:withdrawn" in acts_about(cast.sato)


def test_taking_back_needs_a_reason_and_a_filing_that_waits(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = filed(cast, kiyota, at)

    with pytest.raises(Invalid, match="WHY_MISSING"):
        filing.withdraw(filing_id=done.filing_id, reason=" ", actor=cast.sato, at=at)
    deciding.refuse(filing_id=done.filing_id, reason="要約が範囲と合いません。", actor=cast.hayashi, at=at)
    with pytest.raises(NotPossibleNow):
        filing.withdraw(filing_id=done.filing_id, reason="やめます。", actor=cast.sato, at=at)


def test_a_contributor_does_not_file(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = declared(cast.sato, kiyota, cast.mori, at)

    with pytest.raises(NotPermitted):
        filing.file(
            assessment_id=matter.assessment_id,
            scope_summary_ja=SUMMARY,
            scope_summary_en="",
            renews=None,
            actor=cast.ito,
            at=at,
        )


@pytest.mark.parametrize("who", ["kuro", "tanaka", "ono"])
def test_others_find_no_such_filing(cast: Cast, kiyota: Actor, at: datetime, who: str) -> None:
    done = filed(cast, kiyota, at)
    outsider: Actor = getattr(cast, who)

    for attempt in (
        lambda: one_filing(outsider, at, done.filing_id),
        lambda: filing.withdraw(filing_id=done.filing_id, reason="x", actor=outsider, at=at),
        lambda: deciding.check(filing_id=done.filing_id, points=ALL_HOLD, actor=outsider, at=at),
        lambda: file(replace(done.matter, actor=outsider), at),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert filings_of(outsider, at) == ()
    assert filings(outsider, at).lines == ()


def test_the_officer_sees_filings_by_age(
    cast: Cast, kiyota: Actor, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    done = filed(cast, kiyota, at)
    later = at + timedelta(days=12)

    with django_assert_num_queries(1):
        (line,) = filings(cast.hayashi, later).lines

    assert (line.id, line.days_waiting, line.name.ja) == (done.filing_id, 12, "青葉部品株式会社")
    assert filings(cast.hayashi, later, state=FilingState.CHECKED.value).lines == ()
    check(done, later)
    assert filings(cast.hayashi, later, state=FilingState.CHECKED.value).lines[0].id == done.filing_id
    assert filings(cast.hayashi, later, after=done.filing_id).lines == ()


def test_what_nobody_filed_is_not_there(cast: Cast, at: datetime) -> None:
    with pytest.raises(NotFound):
        one_filing(cast.hayashi, at, UUID(int=7))
