"""Whatever single byte of a presentation changes, nobody believes it any more."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hoshimori.credentials.exchange import base64url, json_text, key_binding, sd_jwt, status_list
from hoshimori.credentials.exchange.concealing import Hidden
from hoshimori.credentials.rules.reasons import Rejected
from tests.credentials import hands
from tests.credentials.hands import HOLDER, NONCE, NOW, OFFICE, OFFICE_ED, ORDERER, TRUSTED

ISSUED = {hand.kid: sd_jwt.issue(hands.certificate(), hand, decoys=1) for hand in (OFFICE, OFFICE_ED)}
BOUND = key_binding.bind(ISSUED[OFFICE.kid], audience=ORDERER, nonce=NONCE, holder=HOLDER, at=NOW)
PLACES = st.integers(min_value=0, max_value=len(BOUND) - 1)
OTHERS = st.integers(min_value=1, max_value=255)


def changed(text: str, place: int, by: int) -> str:
    content = bytearray(text.encode("ascii"))
    content[place % len(content)] ^= by
    return content.decode("latin-1")


def believed(text: str, *, bound: bool) -> bool:
    try:
        sd_jwt.verify(text, TRUSTED, hands.bound() if bound else hands.expecting())
    except Rejected:
        return False
    return True


@settings(max_examples=600)
@given(place=PLACES, by=OTHERS)
@example(place=len(BOUND) - 1, by=1)
@example(place=len(BOUND) - 1, by=3)
def test_no_byte_of_a_bound_presentation_can_change(place: int, by: int) -> None:
    assert not believed(changed(BOUND, place, by), bound=True)


@settings(max_examples=300)
@given(place=PLACES, by=OTHERS, kid=st.sampled_from(sorted(ISSUED)))
def test_no_byte_of_a_certificate_can_change(place: int, by: int, kid: str) -> None:
    assert not believed(changed(ISSUED[kid], place, by), bound=False)


def test_every_byte_of_a_certificate_counts() -> None:
    for text, bound in ((BOUND, True), (ISSUED[OFFICE_ED.kid], False)):
        assert believed(text, bound=bound)
        assert [place for place in range(len(text)) if believed(changed(text, place, 1), bound=bound)] == []


HOUR = timedelta(hours=1)
STATES = status_list.issue(bytes(64), OFFICE, issuer=hands.ISSUER, uri=hands.LIST, at=NOW, lives=HOUR, ttl=HOUR)


@given(place=PLACES, by=OTHERS)
def test_no_byte_of_a_status_list_can_change(place: int, by: int) -> None:
    with pytest.raises(Rejected):
        status_list.read(changed(STATES, place, by), TRUSTED, at=NOW)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])).map("x".__add__), inner, max_size=3)
        | inner.map(lambda value: [Hidden(value)] if not isinstance(value, Hidden) else [value])
    ),
    max_leaves=12,
)


def unmarked(value: object) -> object:
    if isinstance(value, Hidden):
        return unmarked(value.value)
    if isinstance(value, dict):
        return {name: unmarked(each) for name, each in value.items()}
    if isinstance(value, list):
        return tuple(unmarked(each) for each in value)
    return value


@settings(max_examples=100)
@given(value=VALUES)
def test_whatever_is_issued_is_read_back_the_same(value: object) -> None:
    issued = sd_jwt.issue(hands.certificate(extra=Hidden(value)), OFFICE)

    verified = sd_jwt.verify(issued, TRUSTED, hands.expecting())

    assert verified.claims["extra"] == unmarked(value)


@given(value=st.text(min_size=12, alphabet="星守青葉部品適合") | st.integers(10**11, 10**12))
def test_what_is_not_shown_leaves_nothing_but_digests(value: object) -> None:
    held = sd_jwt.verify(sd_jwt.issue(hands.certificate(secret=Hidden(value)), OFFICE), TRUSTED, hands.expecting())

    alone = sd_jwt.narrow(held, [])

    payload = json.loads(base64url.decode(alone.split(".")[1]))
    assert str(value) not in json.dumps(payload, ensure_ascii=False)
    assert "secret" not in json.dumps(payload)


@given(content=st.binary(max_size=40))
def test_base64url_has_one_spelling(content: bytes) -> None:
    assert base64url.decode(base64url.encode(content)) == content


@given(content=st.binary(max_size=60) | st.text().map(str.encode))
def test_reading_anything_ends_in_a_value_or_a_refusal(content: bytes) -> None:
    try:
        value = json_text.read(content, depth=8)
    except Rejected:
        return
    assert json_text.read(json_text.write(value), depth=8) == value


@given(text=st.text(max_size=80))
def test_verifying_anything_ends_in_a_refusal(text: str) -> None:
    assert not believed(text, bound=False)
    assert not believed(text, bound=True)
