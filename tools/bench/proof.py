"""Measure what proves a registration, on one core, beside the same work by others: `python -m tools.bench.proof`.

Every line is the work of one process. Beside it, in the same run: the signature alone by OpenSSL's own program, and the
same certificate by PyPI's `sd-jwt` and, where node and its packages are found, by npm's `@sd-jwt`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from jwcrypto.jwk import JWK
from sd_jwt.common import SDObj
from sd_jwt.holder import SDJWTHolder
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.verifier import SDJWTVerifier

from hoshimori.credentials.exchange import sd_jwt, status_list
from hoshimori.credentials.exchange.concealing import Hidden
from hoshimori.credentials.exchange.signing import PublicKey, TrustedKey
from hoshimori.credentials.rules.status import State
from hoshimori.credentials.rules.validity import Expectation
from hoshimori.keys.place import opened
from hoshimori.keys.rules import Algorithm
from hoshimori.schemes.exchange import editions
from tests.outside import asking
from tools import program

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hoshimori.keys.store import StoredKey

ISSUER, KIND = "https://register.example", "https://register.example/credentials/types/certificate/1"
NOW = datetime.now(UTC)
SECONDS = 2.0
STATES = 500_000
THREE = (("1", 0), ("4", 0), ("7", 0))
"""The first criterion of three categories."""


@dataclass(frozen=True)
class Line:
    """One row of the table: how often a second it is done here and elsewhere; empty where nobody else does it."""

    act: str
    here: float
    elsewhere: Mapping[str, float]
    aim: str = ""


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        key = _key(Path(folder))
        raw = _openssl()
        print(
            f"OpenSSL alone, ES256: {raw['sign']:,.0f} signatures a second, {raw['verify']:,.0f} checks\n", flush=True
        )
        print("| act | here, per s | PyPI `sd-jwt` | npm `@sd-jwt` | aim |\n| --- | ---: | ---: | ---: | --- |")
        for line in [*_certificates(key), *_states(key)]:
            others = (f"{line.elsewhere[name]:,.0f}" if name in line.elsewhere else "" for name in ("pypi", "npm"))
            print(f"| {line.act} | {line.here:,.0f} | {' | '.join(others)} | {line.aim} |", flush=True)
    return 0


def _certificates(key: StoredKey) -> list[Line]:
    claims = payload()
    trusted = [TrustedKey(ISSUER, key.kid, PublicKey(key.public))]
    expected = Expectation(at=NOW, kinds=frozenset({KIND}))
    everything = sd_jwt.issue(claims, key)
    held = sd_jwt.verify(everything, trusted, expected)
    paths = [_path(category, place) for category, place in THREE]
    three, alone = sd_jwt.narrow(held, paths), sd_jwt.narrow(held, [])
    here = {
        "issue": often(lambda: sd_jwt.issue(claims, key)),
        "three": often(lambda: sd_jwt.verify(three, trusted, expected)),
        "alone": often(lambda: sd_jwt.verify(alone, trusted, expected)),
        "everything": often(lambda: sd_jwt.verify(everything, trusted, expected)),
    }
    pypi, npm = _by_pypi(), _by_npm()
    said = {
        "issue": ("issue a certificate with 153 criteria (203 disclosures), ES256", "≥ 2,000"),
        "three": ("verify it with 3 criteria disclosed (10 disclosures with what leads there)", "≥ 4,000"),
        "alone": ("verify the certificate alone", ""),
        "everything": ("verify it with everything disclosed", ""),
    }
    return [
        Line(
            act, here[name], {peer: found[name] for peer, found in (("pypi", pypi), ("npm", npm)) if name in found}, aim
        )
        for name, (act, aim) in said.items()
    ]


def _states(key: StoredKey) -> list[Line]:
    every = [(place, State.SUSPENDED if place % 97 == 0 else State.VALID) for place in range(1 << 16)]

    def one_list() -> None:
        packed = status_list.pack(every, size=1 << 16)
        status_list.issue(
            packed, key, issuer=ISSUER, uri=f"{ISSUER}/credentials/status/0", at=NOW,
            lives=timedelta(days=1), ttl=timedelta(minutes=5),
        )  # fmt: skip

    a_second = often(one_list)
    lists = -(-STATES // (1 << 16))
    return [Line(f"all {lists} lists of states of {STATES:,} certificates, built and signed", a_second / lists, {})]


def payload() -> dict[str, object]:
    """Return a certificate of ★4 with every criterion hidden under its requirement, and that under its category."""
    return _open() | {"categories": Hidden(_categories(Hidden))}


def _open() -> dict[str, object]:
    return {
        "iss": ISSUER,
        "vct": KIND,
        "iat": int(NOW.timestamp()),
        "exp": int((NOW + timedelta(days=365)).timestamp()),
        "status": {"status_list": {"idx": 4711, "uri": f"{ISSUER}/credentials/status/0"}},
        "registration_number": "4-26-000123-8",
        "level": 4,
        "corporate_number": "9999912340004",
        "name_ja": "青葉部品株式会社",
        "name_en": "Aoba Parts, Inc.",
        "prefecture": "13",
        "scope_ja": "本社と全工場の情報システム",
        "valid_from": "2026-11-24",
        "last_valid_on": "2027-11-23",
        "edition": "2026-03-27",
    }


def _categories(hide: Callable[[object], object]) -> dict[str, object]:
    tree: dict[str, dict[str, dict[str, object]]] = {}
    for number in _criteria():
        category, requirement = number.split("-")[0], number.rpartition("-")[0]
        tree.setdefault(category, {}).setdefault(requirement, {})[number] = hide({"result": "MET"})
    return {
        category: hide(
            {
                "result": "MET",
                "requirements": {
                    requirement: hide({"result": "MET", "criteria": criteria})
                    for requirement, criteria in requirements.items()
                },
            }
        )
        for category, requirements in tree.items()
    }


def _criteria() -> list[str]:
    edition = editions.read("2026-03-27")
    return [criterion.no for requirement in edition.requirements.values() for criterion in requirement.criteria]


def _path(category: str, place: int) -> tuple[str, ...]:
    number = [each for each in _criteria() if each.startswith(f"{category}-")][place]
    return ("categories", category, "requirements", number.rpartition("-")[0], "criteria", number)


def often(act: Callable[[], object]) -> float:
    """Return how often a second an act is done, over two seconds after a short beginning; the best of three."""
    best = 0.0
    for _ in range(3):
        for _ in range(3):
            act()
        began, done = time.perf_counter(), 0
        while time.perf_counter() - began < SECONDS / 3:
            act()
            done += 1
        best = max(best, done / (time.perf_counter() - began))
    return best


def _key(folder: Path) -> StoredKey:
    store = opened(str(folder / "keys"), "a made-up sentence that opens the keys of a benchmark")
    return store.signer(store.make(Algorithm.ES256))


def _openssl() -> dict[str, float]:
    said = subprocess.run(
        [program("openssl"), "speed", "-seconds", "2", "ecdsap256"], capture_output=True, text=True, check=True
    )
    sign, verify = re.findall(r"ecdsa.*nistp256.*\s([0-9.]+)\s+([0-9.]+)\s*$", said.stdout, re.MULTILINE)[0]
    return {"sign": float(sign), "verify": float(verify)}


def _by_pypi() -> dict[str, float]:
    key = JWK.generate(kty="EC", crv="P-256")
    hidden = json.loads(json.dumps(_open())) | {SDObj("categories"): _marked(_categories(_Marked))}

    def issue() -> str:
        return str(SDJWTIssuer(hidden, key, sign_alg="ES256").sd_jwt_issuance)

    everything = issue()
    chosen = {category: _chosen(category, place) for category, place in THREE}
    three, alone = _shown_by_pypi(everything, {"categories": chosen}), _shown_by_pypi(everything, {})
    return {
        "issue": often(issue),
        "three": often(lambda: SDJWTVerifier(three, lambda *_: key)),
        "alone": often(lambda: SDJWTVerifier(alone, lambda *_: key)),
        "everything": often(lambda: SDJWTVerifier(everything, lambda *_: key)),
    }


@dataclass(frozen=True)
class _Marked:
    value: object


def _marked(value: object) -> object:
    """Return an object as the peer wants it: what is hidden is marked at its name."""
    if not isinstance(value, dict):
        return value
    return {
        (SDObj(name) if isinstance(each, _Marked) else name): _marked(each.value if isinstance(each, _Marked) else each)
        for name, each in value.items()
    }


def _chosen(category: str, place: int) -> dict[str, object]:
    *_, requirement, _, criterion = _path(category, place)
    return {"requirements": {requirement: {"criteria": {criterion: True}}}}


def _shown_by_pypi(everything: str, chosen: dict[str, object]) -> str:
    holder = SDJWTHolder(everything)
    holder.create_presentation(chosen)
    return str(holder.sd_jwt_presentation)


def _by_npm() -> dict[str, float]:
    try:
        folder, node = asking.installed(), asking.program("node")
    except asking.NotHereError as missing:
        print(f"npm is left out: {missing}", file=sys.stderr)
        return {}
    given = {"open": _open(), "categories": _plain(_categories(_Marked)), "three": [_path(*each) for each in THREE]}
    script = Path(__file__).with_name("npm_speed.mjs")
    done = subprocess.run(
        [node, str(script), str(folder)], input=json.dumps(given).encode(), capture_output=True, check=True
    )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def _plain(value: object) -> object:
    if isinstance(value, _Marked):
        return _plain(value.value)
    return {name: _plain(each) for name, each in value.items()} if isinstance(value, dict) else value


if __name__ == "__main__":
    sys.exit(main())
