"""What a verifier fetches: keys, words and schema, states, and the certificate of a registration."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import jsonschema
import pytest
import zxingcpp
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from hoshimori.credentials.exchange import certificate_files, sd_jwt, signing, status_list
from hoshimori.credentials.exchange.sd_jwt import Verified
from hoshimori.credentials.exchange.signing import TrustedKey
from hoshimori.credentials.operations import issuing
from hoshimori.credentials.rules import status
from hoshimori.credentials.rules.status import State
from hoshimori.credentials.rules.validity import Expectation
from hoshimori.registry.operations import keeping
from hoshimori.shared.actor import SYSTEM, Actor
from tests.cast import Cast, Experts
from tests.registering import Registered, eligible_for_years, registered

ISSUER = "http://127.0.0.1:8000"
PAGE = "/register/3-26-000001-5/"
WHY = "登録の内容を確かめるため。"


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    return eligible_for_years(experts.kiyota, cast.hayashi)


@pytest.fixture
def at() -> datetime:
    """Pages read the clock; so does this story."""
    return timezone.now()


@pytest.fixture
def aobas(cast: Cast, kiyota: Actor, at: datetime) -> Registered:
    return registered(cast, kiyota, at)


def told(client: Client, address: str) -> Any:  # noqa: ANN401 - JSON of any shape
    return json.loads(got(client, address).content)


def got(client: Client, address: str) -> HttpResponse:
    answer = client.get(address)
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 200, address
    return answer


def keys(client: Client) -> list[TrustedKey]:
    """Read the issuer's keys as a verifier does who knows its address alone."""
    found = told(client, "/.well-known/jwt-vc-issuer")
    return [TrustedKey(found["issuer"], jwk["kid"], signing.from_jwk(jwk)) for jwk in found["jwks"]["keys"]]


def status_keys(client: Client) -> list[TrustedKey]:
    found = told(client, "/credentials/jwks.json")["keys"]
    return [TrustedKey(ISSUER, jwk["kid"], signing.from_jwk(jwk)) for jwk in found if jwk["purpose"] == "STATUS"]


def verified(client: Client, presentation: str) -> Verified:
    kinds = frozenset({f"{ISSUER}/credentials/types/certificate/1"})
    return sd_jwt.verify(presentation, keys(client), Expectation(at=timezone.now(), kinds=kinds))


def plain(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    return {name: plain(each) for name, each in value.items()} if isinstance(value, Mapping) else value


def state(client: Client, of: Verified) -> State:
    """Ask for the state as a verifier does: at the address that stands in the certificate."""
    assert of.state is not None
    answer = got(client, of.state.uri.removeprefix(ISSUER))
    within = status_list.read(answer.content.decode(), status_keys(client), at=timezone.now())
    return status.state(of.state, within, at=timezone.now(), fetched_at=timezone.now())


def test_a_stranger_who_knows_the_address_alone_verifies_the_certificate(aobas: Registered, client: Client) -> None:
    del aobas
    file = certificate_files.read(got(client, f"{PAGE}certificate.json").content)

    held = verified(client, file.sd_jwt)

    assert (held.claims["registration_number"], held.claims["level"]) == ("3-26-000001-5", 3)
    assert held.shown == ()
    assert state(client, held) == State.VALID


def test_a_suspension_is_published_without_any_worker(aobas: Registered, cast: Cast, client: Client) -> None:
    held = verified(client, told(client, f"{PAGE}certificate.json")["sd_jwt"])
    before = state(client, held)

    keeping.suspend(registration_id=aobas.registration_id, reason=WHY, actor=cast.hayashi, at=timezone.now())

    assert (before, state(client, held)) == (State.VALID, State.SUSPENDED)


def test_the_code_on_the_page_holds_the_certificate_alone(aobas: Registered, client: Client) -> None:
    del aobas
    drawing = got(client, f"{PAGE}certificate-qr.svg").content.decode()

    read = zxingcpp.read_barcodes(picture(drawing))

    assert [each.text for each in read] == [told(client, f"{PAGE}certificate.json")["sd_jwt"]]


def picture(drawing: str, scale: int = 4) -> memoryview:
    """Draw the squares of a code as a camera would see them: every path is a row of dark rectangles."""
    side = int(re.findall(r'viewBox="0 0 (\d+) ', drawing)[0])
    rows = [bytearray(b"\xff" * side) for _ in range(side)]
    for left, top, width in re.findall(r"M(\d+) (\d+)h(\d+)v1H", drawing.rpartition('<path d="')[2]):
        rows[int(top)][int(left) : int(left) + int(width)] = bytes(int(width))
    wide = [bytes(square for square in row for _ in range(scale)) for row in rows]
    return memoryview(b"".join(row * scale for row in wide)).cast("B", (side * scale, side * scale))


def test_what_is_in_a_certificate_follows_the_published_schema(aobas: Registered, client: Client, at: datetime) -> None:
    schema = told(client, "/credentials/types/certificate/1/schema.json")
    held = issuing.current(registration_id=aobas.registration_id, actor=SYSTEM, at=at)
    shown = [
        held.alone,
        held.presentation,
        held.showing(["CATEGORY:4", "CRITERION:1-2-1-1"]),
        held.showing(["FEEDBACK"]),
    ]

    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)

    assert [list(judge.iter_errors(plain(verified(client, each).claims))) for each in shown] == [[], [], [], []]
    assert schema == told(client, "/credentials/types/certificate/1")["schema"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": 5},
        {"corporate_number": "123"},
        {"name_en": ""},
        {"last_valid_on": "22 Nov 2027"},
        {"categories": {"1": {"result": "NOT_MET", "requirements": {}}}},
        {"categories": {"1": {"result": "MET", "requirements": {}, "score": 5}}},
        {"feedback": {"advice": ""}},
    ],
)
def test_what_no_certificate_says_does_not_follow_the_schema(
    aobas: Registered, client: Client, wrong: dict[str, object]
) -> None:
    del aobas
    schema = told(client, "/credentials/types/certificate/1/schema.json")
    claims = plain(verified(client, told(client, f"{PAGE}certificate.json")["sd_jwt"]).claims)

    judge = jsonschema.Draft202012Validator(schema)

    assert not list(judge.iter_errors(claims))
    assert list(judge.iter_errors({**claims, **wrong}))


def test_the_kind_has_words_for_every_claim_in_both_languages(aobas: Registered, client: Client, at: datetime) -> None:
    kind = told(client, "/credentials/types/certificate/1")
    held = issuing.current(registration_id=aobas.registration_id, actor=SYSTEM, at=at)
    shown = verified(client, held.presentation)

    worded = {tuple(each["path"]): each for each in kind["claims"]}

    assert kind["vct"] == shown.claims["vct"]
    assert {each.path for each in shown.shown} <= worded.keys()
    assert {(name,) for name in shown.claims} <= worded.keys()
    assert all(
        [label["locale"] for label in each["display"]] == ["ja", "en"]
        and all(label["label"] for label in each["display"])
        for each in worded.values()
        if "display" in each
    )
    hidden = {path for path, each in worded.items() if each["sd"] == "always"}
    assert {each.path for each in shown.shown} == hidden & {each.path for each in shown.shown}


FETCHED = (
    "/.well-known/jwt-vc-issuer",
    "/credentials/jwks.json",
    "/credentials/types/certificate/1",
    "/credentials/types/certificate/1/schema.json",
    "/credentials/history-key",
    f"{PAGE}certificate.json",
    "/credentials/status/0",
)


def test_the_pages_of_others_may_fetch_what_verifying_needs_and_keep_it_for_a_while(
    aobas: Registered, client: Client, at: datetime
) -> None:
    issuing.current(registration_id=aobas.registration_id, actor=SYSTEM, at=at)

    for address in FETCHED:
        answer = got(client, address)
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})

        assert answer.headers["Access-Control-Allow-Origin"] == "*", address
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin", address
        assert re.fullmatch(r"public, max-age=\d+", answer.headers["Cache-Control"]), address
        assert "Set-Cookie" not in answer.headers, address
        assert (again.status_code, again.content) == (304, b""), address


def test_a_list_of_states_says_what_it_is_and_for_how_long(
    aobas: Registered, client: Client, at: datetime, settings: LazySettings
) -> None:
    settings.HOSHIMORI_STATUS_TTL = 120
    issuing.current(registration_id=aobas.registration_id, actor=SYSTEM, at=at)

    answer = got(client, "/credentials/status/0")

    read = status_list.read(answer.content.decode(), status_keys(client), at=timezone.now())
    assert answer.headers["Content-Type"] == "application/statuslist+jwt"
    assert read.ttl == timedelta(seconds=120)
    assert 60 <= int(answer.headers["Cache-Control"].rpartition("=")[2]) <= 120
    assert len(read) == 65_536


@pytest.mark.parametrize("address", ["/credentials/status/7", "/register/3-26-000009-9/certificate.json"])
def test_what_was_never_published_is_not_found(cast: Cast, client: Client, address: str) -> None:
    del cast

    assert client.get(address).status_code == 404


def test_each_key_signs_one_kind_of_thing(cast: Cast, client: Client) -> None:
    del cast
    certificates = [jwk["kid"] for jwk in told(client, "/.well-known/jwt-vc-issuer")["jwks"]["keys"]]

    every = {jwk["kid"]: jwk for jwk in told(client, "/credentials/jwks.json")["keys"]}

    assert [every[kid]["purpose"] for kid in certificates] == ["CERTIFICATES"]
    assert sorted(jwk["purpose"] for jwk in every.values()) == ["CERTIFICATES", "STATUS"]
    assert not any("d" in jwk for jwk in every.values())
    assert got(client, "/credentials/history-key").content.startswith(b"127.0.0.1:8000/history+")
