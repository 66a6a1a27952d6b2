"""What an orderer is told, until when something is shown, how deep, and what a company says of itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.assessments.rules.answers import Result
from hoshimori.credentials.rules import claims
from hoshimori.credentials.rules.claims import Content
from hoshimori.disclosures.permissions import Action, may
from hoshimori.disclosures.rules.consent import Consent, Possible, checked_consent
from hoshimori.disclosures.rules.items import ShownItem, askable, checked_items, shown_feedback, shown_items
from hoshimori.disclosures.rules.own_words import OwnWord, checked_own_words, from_kept
from hoshimori.disclosures.rules.states import AskState, DisclosureState
from hoshimori.disclosures.rules.telling import Told, told
from hoshimori.disclosures.rules.times import Standing, checked_until, is_short, require_within, standing
from hoshimori.schemes.exchange import editions
from hoshimori.schemes.rules import Level
from hoshimori.shared.actor import LEADING_ROLES, NO_ID, Actor, Role
from hoshimori.shared.refusal import Invalid, Refusal

TODAY = date(2026, 11, 23)
EDITION = editions.read("2026-03-27")
NUMBERS = [criterion.no for criterion in EDITION.criteria_of(Level.THREE)]
ITEMS = askable(EDITION, Level.THREE)


def content(other_means: str = "") -> Content:
    """Return what a ★3 certificate tells; every third criterion does not apply."""
    met, not_applicable = Result.MET.value, Result.NOT_APPLICABLE.value
    categories: dict[str, Any] = {}
    for place, no in enumerate(NUMBERS):
        requirement = EDITION.criteria[no].requirement_no
        told_of: dict[str, Any] = {"result": not_applicable if place % 3 == 0 else met, "basis": f"理由{no}"}
        if no == other_means:
            told_of["alternative"] = {"goal": "同じ目標", "means": "別の手段", "why_equal": "同じに守れるため"}
        category = categories.setdefault(no.split("-")[0], {"result": met, "requirements": {}})
        part = category["requirements"].setdefault(requirement, {"result": met, "criteria": {}})
        part["criteria"][no] = told_of
    feedback = {"advice": "訓練を増やすとよい。", "manner": "VISIT", "is_in_house": False, "confirmed_on": "2026-11-20"}
    return cast("Content", {"categories": categories, "feedback": feedback})


def every(items: tuple[ShownItem, ...]) -> list[ShownItem]:
    return [one for item in items for one in (item, *every(item.below))]


def code_of(refused: pytest.ExceptionInfo[Refusal]) -> tuple[str, str]:
    return refused.value.code, refused.value.field


@pytest.mark.parametrize("state", [AskState.WAITING, AskState.ANSWERED, AskState.REFUSED])
def test_what_is_not_shown_waits(state: AskState) -> None:
    assert told(state.value, is_told=False, is_shown=False) == Told.WAITING


def test_a_refusal_is_told_only_where_the_company_says_so() -> None:
    assert told("REFUSED", is_told=True, is_shown=False) == Told.REFUSED_TOLD
    assert told("ANSWERED", is_told=True, is_shown=False) == Told.WAITING


def test_what_is_shown_is_told() -> None:
    assert told("ANSWERED", is_told=False, is_shown=True) == Told.SHOWN


def test_who_withdrew_its_ask_knows_it() -> None:
    assert told("WITHDRAWN", is_told=False, is_shown=True) == Told.WITHDRAWN
    assert told("WITHDRAWN", is_told=True, is_shown=False) == Told.WITHDRAWN


def test_today_alone_can_be_chosen_and_yesterday_cannot() -> None:
    assert checked_until(TODAY + timedelta(days=1), TODAY) == date(2026, 11, 24)

    with pytest.raises(Invalid) as refused:
        checked_until(TODAY, TODAY)

    assert code_of(refused) == ("UNTIL_PAST", "until")


def test_a_year_from_now_is_the_last_day() -> None:
    assert checked_until(date(2027, 11, 24), TODAY) == date(2027, 11, 24)

    with pytest.raises(Invalid) as refused:
        checked_until(date(2027, 11, 25), TODAY)

    assert code_of(refused) == ("UNTIL_TOO_FAR", "until")
    assert refused.value.particulars == {"latest": date(2027, 11, 23)}


def test_a_consent_lasts_no_longer_than_what_was_asked_for() -> None:
    require_within(date(2027, 2, 1), date(2027, 2, 1))

    with pytest.raises(Invalid) as refused:
        require_within(date(2027, 2, 2), date(2027, 2, 1))

    assert code_of(refused) == ("UNTIL_BEYOND_ASKED", "until")
    assert refused.value.particulars == {"latest": date(2027, 1, 31)}


@pytest.mark.parametrize(
    ("state", "until", "term", "expected"),
    [
        (DisclosureState.IN_FORCE, TODAY + timedelta(days=1), 1, Standing.IN_FORCE),
        (DisclosureState.IN_FORCE, TODAY, 1, Standing.RUN_OUT),
        (DisclosureState.IN_FORCE, TODAY + timedelta(days=1), 2, Standing.OTHER_TERM),
        (DisclosureState.IN_FORCE, TODAY, 2, Standing.RUN_OUT),
        (DisclosureState.ENDED, TODAY + timedelta(days=1), 1, Standing.ENDED),
        (DisclosureState.ENDED, TODAY, 2, Standing.ENDED),
    ],
)
def test_it_stands_as_the_day_says(state: DisclosureState, until: date, term: int, expected: Standing) -> None:
    assert standing(state.value, until, is_of_present_term=term == 1, today=TODAY) == expected


def test_who_shows_something_for_a_week_needs_no_warning() -> None:
    assert is_short(TODAY + timedelta(days=7), TODAY)
    assert not is_short(TODAY + timedelta(days=8), TODAY)


def test_everything_there_is_can_be_asked_for() -> None:
    assert len(ITEMS) == 1 + 7 + 26 + 81 + 1
    assert claims.items(content()) == ITEMS
    assert len(askable(EDITION, Level.FOUR)) == 1 + 7 + 43 + 153 + 1


def test_what_is_chosen_stands_in_the_order_of_the_catalogue_and_once() -> None:
    chosen = ["FEEDBACK", "CRITERION:1-2-1-2", "CATEGORY:1", "CRITERION:1-2-1-2"]

    assert checked_items(chosen, ITEMS, "X") == ("CERTIFICATE", "CATEGORY:1", "CRITERION:1-2-1-2", "FEEDBACK")


@pytest.mark.parametrize("chosen", [["CRITERION:1-1-1-1"], ["CATEGORY:8"], ["categories"], ["FEEDBACK", ""]])
def test_what_there_is_not_cannot_be_chosen(chosen: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        checked_items(chosen, ITEMS, "ITEM_UNKNOWN")

    assert code_of(refused) == ("ITEM_UNKNOWN", "items")


def test_nothing_cannot_be_chosen() -> None:
    with pytest.raises(Invalid) as refused:
        checked_items([], ITEMS, "ITEM_UNKNOWN")

    assert code_of(refused) == ("ITEMS_MISSING", "items")


def test_a_category_alone_shows_its_result_and_nothing_below() -> None:
    (category,) = shown_items({"CERTIFICATE", "CATEGORY:3"}, content(), EDITION)

    assert (category.no, category.result, category.is_named, category.below) == ("3", "MET", True, ())
    assert (category.basis, category.alternative) == ("", None)


def test_a_requirement_shows_no_criterion_and_the_result_of_its_category() -> None:
    (category,) = shown_items({"REQUIREMENT:1-2-1"}, content(), EDITION)
    (requirement,) = category.below

    assert (category.is_named, requirement.is_named, requirement.below) == (False, True, ())


def test_a_criterion_shows_its_reason_and_its_other_means() -> None:
    found = every(shown_items({"CRITERION:1-2-1-2"}, content("1-2-1-2"), EDITION))

    assert [(one.code, one.is_named) for one in found] == [
        ("CATEGORY:1", False),
        ("REQUIREMENT:1-2-1", False),
        ("CRITERION:1-2-1-2", True),
    ]
    assert found[2].basis == "理由1-2-1-2"
    assert found[2].alternative is not None
    assert found[2].alternative.means == "別の手段"
    assert found[2].name == EDITION.criteria["1-2-1-2"].label


def test_the_certificate_alone_shows_nothing_else() -> None:
    assert shown_items({"CERTIFICATE"}, content(), EDITION) == ()
    assert shown_feedback({"CERTIFICATE"}, content()) is None


def test_feedback_is_shown_whole() -> None:
    feedback = shown_feedback({"FEEDBACK"}, content())

    assert feedback is not None
    assert (feedback.advice, feedback.confirmed_on) == ("訓練を増やすとよい。", date(2026, 11, 20))


@given(st.sets(st.sampled_from(ITEMS)))
def test_nothing_is_shown_but_what_was_chosen_and_the_way_to_it(chosen: set[str]) -> None:
    found = every(shown_items(chosen, content(), EDITION))
    by_code = {one.code: one for one in found}

    named = {one.code for one in found if one.is_named}
    assert named == chosen - {"CERTIFICATE", "FEEDBACK"}
    for one in found:
        assert one.is_named or any(below.is_named for below in every(one.below))
        assert one.code.startswith("CRITERION:") <= one.is_named
        assert one.is_named or (one.basis, one.alternative) == ("", None)
    assert len(by_code) == len(found)


def test_what_was_written_is_kept_word_for_word() -> None:
    said = [
        OwnWord(" 1-2-1-1 ", "見直しの記録がない。\r\n昨年の分。", "", None),
        OwnWord("1-2-1-2", "役割が古い。", "改めた。", TODAY),
    ]

    checked = checked_own_words(said, NUMBERS, TODAY)

    assert checked[0] == OwnWord("1-2-1-1", "見直しの記録がない。\n昨年の分。")
    assert from_kept(word.kept() for word in checked) == checked
    assert checked[1].kept()["corrected_on"] == "2026-11-23"


@pytest.mark.parametrize(
    ("word", "code", "field"),
    [
        (OwnWord("1-1-1-1", "ない。"), "OWN_WORDS_ABOUT_NOTHING", "own_words.1.about"),
        (OwnWord("", "ない。"), "OWN_WORDS_ABOUT_NOTHING", "own_words.1.about"),
        (OwnWord("1-2-1-1", "  "), "NONCONFORMITY_MISSING", "own_words.1.nonconformity"),
        (OwnWord("1-2-1-1", "x" * 4001), "TOO_LONG", "own_words.1.nonconformity"),
        (OwnWord("1-2-1-1", "x", "y" * 4001), "TOO_LONG", "own_words.1.correction"),
        (OwnWord("1-2-1-1", "x", "", TODAY), "CORRECTION_MISSING", "own_words.1.correction"),
        (OwnWord("1-2-1-1", "x", "y", date(2026, 11, 24)), "CORRECTED_IN_FUTURE", "own_words.1.corrected_on"),
    ],
)
def test_what_is_not_in_order_is_refused_beside_its_field(word: OwnWord, code: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_own_words([word], NUMBERS, TODAY)

    assert code_of(refused) == (code, field)


def test_one_criterion_is_spoken_about_once() -> None:
    with pytest.raises(Invalid) as refused:
        checked_own_words([OwnWord("1-2-1-1", "a"), OwnWord("1-2-1-1", "b")], NUMBERS, TODAY)

    assert code_of(refused) == ("OWN_WORDS_TWICE", "own_words.2.about")


POSSIBLE = Possible(ITEMS, frozenset(NUMBERS), TODAY)


def test_a_consent_in_order_is_kept() -> None:
    wanted = Consent(("FEEDBACK",), " 取引のため。 ", " 一言 ", (), date(2027, 1, 1))

    checked = checked_consent(wanted, POSSIBLE)

    assert checked == Consent(("CERTIFICATE", "FEEDBACK"), "取引のため。", "一言", (), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Consent((), "p", "", (), date(2027, 1, 1)), ("ITEMS_MISSING", "items")),
        (Consent(("CRITERION:9-9-9-9",), "p", "", (), date(2027, 1, 1)), ("NOT_IN_CERTIFICATE", "items")),
        (Consent(("FEEDBACK",), "", "", (), date(2027, 1, 1)), ("PURPOSE_MISSING", "purpose")),
        (Consent(("FEEDBACK",), "p", "x" * 4001, (), date(2027, 1, 1)), ("TOO_LONG", "comment")),
        (Consent(("FEEDBACK",), "p", "", (), TODAY), ("UNTIL_PAST", "until")),
        (
            Consent(("FEEDBACK",), "p", "", (OwnWord("1-2-1-1", ""),), date(2027, 1, 1)),
            ("NONCONFORMITY_MISSING", "own_words.1.nonconformity"),
        ),
    ],
)
def test_what_is_not_in_order_is_refused(wanted: Consent, expected: tuple[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        checked_consent(wanted, POSSIBLE)

    assert code_of(refused) == expected


@pytest.mark.parametrize("action", [Action.ASK, Action.ANSWER, Action.SHOW, Action.SEE])
def test_those_who_lead_a_company_and_nobody_else(action: Action) -> None:
    able = {role for role in Role if may(Actor(NO_ID, NO_ID, NO_ID, role), action)}

    assert able == LEADING_ROLES


def test_hoshimori_alone_warns() -> None:
    assert [role for role in Role if may(Actor(NO_ID, NO_ID, NO_ID, role), Action.WARN)] == [Role.SYSTEM]
