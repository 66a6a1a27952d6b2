"""All mutations in one table, as they are written to files and read back from them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hoshimori.credentials.exchange.signing import to_jwk
from tests.credentials.hands import Hand
from tests.credentials.mutations import contents, files, statements, world
from tests.credentials.mutations.kinds import Mutation
from tests.credentials.mutations.people import ASSETS, ISSUER, LOG, OFFICE, OFFICE_ED, STATES, WITNESS

MADE: list[Mutation] = [
    *statements.CONTROL,
    *statements.FORM,
    *statements.SIGNATURE,
    *statements.KINDS,
    *statements.JSON,
    *contents.DISCLOSURES,
    *contents.TIME,
    *contents.BINDING,
    *files.STATUS,
    *files.HISTORY,
    *files.FILES,
]


@dataclass(frozen=True)
class Case:
    """One line of the written table: a file, what the verifier asks, and the outcome."""

    name: str
    concern: str
    clause: str
    file: str
    reason: str | None
    is_stricter: bool
    bound: bool
    with_list: bool
    demands_history: bool

    @property
    def content(self) -> bytes:
        return (ASSETS / self.file).read_bytes()


def keys(*hands: Hand) -> dict[str, Any]:
    return {"keys": [{**to_jwk(each.public), "kid": each.kid, "alg": each.algorithm.value} for each in hands]}


def verifier() -> dict[str, Any]:
    """What the verifier of all these files knows and asks."""
    return {
        "at": world.NOW.isoformat(),
        "issuer": ISSUER,
        "kind": world.KIND,
        "jwks": keys(OFFICE, OFFICE_ED),
        "status_jwks": keys(STATES),
        "status_list": world.FRESH,
        "log_key": LOG.key.written(),
        "witness": WITNESS.key.written(),
        "audience": world.ORDERER,
        "nonce": world.NONCE,
    }


def written() -> dict[str, bytes]:
    """Every file by its name, the table among them."""
    made = {each.file: each.content.encode() for each in MADE}
    lines = [
        {
            "name": each.name,
            "concern": each.concern.value,
            "clause": each.clause,
            "file": each.file,
            "reason": each.reason and each.reason.value,
            "is_stricter": each.is_stricter,
            "bound": each.bound,
            "with_list": each.with_list,
            "demands_history": each.demands_history,
        }
        for each in MADE
    ]
    table = {"verifier": verifier(), "cases": lines}
    return {**made, "table.json": json.dumps(table, ensure_ascii=False, indent=1).encode() + b"\n"}


def cases() -> list[Case]:
    table = json.loads((ASSETS / "table.json").read_text(encoding="utf-8"))
    return [Case(**each) for each in table["cases"]]
