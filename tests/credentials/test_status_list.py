from __future__ import annotations

import json
import zlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hoshimori.credentials.exchange import base64url, status_list
from hoshimori.credentials.rules import status
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.credentials.rules.status import Reference, State
from tests.credentials import hands
from tests.credentials.hands import LIST, NOW, OFFICE, OFFICE_ED, STRANGER, TRUSTED, seconds

OFFICIAL = json.loads((Path(__file__).parent / "assets" / "token-status-list.json").read_text(encoding="utf-8"))
PLACES = 1 << 16
PACKED = status_list.pack([(5, State.SUSPENDED), (6, State.INVALID), (7, 3)], size=PLACES)


@pytest.mark.parametrize("vector", OFFICIAL["vectors"], ids=lambda vector: f"{vector['bits']} bits")
def test_the_official_vectors_are_written_byte_for_byte(vector: dict[str, Any]) -> None:
    states = [(int(place), number) for place, number in vector["statuses"].items()]

    packed = status_list.pack(states, size=OFFICIAL["entries"], bits=vector["bits"])

    assert status_list.compress(packed) == vector["lst"]


@pytest.mark.parametrize("vector", OFFICIAL["vectors"], ids=lambda vector: f"{vector['bits']} bits")
def test_the_official_vectors_are_read(vector: dict[str, Any]) -> None:
    token = said(status_list={"bits": vector["bits"], "lst": vector["lst"]})

    read = status_list.read(token, TRUSTED, at=NOW)

    assert len(read) == OFFICIAL["entries"]
    for place, number in vector["statuses"].items():
        assert status.value(read, int(place)) == number
    assert sum(status.value(read, place) for place in range(2_000)) == sum(
        number for place, number in vector["statuses"].items() if int(place) < 2_000
    )


def said(*, signer: hands.Hand = OFFICE, typ: str = "statuslist+jwt", **other: Any) -> str:
    claims = {
        "iss": hands.ISSUER,
        "sub": LIST,
        "iat": seconds(),
        "exp": seconds(days=7),
        "ttl": 3600,
        "status_list": {"bits": 2, "lst": status_list.compress(PACKED)},
    } | other
    claims = {name: value for name, value in claims.items() if value is not None}
    return hands.sealed(claims, signer=signer, header={"typ": typ})


def published(signer: hands.Hand = OFFICE) -> str:
    return status_list.issue(
        PACKED, signer, issuer=hands.ISSUER, uri=LIST, at=NOW, lives=timedelta(days=7), ttl=timedelta(hours=1)
    )


@pytest.mark.parametrize("signer", [OFFICE, OFFICE_ED])
def test_a_verifier_sees_who_is_valid_who_suspended_and_who_ended(signer: hands.Hand) -> None:
    read = status_list.read(published(signer), TRUSTED, at=NOW)

    states = [status.state(Reference(LIST, place), read, at=NOW) for place in (0, 5, 6, PLACES - 1)]

    assert states == [State.VALID, State.SUSPENDED, State.INVALID, State.VALID]


def test_a_list_of_65536_states_with_nothing_in_it_is_small() -> None:
    assert len(status_list.compress(status_list.pack([], size=PLACES))) < 64


def test_a_state_is_changed_back_in_its_own_place() -> None:
    packed = status_list.pack([(1, 3), (2, 3), (2, 1), (3, 3)], size=4)

    assert packed == bytes([0b11011100])


@pytest.mark.parametrize(("states", "size", "bits"), [([(4, 0)], 4, 2), ([(0, 4)], 4, 2), ([], 3, 2), ([], 8, 3)])
def test_a_list_has_only_places_and_states_it_can_hold(states: list[tuple[int, int]], size: int, bits: int) -> None:
    with pytest.raises(ValueError, match=r"plac|list"):
        status_list.pack(states, size=size, bits=bits)


BOMB = base64url.encode(zlib.compress(bytes(LIMITS.status_bytes + 1)))
LST = status_list.compress(PACKED)
NOT_READ = {
    "by a stranger": (said(signer=STRANGER), Reason.SIGNATURE_WRONG),
    "of another type": (said(typ="dc+sd-jwt"), Reason.TYPE_WRONG),
    "of another issuer": (said(iss="https://other.example"), Reason.ISSUER_WRONG),
    "without address": (said(sub=None), Reason.STATUS_LIST_WRONG),
    "without a moment": (said(iat=None), Reason.STATUS_LIST_WRONG),
    "without a list": (said(status_list=None), Reason.STATUS_LIST_WRONG),
    "ended": (said(exp=seconds(minutes=-2)), Reason.EXPIRED),
    "of tomorrow": (said(iat=seconds(days=1)), Reason.ISSUED_IN_FUTURE),
    "to be kept for no time": (said(ttl=0), Reason.STATUS_LIST_WRONG),
    "to be kept for true": (said(ttl=True), Reason.STATUS_LIST_WRONG),
    "to be kept for a word": (said(ttl="1h"), Reason.STATUS_LIST_WRONG),
    "three bits wide": (said(status_list={"bits": 3, "lst": LST}), Reason.STATUS_LIST_WRONG),
    "true bits wide": (said(status_list={"bits": True, "lst": LST}), Reason.STATUS_LIST_WRONG),
    "not compressed": (said(status_list={"bits": 2, "lst": base64url.encode(PACKED)}), Reason.STATUS_LIST_WRONG),
    "cut short": (
        said(status_list={"bits": 2, "lst": base64url.encode(base64url.decode(LST)[:-8])}),
        Reason.STATUS_LIST_WRONG,
    ),
    "with more behind": (said(status_list={"bits": 2, "lst": LST + "AAAA"}), Reason.STATUS_LIST_WRONG),
    "with padding": (said(status_list={"bits": 2, "lst": LST + "="}), Reason.BASE64URL_WRONG),
    "that grows": (said(status_list={"bits": 2, "lst": BOMB}), Reason.TOO_LARGE),
    "too long": ("a" * (LIMITS.status_token + 1), Reason.TOO_LARGE),
}


@pytest.mark.parametrize("story", NOT_READ)
def test_such_a_list_is_not_read(story: str) -> None:
    token, reason = NOT_READ[story]

    with pytest.raises(Rejected) as no:
        status_list.read(token, TRUSTED, at=NOW)

    assert no.value.reason == reason


NO_STATE = {
    "of another list": (Reference("https://register.example/status/8", 5), timedelta(0), Reason.STATUS_LIST_OF_ANOTHER),
    "beyond the end": (Reference(LIST, PLACES), timedelta(0), Reason.STATUS_INDEX_OUTSIDE),
    "without meaning": (Reference(LIST, 7), timedelta(0), Reason.STATUS_UNKNOWN),
    "after its time to live": (Reference(LIST, 5), timedelta(hours=1, minutes=1), Reason.STATUS_LIST_STALE),
}


@pytest.mark.parametrize("story", NO_STATE)
def test_such_a_state_is_not_told(story: str) -> None:
    of, later, reason = NO_STATE[story]
    read = status_list.read(published(), TRUSTED, at=NOW)

    with pytest.raises(Rejected) as no:
        status.state(of, read, at=NOW + later)

    assert no.value.reason == reason


def test_a_list_fetched_later_lives_from_then_but_never_beyond_a_day_or_its_end() -> None:
    long = status_list.read(said(ttl=10**6, exp=None), TRUSTED, at=NOW)
    short = status_list.read(said(ttl=None, exp=seconds(minutes=10)), TRUSTED, at=NOW)
    kept = status_list.read(published(), TRUSTED, at=NOW)
    later = NOW + timedelta(hours=2)

    assert status.believed_until(long, NOW) == NOW + timedelta(days=1, minutes=1)
    assert status.believed_until(short, NOW) == NOW + timedelta(minutes=11)
    assert status.state(Reference(LIST, 5), kept, at=later, fetched_at=later) == State.SUSPENDED
