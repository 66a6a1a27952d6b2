"""Keys that lie beside the mutations."""

from __future__ import annotations

import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from hoshimori.credentials.exchange.notes import Kind
from hoshimori.keys.rules import Algorithm
from tests.credentials.hands import Hand
from tests.credentials.signers import Holder
from tests.credentials.signers import holder as named

ASSETS = Path(__file__).parents[1] / "assets" / "mutations"
KEYS = json.loads((ASSETS / "keys.json").read_text(encoding="utf-8"))
ISSUER = "https://hoshimori.example"


def hand(name: str) -> Hand:
    key = KEYS[name]
    secret = bytes.fromhex(key["secret"])
    if key["alg"] == Algorithm.EDDSA:
        return Hand(key["kid"], ed25519.Ed25519PrivateKey.from_private_bytes(secret))
    return Hand(key["kid"], ec.derive_private_key(int.from_bytes(secret), ec.SECP256R1()))


def log(name: str, kind: Kind = Kind.NOTE) -> Holder:
    return named(KEYS[name]["name"], kind, seed=bytes.fromhex(KEYS[name]["secret"]))


OFFICE, OFFICE_ED, STATES = hand("office"), hand("office_eddsa"), hand("states")
HOLDER, STRANGER = hand("holder"), hand("stranger")
LOG, OTHER_LOG, WITNESS = log("log"), log("other_log"), log("witness", Kind.COSIGNATURE)
