"""What a machine finds missing before a self-evaluation is handed over, and what it does not complain about."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from hoshimori.assessments.rules.answers import Result
from hoshimori.assessments.rules.checks import Finding, Lack, findings
from hoshimori.assessments.rules.snapshot import CriterionPart, Snapshot, digest_of, substance_of
from hoshimori.schemes.queries import edition
from hoshimori.schemes.rules import Level

EDITION = edition("2026-03-27")
TODAY = date(2026, 11, 23)
ONE, CONDITIONAL = "1-2-3-1", "4-1-2-4"
MONTHLY = next(no for no, one in EDITION.criteria.items() if one.record and str(one.record.period).count("months=1,"))
EXCLUSION = {"what": "検査室のPC", "category": "OTHER", "reason": "更新できない。", "limits_risk": "切り離した。"}
ALTERNATIVE = {"goal": "守る。", "means": "金庫に入れる。", "why_equal": "鍵は2人だけ。"}


def piece(until: str = "2026-12-01") -> dict[str, str]:
    return {
        "name": "写し",
        "held": "UPLOADED",
        "place": "",
        "sha256": "a" * 64,
        "covers_from": "",
        "covers_until": until,
    }


def criterion(no: str, **others: object) -> CriterionPart:
    whole: dict[str, object] = {
        "no": no,
        "result": Result.MET.value,
        "to_confirm": False,
        "reason": "定めた。",
        "plan": "",
        "note": "",
        "responsible": "",
        "due_on": "",
        "alternative": None,
        "evidence": [piece()],
        "minutes": 0,
    }
    return cast("CriterionPart", whole | others)


def snapshot(*changed: CriterionPart, **others: object) -> Snapshot:
    """Return a self-evaluation in which nothing is missing but what is changed."""
    parts = {one.no: criterion(one.no) for one in EDITION.criteria_of(Level.FOUR)}
    scope = {"unit": "ENTITY", "statement": "全社。", "items": [], "exclusions": [EXCLUSION]}
    whole: dict[str, Any] = {"scope": scope, "tasks": [], "effort": [], "handing_over": None, **others}
    return cast("Snapshot", whole | {"criteria": list((parts | {part["no"]: part for part in changed}).values())})


def found(*changed: CriterionPart, **others: object) -> list[tuple[Lack, str]]:
    return [(one.lack, one.criterion_no or one.about) for one in findings(snapshot(*changed, **others), EDITION, TODAY)]


def test_nothing_is_found_where_everything_is_there() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "lack"),
    [
        ({"result": ""}, Lack.UNANSWERED),
        ({"to_confirm": True}, Lack.TO_CONFIRM),
        ({"result": "NOT_MET"}, Lack.NOT_MET),
        ({"result": "NOT_APPLICABLE"}, Lack.BASIS_MISSING),
        ({"evidence": []}, Lack.EVIDENCE_MISSING),
        ({"alternative": ALTERNATIVE | {"goal": ""}}, Lack.ALTERNATIVE_WITHOUT_REASON),
        ({"alternative": ALTERNATIVE | {"means": " "}}, Lack.ALTERNATIVE_WITHOUT_REASON),
        ({"alternative": ALTERNATIVE | {"why_equal": "\n"}}, Lack.ALTERNATIVE_WITHOUT_REASON),
    ],
)
def test_a_lack_at_a_criterion_is_found(changes: dict[str, object], lack: Lack) -> None:
    assert found(criterion(ONE, **changes)) == [(lack, ONE)]


def test_not_applicable_needs_a_basis_even_where_it_is_allowed() -> None:
    with_basis = criterion(CONDITIONAL, result="NOT_APPLICABLE", reason="開発環境はありません。", evidence=[])
    without = criterion(CONDITIONAL, result="NOT_APPLICABLE", reason=" ", evidence=[])

    assert found(with_basis) == []
    assert found(without) == [(Lack.BASIS_MISSING, CONDITIONAL)]


def test_evidence_is_asked_only_of_what_is_met() -> None:
    assert found(criterion(ONE, result="NOT_MET", evidence=[])) == [(Lack.NOT_MET, ONE)]


def test_the_newest_record_counts_and_its_period_is_that_of_the_criterion() -> None:
    last_month, this_month = piece("2026-10-20"), piece("2026-11-02")

    assert found(criterion(MONTHLY, evidence=[last_month, this_month])) == []
    assert found(criterion(MONTHLY, evidence=[last_month])) == [(Lack.RECORD_OLD, MONTHLY)]
    assert found(criterion(MONTHLY, evidence=[piece("")])) == [(Lack.RECORD_UNDATED, MONTHLY)]
    assert found(criterion(ONE, evidence=[last_month])) == []


def test_an_old_record_says_until_when_it_speaks() -> None:
    (one,) = findings(snapshot(criterion(MONTHLY, evidence=[piece("2026-01-31")])), EDITION, TODAY)

    assert one == Finding(Lack.RECORD_OLD, MONTHLY, newest_until=date(2026, 1, 31))


@pytest.mark.parametrize("missing", ["category", "reason", "limits_risk"])
def test_an_exclusion_needs_category_reason_and_what_limits_the_risk(missing: str) -> None:
    scope = {"unit": "ENTITY", "statement": "全社。", "items": [], "exclusions": [EXCLUSION | {missing: ""}]}

    assert found(scope=scope) == [(Lack.EXCLUSION_WITHOUT_REASON, "検査室のPC")]


def test_a_scope_that_says_nothing_is_found() -> None:
    nothing = {"unit": "ENTITY", "statement": " ", "items": [], "exclusions": []}
    named = nothing | {"items": [{"kind": "SITE", "name": "本社", "detail": ""}]}

    assert found(scope=nothing) == [(Lack.SCOPE_EMPTY, "")]
    assert found(scope=named) == []


def test_findings_come_in_the_order_in_which_one_would_see_to_them() -> None:
    scope = {"unit": "", "statement": "", "items": [], "exclusions": []}
    changed = [criterion("1-2-1-1", evidence=[]), criterion("4-1-3-2", result=""), criterion("1-2-3-1", result="")]

    assert found(*changed, scope=scope) == [
        (Lack.SCOPE_EMPTY, ""),
        (Lack.UNANSWERED, "1-2-3-1"),
        (Lack.UNANSWERED, "4-1-3-2"),
        (Lack.EVIDENCE_MISSING, "1-2-1-1"),
    ]


@pytest.mark.parametrize(
    "later",
    [
        {"tasks": [{"criterion": "", "what": "報告する", "owner": "", "due_on": ""}]},
        {"effort": [{"person": "佐藤 花子", "minutes": 30}]},
        {"handing_over": {"number": 1}},
    ],
)
def test_tasks_and_time_change_a_report_but_void_no_handing_over(later: dict[str, object]) -> None:
    before, after = snapshot(), snapshot(**later)

    assert digest_of(before) != digest_of(after)
    assert substance_of(before) == substance_of(after)


def test_any_word_of_an_answer_voids_a_handing_over() -> None:
    assert substance_of(snapshot()) != substance_of(snapshot(criterion(ONE, note="。")))
    assert substance_of(snapshot()) == substance_of(snapshot(criterion(ONE, minutes=15)))
