"""What an expert has to judge, when everything is met, and what stands word for word as it did before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hoshimori.assessments.rules.snapshot import Snapshot
from hoshimori.confirmations.rules.asking import (
    checked_message,
    checked_reason,
    checked_return_reason,
    require_confirmed_level,
)
from hoshimori.confirmations.rules.judging import (
    JudgementValue,
    Key,
    carried_over,
    checked_manner,
    checked_subjects,
    checked_verdict,
    evidence_in,
    has_scope_changed,
    require_confirmable,
    still_open,
    to_judge,
    unchanged,
    unmet,
)
from hoshimori.confirmations.rules.papers import ConfirmationPaper, whole_digest
from hoshimori.confirmations.rules.statement import CURRENT, STATEMENTS, checked_title, is_fresh, require_fresh
from hoshimori.confirmations.rules.states import About, Manner, Verdict
from hoshimori.schemes.rules import Level
from hoshimori.shared.refusal import Invalid, NotFound, NotPossibleNow
from tests.exchange.snapshots import EDITION, EXCLUSION, PIECE, aobas, criterion

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ONE, OTHER, CONDITIONAL = "1-2-3-1", "1-3-1-1", "4-1-2-4"
ALTERNATIVE = {"goal": "守る。", "means": "金庫に入れる。", "why_equal": "鍵は2人だけ。"}
OTHER_EXCLUSION = {**EXCLUSION, "what": "工場の監視カメラ"}


def with_scope(*exclusions: dict[str, str], statement: str = "本社の全員。") -> Snapshot:
    scope = {"unit": "ENTITY", "statement": statement, "items": [], "exclusions": list(exclusions)}
    return aobas(3, scope=scope)


def whole(*changed: dict[str, object]) -> Snapshot:
    """Return a self-evaluation that leaves nothing out."""
    return aobas(3, *changed, scope=with_scope()["scope"])


def said(snapshot: Snapshot, **others: Any) -> dict[Key, JudgementValue]:
    """Return agreement with everything."""
    verdict = others.get("verdict", Verdict.AGREED)
    return {one.key: JudgementValue(one.key, verdict, "確かめた。", 1, AT) for one in to_judge(snapshot)}


def test_every_criterion_every_alternative_and_every_exclusion_is_judged() -> None:
    scope = {"unit": "ENTITY", "statement": "", "items": [], "exclusions": [EXCLUSION, OTHER_EXCLUSION]}
    snapshot = aobas(3, criterion(ONE, alternative=ALTERNATIVE), scope=scope)

    subjects = to_judge(snapshot)

    kinds = [subject.key.about for subject in subjects]
    assert [kinds.count(about) for about in About] == [81, 1, 2]
    assert (subjects[-1].key.subject, subjects[-1].label) == ("1", "工場の監視カメラ")


def test_what_nobody_judged_stays_open() -> None:
    snapshot = aobas(3, criterion(ONE, alternative=ALTERNATIVE))
    judgements = said(snapshot)
    del judgements[Key(About.ALTERNATIVE, ONE)]

    assert [subject.key for subject in still_open(snapshot, judgements)] == [Key(About.ALTERNATIVE, ONE)]


@pytest.mark.parametrize(
    "changed",
    [
        criterion(ONE, result=""),
        criterion(ONE, result="NOT_MET"),
        criterion(ONE, to_confirm=True),
        criterion(ONE, result="NOT_APPLICABLE", reason="使っていない。"),
        criterion(CONDITIONAL, result="NOT_APPLICABLE", reason=" \n"),
    ],
)
def test_a_criterion_in_the_way_of_a_star_is_named(changed: dict[str, object]) -> None:
    assert unmet(aobas(3, changed), EDITION) == (changed["no"],)


def test_a_conditional_criterion_that_does_not_apply_on_a_basis_is_in_nobodys_way() -> None:
    rightly = criterion(CONDITIONAL, result="NOT_APPLICABLE", reason="開発用の環境を持っていない。")

    assert unmet(aobas(3, rightly), EDITION) == ()


def test_a_criterion_that_is_not_there_at_all_is_not_met() -> None:
    snapshot = aobas(3)
    snapshot["criteria"].pop(0)

    assert unmet(snapshot, EDITION) == (EDITION.criteria_of(Level.THREE)[0].no,)


def test_only_where_all_is_judged_agreed_and_met_can_be_confirmed() -> None:
    snapshot = with_scope(EXCLUSION)
    exclusion = Key(About.EXCLUSION, "0")
    refused = JudgementValue(exclusion, Verdict.NOT_AGREED, "切り離した記録がない。", 1, AT)

    with pytest.raises(NotPossibleNow, match="NOT_ALL_JUDGED"):
        require_confirmable(snapshot, EDITION, {})
    with pytest.raises(NotPossibleNow, match="NOT_ALL_AGREED"):
        require_confirmable(snapshot, EDITION, said(snapshot) | {exclusion: refused})
    unmet_one = aobas(3, criterion(ONE, result="NOT_MET"))
    with pytest.raises(NotPossibleNow, match="CRITERIA_NOT_MET") as refusal:
        require_confirmable(unmet_one, EDITION, said(unmet_one))
    assert refusal.value.particulars == {"criteria": ONE}
    require_confirmable(snapshot, EDITION, said(snapshot))


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": "ほかの記録で確かめた。"},
        {"result": "NOT_MET"},
        {"alternative": ALTERNATIVE},
        {"evidence": [PIECE]},
        {"note": "追記"},
    ],
)
def test_a_criterion_that_reads_otherwise_has_changed(changes: dict[str, object]) -> None:
    same = unchanged(whole(), whole(criterion(ONE, **changes)))

    assert Key(About.CRITERION, ONE) not in same
    assert len(same) == 80


def test_minutes_spent_are_no_change() -> None:
    assert Key(About.CRITERION, ONE) in unchanged(aobas(3), aobas(3, criterion(ONE, minutes=30)))


def test_an_exclusion_that_moved_is_the_same_one() -> None:
    then, now = with_scope(EXCLUSION, OTHER_EXCLUSION), with_scope(OTHER_EXCLUSION)

    same = unchanged(then, now)

    assert same[Key(About.EXCLUSION, "0")] == Key(About.EXCLUSION, "1")
    assert not has_scope_changed(then, now)
    assert has_scope_changed(then, with_scope(EXCLUSION, statement="本社と工場。"))


def test_only_agreement_about_what_did_not_change_is_carried_over() -> None:
    then, now = whole(), whole(criterion(ONE, reason="直した。"))
    former = said(then)
    refused = Key(About.CRITERION, OTHER)
    former[refused] = JudgementValue(refused, Verdict.NOT_AGREED, "記録がない。", 1, AT)

    carried = carried_over(unchanged(then, now), former)

    assert Key(About.CRITERION, ONE) not in carried
    assert refused not in carried
    assert len(carried) == 79


def test_only_evidence_that_was_handed_over_is_found() -> None:
    snapshot = aobas(3, criterion(ONE, evidence=[PIECE, {**PIECE, "sha256": "", "held": "AT_COMPANY"}]))

    assert evidence_in(snapshot, str(PIECE["sha256"])) is not None
    assert evidence_in(snapshot, "b" * 64) is None
    assert evidence_in(snapshot, "") is None


def test_what_is_judged_at_once_is_something_that_was_handed_over() -> None:
    subjects = to_judge(whole())
    key = Key(About.CRITERION, ONE)

    assert checked_subjects([key, key], subjects) == (key,)
    with pytest.raises(Invalid, match="NOTHING_CHOSEN"):
        checked_subjects([], subjects)
    with pytest.raises(NotFound):
        checked_subjects([key, Key(About.EXCLUSION, "0")], subjects)


def test_words_of_a_judgement_are_known_ones_and_never_empty() -> None:
    assert (checked_verdict("AGREED"), checked_manner("VISIT")) == (Verdict.AGREED, Manner.VISIT)
    with pytest.raises(Invalid, match="VERDICT_MISSING"):
        checked_verdict("PERHAPS")
    with pytest.raises(Invalid, match="MANNER_MISSING"):
        checked_manner("")
    with pytest.raises(Invalid, match="REASON_MISSING"):
        checked_reason(" \n")
    with pytest.raises(Invalid, match="RETURN_REASON_MISSING"):
        checked_return_reason("", is_needed=True)
    assert checked_return_reason("", is_needed=False) == ""
    with pytest.raises(Invalid, match="TOO_LONG"):
        checked_message("あ" * 4001)


def test_an_evaluation_body_judges_star_4() -> None:
    require_confirmed_level(3)
    with pytest.raises(NotPossibleNow, match="LEVEL_NOT_CONFIRMED_BY_EXPERT"):
        require_confirmed_level(4)


@pytest.mark.parametrize("minutes", [0, 5])
def test_a_proof_of_the_last_five_minutes_is_fresh(minutes: int) -> None:
    assert is_fresh(AT - timedelta(minutes=minutes), AT)


@pytest.mark.parametrize("proof", [None, AT - timedelta(minutes=5, microseconds=1), AT + timedelta(seconds=1)])
def test_no_other_proof_is(proof: datetime | None) -> None:
    with pytest.raises(NotPossibleNow, match="FRESH_PROOF_NEEDED"):
        require_fresh(proof, AT)


def test_the_statement_is_there_in_both_languages() -> None:
    assert STATEMENTS[CURRENT].ja
    assert STATEMENTS[CURRENT].en
    with pytest.raises(Invalid, match="POSITION_MISSING"):
        checked_title(" ")


def test_the_digest_of_the_whole_changes_with_either_of_its_parts() -> None:
    paper: ConfirmationPaper = {
        "format": "hoshimori/confirmation/1",
        "assessment": "01a207c5-d732-7ac5-82d9-ae5e00222686",
        "submission": {"number": 1, "digest": "ab12" * 16},
        "expert": {
            "name": "清田 実",
            "organization": "ほしぞら情報安全株式会社",
            "organization_en": "Hoshizora Security",
            "corporate_number": "2999912340010",
            "is_in_house": False,
            "qualifications": ["情報処理安全確保支援士"],
            "training_provider": "制度研修機関(見本)",
            "training_valid_until": "2027-10-01",
        },
        "manner": "VISIT",
        "judgements": [],
        "advice": "",
        "confirmed_at": "2026-11-23T01:00:00+00:00",
    }
    digest = whole_digest(whole(), paper)

    assert digest == whole_digest(whole(), paper)
    assert digest != whole_digest(whole(), {**paper, "manner": "PAPER_ONLY"})
    assert digest != whole_digest(whole(criterion(ONE, reason="別の理由。")), paper)
