"""What others issue is read here, what is issued here is read by them, and what they say stands in docs/peers.md."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from hoshimori.credentials.exchange import base64url, key_binding, sd_jwt
from hoshimori.credentials.exchange.signing import to_jwk
from hoshimori.credentials.rules.reasons import Rejected
from hoshimori.credentials.rules.validity import Binding, Expectation
from tests.credentials.hands import Hand
from tests.credentials.mutations import table, world
from tests.credentials.mutations.people import HOLDER, ISSUER, OFFICE
from tests.outside import asking, page
from tests.outside.asking import NPM, PEERS, Peer
from tools import ROOT

CASES = {asking.named(case): case for case in table.cases()}


@pytest.fixture(params=PEERS)
def peer(request: pytest.FixtureRequest) -> Peer:
    """Bring one judge, if it can be had."""
    judge = PEERS[request.param]
    try:
        judge.command()
    except asking.NotHereError as why:
        pytest.skip(f"{judge.name}: {why}")
    return judge


def test_every_judge_says_what_is_written_down(peer: Peer) -> None:
    said = asking.answers(peer)

    assert [name for name, accepts in said.items() if accepts] == asking.written()[peer.name]
    assert set(said) == {name for name, case in CASES.items() if asking.is_asked(peer, case)}


def test_every_judge_accepts_what_is_as_it_should_be(peer: Peer) -> None:
    good = {name for name, case in CASES.items() if case.reason is None and asking.is_asked(peer, case)}

    assert good <= set(asking.written()[peer.name])
    assert len(good) >= 6


def test_the_page_says_what_the_judges_said() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.written()


def test_the_judges_are_those_of_the_locks() -> None:
    lock = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
    npm = json.loads((asking.HERE / "npm" / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    for judge in PEERS.values():
        if judge is NPM:
            assert npm["node_modules/@sd-jwt/sd-jwt-vc"]["version"] == judge.version
        else:
            assert f"{judge.name.removeprefix('pypi-')}=={judge.version} " in lock
    assert not any("resolved" in package for package in npm.values())


def test_nothing_of_the_judges_is_part_of_the_program() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert not any(name in need for need in project["dependencies"] for name in ("sd-jwt", "openvc", "sigstore"))


def private(hand: Hand) -> dict[str, Any]:
    secret = hand.private.private_numbers().private_value  # type: ignore[union-attr] # both are keys on P-256
    return {**to_jwk(hand.public), "kid": hand.kid or "holder", "d": base64url.encode(secret.to_bytes(32))}


@pytest.fixture
def foreign(peer: Peer) -> dict[str, str]:
    """A certificate that a judge issued for Minato, whole, narrowed, and bound to Kaede."""
    hide = ["name_ja", "edition", "prefecture"]
    names = ("iss", "iat", "nbf", "exp", "vct", "status", *world.LEVEL_3)
    wanted = {
        "claims": {name: value for name, value in world.payload().items() if name in names},
        "hide": hide,
        "show": "edition",
        "issuer_key": private(OFFICE),
        "holder_key": private(HOLDER),
        "audience": world.ORDERER,
        "nonce": world.NONCE,
    }
    return asking.ask(peer, {"issue": wanted})


def read(presentation: str, binding: Binding | None = None) -> sd_jwt.Verified:
    expected = Expectation(at=world.NOW, kinds=frozenset({world.KIND}), binding=binding)
    return sd_jwt.verify(presentation, world.TRUSTED.keys, expected)


def test_what_others_issue_is_read_here(foreign: dict[str, str]) -> None:
    whole, narrow = read(foreign["whole"]), read(foreign["narrow"])

    assert (whole.issuer, whole.claims["name_ja"]) == (ISSUER, "みなと物流株式会社")
    assert {each.path for each in whole.shown} == {("name_ja",), ("edition",), ("prefecture",)}
    assert narrow.claims["edition"] == "2026-03-27"
    assert "name_ja" not in narrow.claims


def test_what_others_bind_is_bound_here(foreign: dict[str, str]) -> None:
    bound = read(foreign["bound"], Binding(world.ORDERER, world.NONCE)).bound

    assert bound == key_binding.Bound(world.ORDERER, world.NONCE, world.NOW)


CHANGES: dict[str, Callable[[str], str]] = {
    "a bit of the signature": lambda text: text.replace(text[200], "A" if text[200] != "A" else "B", 1),
    "a forged disclosure": lambda text: text + world.told("salt", "remark", "x") + "~",
    "a disclosure twice": lambda text: text + text.split("~")[1] + "~",
    "the last tilde": lambda text: text[:-1],
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_others_issue_and_somebody_changed_is_refused_here(foreign: dict[str, str], change: str) -> None:
    with pytest.raises(Rejected):
        read(CHANGES[change](foreign["narrow"]))
