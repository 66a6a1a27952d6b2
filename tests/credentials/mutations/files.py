"""Changes to the list of states, to the proof of the history, and to the certificate file around them."""

from __future__ import annotations

import json
import zlib
from datetime import timedelta
from functools import partial
from typing import Any

from hoshimori.credentials.exchange import base64url
from hoshimori.credentials.exchange.certificate_files import CertificateFile
from hoshimori.credentials.rules.reasons import Reason
from hoshimori.credentials.rules.status import State
from tests.credentials.hands import Hand
from tests.credentials.mutations import world
from tests.credentials.mutations.kinds import Concern, Mutation, flipped
from tests.credentials.mutations.people import ISSUER, OFFICE, STATES, STRANGER
from tests.credentials.mutations.world import BOUND, FILE, FOREIGN, FRESH, LIST, NOW, SHOWN, leaf, proof, sealed, states

HEAD, BODY, TAIL = FRESH.split(".")
PROOF = proof(leaf())
PLAIN = CertificateFile(SHOWN, status_list=FRESH)
BOMB = base64url.encode(zlib.compress(bytes(4_194_304), 9))


def changed(file: CertificateFile = FILE, **other: Any) -> str:
    return world.changed(file, **other).decode()


def listed(token: str) -> str:
    return changed(PLAIN, status_list=token)


def stated(*, signer: Hand = STATES, typ: str = "statuslist+jwt", **other: Any) -> str:
    """A list of states that says exactly this, rightly signed."""
    said = {"iss": ISSUER, "sub": LIST, "iat": world.seconds(), "exp": world.seconds(days=1), "ttl": 300}
    lists = {"status_list": {"bits": 2, "lst": base64url.encode(zlib.compress(bytes(16_384), 9))}}
    said = {name: value for name, value in (said | lists | other).items() if value is not None}
    return listed(sealed(said, signer=signer, typ=typ))


def pointing(status: object) -> str:
    return changed(PLAIN, sd_jwt=world.signed_with(status=status))


def placed(index: object, uri: object = LIST) -> str:
    return pointing({"status_list": {"idx": index, "uri": uri}})


def noted(text: str) -> str:
    """The file whose proof reads so."""
    return changed(proof=text)


def spelled(**other: Any) -> str:
    return json.dumps({"format": "hoshimori/certificate/1", "sd_jwt": SHOWN, "status_list": FRESH} | other)


in_list = partial(Mutation, concern=Concern.STATUS, with_list=False)
in_history = partial(Mutation, concern=Concern.HISTORY, with_list=False, demands_history=True)
in_file = partial(Mutation, concern=Concern.FILE, with_list=False)
WRITTEN = PROOF.written().decode()
LINES = WRITTEN.split("\n")
ENDED = leaf(kind="WITHDRAWN", state="WITHDRAWN")
ANOTHER = leaf(number="3-27-000124-9")
FOUR = leaf(level=4)

STATUS = [
    in_list(name="as it should be", clause="TSL §8.3", content=listed(FRESH), reason=None),
    in_list(
        name="ended", clause="TSL §7.1", content=listed(states(place_4711=State.INVALID)), reason=Reason.STATE_ENDED
    ),
    in_list(
        name="suspended",
        clause="TSL §7.1",
        content=listed(states(place_4711=State.SUSPENDED)),
        reason=Reason.STATE_SUSPENDED,
    ),
    in_list(
        name="neighbours suspended",
        clause="TSL §4.1",
        content=listed(states(place_4710=State.SUSPENDED, place_4712=State.INVALID)),
        reason=None,
    ),
    in_list(
        name="no list", clause="TSL §8.3", content=changed(PLAIN, status_list=""), reason=Reason.STATUS_LIST_MISSING
    ),
    in_list(
        name="stale",
        clause="TSL §8.3 4.c",
        content=listed(states(NOW - timedelta(minutes=10))),
        reason=Reason.STATUS_LIST_STALE,
    ),
    in_list(
        name="over",
        clause="TSL §8.3 4.b",
        content=listed(states(NOW - timedelta(days=2))),
        reason=Reason.STATUS_LIST_STALE,
    ),
    in_list(
        name="stale and suspended",
        clause="TSL §8.3 4.c",
        content=listed(states(NOW - timedelta(minutes=10), place_4711=State.SUSPENDED)),
        reason=Reason.STATE_SUSPENDED,
    ),
    in_list(
        name="signed in the future",
        clause="7519 §4.1.6",
        content=listed(states(NOW + timedelta(hours=1))),
        reason=Reason.ISSUED_IN_FUTURE,
    ),
    in_list(
        name="of another address",
        clause="TSL §8.3 4.a",
        content=listed(states(uri=f"{LIST}1")),
        reason=Reason.STATUS_LIST_OF_ANOTHER,
    ),
    in_list(
        name="by a stranger",
        clause="TSL §8.3 3",
        content=listed(states(signer=STRANGER)),
        reason=Reason.KEY_NOT_TRUSTED,
    ),
    in_list(
        name="by the key for certificates",
        clause="own rule: one key, one purpose",
        content=listed(states(signer=OFFICE)),
        reason=Reason.KEY_NOT_TRUSTED,
    ),
    in_list(
        name="bit flipped",
        clause="TSL §8.3 3",
        content=listed(f"{HEAD}.{flipped(BODY, 160)}.{TAIL}"),
        reason=Reason.SIGNATURE_WRONG,
    ),
    in_list(name="typ JWT", clause="TSL §5.1", content=stated(typ="JWT"), reason=Reason.TYPE_WRONG),
    in_list(
        name="three bits",
        clause="TSL §4.2",
        content=stated(status_list={"bits": 3, "lst": "eJwDAAAAAAE"}),
        reason=Reason.STATUS_LIST_WRONG,
    ),
    in_list(name="no address", clause="TSL §5.1", content=stated(sub=None), reason=Reason.STATUS_LIST_WRONG),
    in_list(
        name="not compressed",
        clause="TSL §4.1",
        content=stated(status_list={"bits": 2, "lst": "AAAA"}),
        reason=Reason.STATUS_LIST_WRONG,
    ),
    in_list(
        name="unpacks into four mebibytes",
        clause="own limit",
        content=stated(status_list={"bits": 2, "lst": BOMB}),
        reason=Reason.TOO_LARGE,
    ),
    in_list(name="ttl not positive", clause="TSL §5.1", content=stated(ttl=0), reason=Reason.STATUS_LIST_WRONG),
    in_list(
        name="unknown state",
        clause="TSL §7.1",
        content=stated(status_list={"bits": 2, "lst": base64url.encode(zlib.compress(b"\xff" * 16_384, 9))}),
        reason=Reason.STATUS_UNKNOWN,
    ),
    in_list(
        name="place outside of the list",
        clause="TSL §8.3 6",
        content=placed(65_536),
        reason=Reason.STATUS_INDEX_OUTSIDE,
    ),
    in_list(name="place below zero", clause="TSL §6.2", content=placed(-1), reason=Reason.STATUS_WRONG),
    in_list(name="place a text", clause="TSL §6.2", content=placed("4711"), reason=Reason.STATUS_WRONG),
    in_list(name="place true", clause="TSL §6.2", content=placed(index=True), reason=Reason.STATUS_WRONG),
    in_list(name="no place", clause="TSL §6.2", content=pointing({"status_list": {}}), reason=Reason.STATUS_WRONG),
    in_list(name="no status", clause="own claims", content=pointing(None), reason=Reason.CLAIM_MISSING),
]
HISTORY = [
    in_history(name="as it should be", clause="tlog-proof", content=changed(), reason=None),
    in_history(
        name="demanded and not there",
        clause="own rule",
        content=changed(leaf="", proof=""),
        reason=Reason.HISTORY_MISSING,
    ),
    in_history(
        name="leaf changed",
        clause="6962 §2.1.1",
        content=changed(leaf=leaf(level=4)),
        reason=Reason.LOG_ENTRY_NOT_PROVEN,
    ),
    in_history(
        name="leaf of another registration",
        clause="own rule",
        content=changed(leaf=ANOTHER, proof=proof(ANOTHER).written().decode()),
        reason=Reason.LEAF_OF_ANOTHER,
    ),
    in_history(
        name="leaf of another level",
        clause="own rule",
        content=changed(leaf=FOUR, proof=proof(FOUR).written().decode()),
        reason=Reason.LEAF_OF_ANOTHER,
    ),
    in_history(
        name="leaf that says withdrawn",
        clause="own rule",
        content=changed(leaf=ENDED, proof=proof(ENDED).written().decode()),
        reason=Reason.STATE_ENDED,
    ),
    in_history(
        name="leaf of another kind",
        clause="own rule",
        content=changed(leaf='{"format":"x"}', proof=proof('{"format":"x"}').written().decode()),
        reason=Reason.LEAF_WRONG,
    ),
    in_history(
        name="leaf no JSON",
        clause="own rule",
        content=changed(leaf="entry", proof=proof("entry").written().decode()),
        reason=Reason.JSON_WRONG,
    ),
    in_history(
        name="one hash changed",
        clause="6962 §2.1.1",
        content=noted(WRITTEN.replace(LINES[3], LINES[4])),
        reason=Reason.LOG_ENTRY_NOT_PROVEN,
    ),
    in_history(
        name="one hash missing",
        clause="6962 §2.1.1",
        content=noted(WRITTEN.replace(LINES[3] + "\n", "")),
        reason=Reason.LOG_ENTRY_NOT_PROVEN,
    ),
    in_history(
        name="another place",
        clause="6962 §2.1.1",
        content=noted(WRITTEN.replace("index 77", "index 78")),
        reason=Reason.LOG_ENTRY_NOT_PROVEN,
    ),
    in_history(
        name="place written otherwise",
        clause="tlog-proof",
        content=noted(WRITTEN.replace("index 77", "index 077")),
        reason=Reason.LOG_UNREADABLE,
    ),
    in_history(
        name="another size",
        clause="signed-note",
        content=noted(WRITTEN.replace("\n153\n", "\n154\n")),
        reason=Reason.LOG_SIGNATURE_WRONG,
    ),
    in_history(
        name="by another log",
        clause="tlog-checkpoint",
        content=noted(proof(leaf(), log=FOREIGN).written().decode()),
        reason=Reason.LOG_NOT_SIGNED,
    ),
    in_history(
        name="another log of the same key",
        clause="tlog-checkpoint",
        content=noted(proof(leaf(), origin=FOREIGN.key.name).written().decode()),
        reason=Reason.LOG_IS_ANOTHER,
    ),
    in_history(
        name="without a witness",
        clause="tlog-cosignature",
        content=noted(proof(leaf(), witness=None).written().decode()),
        reason=Reason.LOG_WITNESSES_TOO_FEW,
    ),
    in_history(
        name="witness of a later time",
        clause="own rule",
        content=noted(proof(leaf(), at=NOW + timedelta(hours=1)).written().decode()),
        reason=Reason.LOG_WITNESSES_TOO_FEW,
    ),
    in_history(
        name="cut off",
        clause="tlog-proof",
        content=noted(WRITTEN[: WRITTEN.index("\n\n")]),
        reason=Reason.LOG_UNREADABLE,
    ),
]
FILES = [
    in_file(name="as it should be", clause="own form", content=changed(), reason=None),
    in_file(
        name="comment changed",
        clause="own form: nonce_of",
        content=changed(comment="問題はありません。"),
        reason=Reason.WORDS_NOT_SIGNED,
    ),
    in_file(
        name="own words left out",
        clause="own form: nonce_of",
        content=changed(own_words=()),
        reason=Reason.WORDS_NOT_SIGNED,
    ),
    in_file(
        name="purpose changed",
        clause="own form: nonce_of",
        content=changed(purpose="広告"),
        reason=Reason.WORDS_NOT_SIGNED,
    ),
    in_file(
        name="words that nobody signed",
        clause="own form: nonce_of",
        content=changed(PLAIN, comment="最高の会社です。"),
        reason=Reason.WORDS_NOT_SIGNED,
    ),
    in_file(
        name="audience of the file changed",
        clause="9901 §7.3 5.f",
        content=changed(audience="https://other.example"),
        reason=Reason.AUDIENCE_WRONG,
    ),
    in_file(
        name="nonce of the file changed",
        clause="9901 §7.3 5.f",
        content=changed(nonce="other"),
        reason=Reason.NONCE_WRONG,
    ),
    in_file(
        name="binding left out of the file",
        clause="9901 §4",
        content=spelled(sd_jwt=BOUND),
        reason=Reason.BINDING_UNEXPECTED,
    ),
    in_file(
        name="signature of the company cut off",
        clause="9901 §7.3 2",
        content=changed(sd_jwt=SHOWN),
        reason=Reason.BINDING_MISSING,
    ),
    in_file(
        name="another format",
        clause="own form",
        content=spelled(format="hoshimori/certificate/2"),
        reason=Reason.FILE_WRONG,
    ),
    in_file(name="a name nobody knows", clause="own form", content=spelled(level=5), reason=Reason.FILE_WRONG),
    in_file(
        name="a name twice", clause="7493 §2.3", content=spelled()[:-1] + ',"sd_jwt":""}', reason=Reason.JSON_NAME_TWICE
    ),
    in_file(name="cut off", clause="8259", content=spelled()[:-9], reason=Reason.JSON_WRONG),
    in_file(
        name="nested without end",
        clause="own limit",
        content='{"format":' + "[" * 2000 + "]" * 2000 + "}",
        reason=Reason.TOO_DEEP,
    ),
]
