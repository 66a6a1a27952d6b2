"""The words that every part uses hold what they promise."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.shared.bilingual import Text
from hoshimori.shared.canonical import canonical, digest
from hoshimori.shared.identifiers import new_id, new_secret
from hoshimori.shared.lifecycle import Lifecycle, Step
from hoshimori.shared.refusal import Invalid, NotPossibleNow
from hoshimori.shared.searching import bigrams, fold


class Light(StrEnum):
    ON = "ON"
    OFF = "OFF"


class Press(StrEnum):
    INSTALL = "INSTALL"
    SWITCH_ON = "SWITCH_ON"
    SWITCH_OFF = "SWITCH_OFF"


LIGHT: Lifecycle[Light, Press] = Lifecycle(
    "light",
    [
        Step(None, Press.INSTALL, Light.OFF),
        Step(Light.OFF, Press.SWITCH_ON, Light.ON),
        Step(Light.ON, Press.SWITCH_OFF, Light.OFF),
    ],
)


@pytest.mark.parametrize("state", [None, *Light])
@pytest.mark.parametrize("action", Press)
def test_only_what_stands_in_the_table_is_possible(state: Light | None, action: Press) -> None:
    if action in LIGHT.allowed(state):
        assert LIGHT.after(state, action) in Light
    else:
        with pytest.raises(NotPossibleNow, match="NOT_POSSIBLE_NOW"):
            LIGHT.after(state, action)


def test_a_table_with_two_answers_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Lifecycle("light", [Step(Light.ON, Press.SWITCH_OFF, Light.OFF), Step(Light.ON, Press.SWITCH_OFF, Light.ON)])


def test_identifiers_are_version_7_and_sort_by_time() -> None:
    made = [new_id() for _ in range(1000)]

    assert len(set(made)) == len(made)
    assert {(one.version, one.variant) for one in made} == {(7, UUID(int=0x80 << 56).variant)}
    assert made == sorted(made)
    assert re.fullmatch(r"[\w-]{43}", new_secret())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_the_canonical_form_says_the_same_and_keys_are_in_order(value: object) -> None:
    text = canonical(value)  # type: ignore[arg-type] # hypothesis cannot say how deep its values go

    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


def test_the_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert digest({"a": 1, "b": ["星", None]}) == digest({"b": ["星", None], "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})


@pytest.mark.parametrize("typed", ["東京ｶﾞｽ", "東京ガス", "東京がす", " 東京 ガス "])
def test_a_name_is_found_however_it_is_typed(typed: str) -> None:
    assert fold(typed) == "東京ガス"
    assert bigrams(typed) == "東京 京ガ ガス"


def test_a_refusal_shows_its_code_and_not_what_was_typed() -> None:
    refusal = Invalid("TOO_LONG", field="reason", value="社外秘")

    assert str(refusal) == "TOO_LONG"
    assert "社外秘" not in repr(refusal)


def test_a_text_without_english_falls_back_to_japanese() -> None:
    assert Text("星守", "Hoshimori").in_language("en-us") == "Hoshimori"
    assert Text("星守", "").in_language("en") == "星守"
