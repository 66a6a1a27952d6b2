"""Minato's certificate as it should be: alone, with three criteria shown, bound to Kaede, and as a whole file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from hoshimori.credentials.exchange import (
    base64url,
    certificate_files,
    checkpoints,
    cosignatures,
    disclosures,
    key_binding,
    sd_jwt,
    status_list,
)
from hoshimori.credentials.exchange.certificate_files import CertificateFile, OwnWords, nonce_of
from hoshimori.credentials.exchange.checkpoints import Checkpoint, Log
from hoshimori.credentials.exchange.concealing import Hidden
from hoshimori.credentials.exchange.cosignatures import Quorum
from hoshimori.credentials.exchange.judging import Trusted
from hoshimori.credentials.exchange.log_proofs import LogProof
from hoshimori.credentials.exchange.notes import Note
from hoshimori.credentials.exchange.signing import to_jwk
from hoshimori.credentials.rules import claims
from hoshimori.credentials.rules.claims import Content
from hoshimori.credentials.rules.merkle import Leaves, head, inclusion_proof, leaf_hash
from hoshimori.credentials.rules.status import State
from hoshimori.credentials.rules.validity import Expectation
from hoshimori.shared.canonical import canonical
from tests.credentials.hands import Hand
from tests.credentials.mutations.people import (
    HOLDER,
    ISSUER,
    LOG,
    OFFICE,
    OFFICE_ED,
    OTHER_LOG,
    STATES,
    WITNESS,
)
from tests.credentials.signers import Holder

NOW = datetime(2027, 4, 1, 3, 0, tzinfo=UTC)
ORDERER = "https://kaede.example"
KIND = f"{ISSUER}/credentials/types/certificate/1"
LIST = f"{ISSUER}/credentials/status/0"
PLACE = 4711
DISCLOSURE = "0199f0a2-0000-7000-8000-000000000001"
WORDS: dict[str, Any] = {
    "disclosure": DISCLOSURE,
    "purpose": "取引先の確認",
    "comment": "3月に更新しました。",
    "own_words": (OwnWords("3-1-1-1", "更新が届かないサーバーが1台あった", "更新の手順に加えた", "2027-03-12"),),
}
NONCE = nonce_of(**WORDS)
TRUSTED = Trusted(
    ISSUER,
    (OFFICE.trusted(ISSUER), OFFICE_ED.trusted(ISSUER)),
    (STATES.trusted(ISSUER),),
    Log(LOG.key.name, (LOG.key,)),
    Quorum((WITNESS.key,), 1),
)
LEVEL_3: dict[str, Any] = {
    "registration_number": "3-27-000123-5",
    "level": 3,
    "corporate_number": "7000012050002",
    "name_ja": "みなと物流株式会社",
    "name_en": "Minato Logistics Co., Ltd.",
    "prefecture": "14",
    "scope_ja": "本社と横浜の倉庫",
    "valid_from": "2027-03-01",
    "last_valid_on": "2028-02-29",
    "edition": "2026-03-27",
}
CATEGORIES: dict[str, Any] = {
    "1": {
        "result": "MET",
        "requirements": {
            "1-1-1": {"result": "MET", "criteria": {"1-1-1-1": {"result": "MET"}, "1-1-1-2": {"result": "MET"}}},
            "1-2-1": {"result": "MET", "criteria": {"1-2-1-1": {"result": "MET"}}},
        },
    },
    "3": {
        "result": "MET",
        "requirements": {
            "3-1-1": {
                "result": "NOT_APPLICABLE",
                "criteria": {"3-1-1-1": {"result": "NOT_APPLICABLE", "basis": "自社のサーバーはありません"}},
            }
        },
    },
}
FEEDBACK = {
    "advice": "手順書に日付を入れるとよい",
    "manner": "VISIT",
    "is_in_house": False,
    "confirmed_on": "2027-02-10",
}
CONTENT = cast("Content", {**LEVEL_3, "categories": CATEGORIES, "feedback": FEEDBACK})
THREE = ("CRITERION:1-1-1-1", "CRITERION:1-2-1-1", "CRITERION:3-1-1-1")


def seconds(**later: float) -> int:
    return int((NOW + timedelta(**later)).timestamp())


def payload(**other: Any) -> dict[str, Any]:
    """All claims of Minato's certificate; a claim given as None is left out."""
    issued = seconds(days=-31)
    whole = {
        "iss": ISSUER,
        "iat": issued,
        "nbf": issued,
        "exp": seconds(days=334),
        "vct": KIND,
        "cnf": {"jwk": to_jwk(HOLDER.public)},
        "status": {"status_list": {"idx": PLACE, "uri": LIST}},
        **LEVEL_3,
        **claims.hidden(CONTENT, Hidden),
        **other,
    }
    return {name: value for name, value in whole.items() if value is not None}


def seed(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def issued(*, signer: Hand = OFFICE, salts: str = "minato", **other: Any) -> str:
    return sd_jwt.issue(payload(**other), signer, seed=seed(salts))


def alone(**other: Any) -> str:
    """The certificate without anything hidden."""
    return issued(**other).partition("~")[0] + "~"


def showing(whole: str, items: tuple[str, ...] = THREE) -> str:
    held = sd_jwt.verify(whole, TRUSTED.keys, Expectation(at=NOW, kinds=frozenset({KIND})))
    return sd_jwt.narrow(held, claims.paths(items, CONTENT))


def bound(presentation: str, holder: Hand = HOLDER, nonce: str = NONCE, at: datetime = NOW) -> str:
    return key_binding.bind(presentation, audience=ORDERER, nonce=nonce, holder=holder, at=at)


def sealed(said: object, *, signer: Hand = OFFICE, raw: bytes | None = None, **header: Any) -> str:
    """A JWT that says exactly this, however wrong it is, with a right signature; a header given as None is left out."""
    named = {"alg": signer.algorithm.value, "typ": "dc+sd-jwt", "kid": signer.kid} | header
    head = json.dumps({name: value for name, value in named.items() if value is not None}).encode()
    body = raw if raw is not None else json.dumps(said).encode()
    content = f"{base64url.encode(head)}.{base64url.encode(body)}"
    return f"{content}.{base64url.encode(signer.sign(content.encode()))}"


def told(*parts: object) -> str:
    """A disclosure that says exactly this, however wrong it is."""
    return base64url.encode(json.dumps(parts, ensure_ascii=False).encode())


def signed_with(*given: str, **other: Any) -> str:
    """A signed certificate whose claims are these, with these disclosures."""
    opened = payload(categories=None, feedback=None) | other
    said = {name: value for name, value in opened.items() if value is not None}
    return joined(sealed(said), *given)


def joined(*parts: str) -> str:
    return "".join(f"{each}~" for each in parts)


def states(at: datetime = NOW, *, signer: Hand = STATES, uri: str = LIST, size: int = 65_536, **places: State) -> str:
    """A list of states as of a moment; `place_4711=State.SUSPENDED` says how Minato stands."""
    numbers = [(int(name.removeprefix("place_")), value.value) for name, value in places.items()]
    packed = status_list.pack(numbers, size=size)
    hour, day = timedelta(minutes=5), timedelta(days=1)
    return status_list.issue(packed, signer, issuer=ISSUER, uri=uri, at=at, lives=day, ttl=hour)


def leaf(**other: Any) -> str:
    """The entry of the register's history about Minato's registration."""
    same = ("corporate_number", "level", "edition", "valid_from", "last_valid_on")
    said = {name: LEVEL_3[name] for name in same} | {
        "format": "hoshimori/history/1",
        "kind": "REGISTERED",
        "at": "2027-03-01T00:00:00Z",
        "number": LEVEL_3["registration_number"],
        "state": "VALID",
        "particulars": base64url.encode(seed("particulars")),
    }
    return canonical({**said, **other}).decode()


def proof(
    entry: str, *, log: Holder = LOG, origin: str = "", witness: Holder | None = WITNESS, at: datetime = NOW
) -> LogProof:
    """A proof that an entry stands in a log of 153, among others."""
    entries = [f"entry {number}".encode() for number in range(153)]
    entries[77] = entry.encode()
    tree = Leaves([leaf_hash(each) for each in entries])
    note = checkpoints.signed(Checkpoint(origin or log.key.name, 153, head(153, tree)), log.key, log.sign)
    seen = () if witness is None else (cosignatures.cosigned(note.text, witness.key, witness.sign, at=at),)
    return LogProof(77, inclusion_proof(77, 153, tree), Note(note.text, (*note.signatures, *seen)))


WHOLE = issued()
ALONE = showing(WHOLE, ())
SHOWN = showing(WHOLE)
BOUND = bound(SHOWN)
FRESH = states()
FILE = CertificateFile(
    BOUND,
    audience=ORDERER,
    nonce=NONCE,
    leaf=leaf(),
    proof=proof(leaf()).written().decode(),
    status_list=FRESH,
    **WORDS,
)
digest = disclosures.digest
FOREIGN = OTHER_LOG


def changed(file: CertificateFile = FILE, **other: Any) -> bytes:
    """The file with other members; whatever else is wrong with it stays as it was."""
    members: Mapping[str, Any] = {name: getattr(file, name) for name in file.__dataclass_fields__}
    return certificate_files.written(CertificateFile(**{**members, **other}))
