"""Changes to disclosures, to the time, and to the holder's signature."""

from __future__ import annotations

from functools import partial
from typing import Any

from hoshimori.credentials.exchange import base64url
from hoshimori.credentials.rules.reasons import Reason
from tests.credentials.hands import Hand
from tests.credentials.mutations import world
from tests.credentials.mutations.kinds import Concern, Mutation, flipped
from tests.credentials.mutations.people import HOLDER, OFFICE, STRANGER
from tests.credentials.mutations.world import BOUND, NONCE, ORDERER, SHOWN, digest, joined, sealed, signed_with, told

JWT, *GIVEN = SHOWN.split("~")[:-1]
FIRST, *OTHERS = GIVEN
OTHER = world.showing(world.issued(salts="another"), ("CATEGORY:1",)).split("~")[1:-1]
NOT_SIGNED = told("AAAAAAAAAAAAAAAAAAAAAAAA", "remark", "confirmed by nobody")
A, ONE = told("salt-a", "a", 1), told("salt-1", "one")
EXP = told("salt-exp", "exp", world.seconds(days=334))

disclosed = partial(Mutation, concern=Concern.DISCLOSURES)
timed = partial(Mutation, concern=Concern.TIME)
held = partial(Mutation, concern=Concern.BINDING, bound=True)


def hidden(*parts: object) -> str:
    """A signed certificate that refers to a disclosure saying exactly this."""
    return signed_with(told(*parts), _sd=[digest(told(*parts))])


def rebound(presentation: str = SHOWN, *, signer: Hand = HOLDER, typ: str = "kb+jwt", **other: Any) -> str:
    """A presentation whose holder's signature says something else than it should."""
    said = {"iat": world.seconds(), "aud": ORDERER, "nonce": NONCE, "sd_hash": digest(presentation)} | other
    said = {name: value for name, value in said.items() if value is not None}
    return presentation + sealed(said, signer=signer, typ=typ, kid=None)


def chain(levels: int) -> str:
    """Disclosures inside disclosures, each of them shallow."""
    made = [told("salt-0", "x", 1)]
    for level in range(1, levels):
        made.append(told(f"salt-{level}", "x", {"_sd": [digest(made[-1])]}))
    return signed_with(*made, _sd=[digest(made[-1])])


KB = BOUND.rpartition("~")[2]
KB_HEAD, KB_BODY, KB_TAIL = KB.split(".")
UNSIGNED = base64url.encode(b'{"alg":"none","typ":"kb+jwt"}')

DISCLOSURES = [
    disclosed(name="reordered", clause="9901 §4: any order", content=joined(JWT, *GIVEN[::-1]), reason=None),
    disclosed(
        name="bit flipped",
        clause="9901 §7.1 5",
        content=joined(JWT, *GIVEN[:-1], flipped(GIVEN[-1], 30)),
        reason=Reason.DISCLOSURE_NOT_REFERENCED,
    ),
    disclosed(
        name="result rewritten",
        clause="9901 §7.1 5",
        content=joined(JWT, *GIVEN[:-1], told("AAAAAAAAAAAAAAAAAAAAAAAA", "1-1-1-1", {"result": "MET"})),
        reason=Reason.DISCLOSURE_NOT_REFERENCED,
    ),
    disclosed(name="duplicated", clause="9901 §4", content=joined(JWT, *GIVEN, FIRST), reason=Reason.DISCLOSURE_TWICE),
    disclosed(
        name="forged and unreferenced",
        clause="9901 §7.1 5",
        content=joined(JWT, *GIVEN, NOT_SIGNED),
        reason=Reason.DISCLOSURE_NOT_REFERENCED,
    ),
    disclosed(
        name="parent missing",
        clause="9901 §7.1 5",
        content=joined(JWT, *OTHERS),
        reason=Reason.DISCLOSURE_NOT_REFERENCED,
    ),
    disclosed(
        name="swapped with another certificate's",
        clause="9901 §7.1 5",
        content=joined(JWT, *OTHER),
        reason=Reason.DISCLOSURE_NOT_REFERENCED,
    ),
    disclosed(
        name="moved into another certificate",
        clause="9901 §7.1 5",
        content=joined(world.alone(salts="another").removesuffix("~"), *GIVEN),
        reason=Reason.DISCLOSURE_NOT_REFERENCED,
    ),
    disclosed(
        name="digest twice in one place",
        clause="9901 §7.1 4",
        content=signed_with(A, _sd=[digest(A), digest(A)]),
        reason=Reason.DIGEST_TWICE,
    ),
    disclosed(
        name="digest in two places",
        clause="9901 §7.1 4",
        content=signed_with(A, _sd=[digest(A)], x={"_sd": [digest(A)]}),
        reason=Reason.DIGEST_TWICE,
    ),
    disclosed(
        name="undisclosed digest twice",
        clause="9901 §7.1 4",
        content=signed_with(x=[{"...": digest(A)}] * 2),
        reason=Reason.DIGEST_TWICE,
    ),
    disclosed(
        name="overwrites the level",
        clause="9901 §7.1 3.c.ii",
        content=hidden("salt", "level", 5),
        reason=Reason.CLAIM_EXISTS,
    ),
    disclosed(
        name="hidden end",
        clause="VC §2.2.2.3",
        content=signed_with(EXP, _sd=[digest(EXP)], exp=None),
        reason=Reason.CLAIM_MUST_BE_OPEN,
    ),
    disclosed(
        name="hidden inside the status",
        clause="VC §2.2.2.3",
        content=signed_with(A, status={"_sd": [digest(A)], "status_list": {"idx": 1, "uri": world.LIST}}),
        reason=Reason.CLAIM_MUST_BE_OPEN,
    ),
    disclosed(name="named _sd", clause="9901 §7.1 3.c.ii", content=hidden("s", "_sd", []), reason=Reason.RESERVED_NAME),
    disclosed(
        name="named with three dots",
        clause="9901 §7.1 3.c.ii",
        content=hidden("s", "...", 1),
        reason=Reason.RESERVED_NAME,
    ),
    disclosed(
        name="two elements for a claim",
        clause="9901 §7.1 3.c.ii",
        content=hidden("s", 1),
        reason=Reason.DISCLOSURE_WRONG,
    ),
    disclosed(
        name="three elements for an element",
        clause="9901 §7.1 3.c.iii",
        content=signed_with(A, x=[{"...": digest(A)}]),
        reason=Reason.DISCLOSURE_WRONG,
    ),
    disclosed(
        name="four elements", clause="9901 §7.1 3.c", content=hidden("s", "a", 1, 2), reason=Reason.DISCLOSURE_WRONG
    ),
    disclosed(
        name="a number for a name", clause="9901 §4.2.1", content=hidden("s", 1, 1), reason=Reason.DISCLOSURE_WRONG
    ),
    disclosed(
        name="a number for a salt", clause="9901 §4.2.1", content=hidden(1, "a", 1), reason=Reason.DISCLOSURE_WRONG
    ),
    disclosed(
        name="no JSON",
        clause="9901 §4.2.1",
        content=signed_with("bm8", _sd=[digest("bm8")]),
        reason=Reason.JSON_WRONG,
    ),
    disclosed(
        name="a name twice inside",
        clause="8725 §2.4",
        content=signed_with(
            base64url.encode(b'["s","a",{"x":1,"x":2}]'), _sd=[digest(base64url.encode(b'["s","a",{"x":1,"x":2}]'))]
        ),
        reason=Reason.JSON_NAME_TWICE,
    ),
    disclosed(
        name="one salt for two claims",
        clause="9901 §9.3",
        content=signed_with(A, told("salt-a", "b", 1), _sd=[digest(A), digest(told("salt-a", "b", 1))]),
        reason=Reason.SALT_TWICE,
    ),
    disclosed(
        name="more beside three dots",
        clause="9901 §4.2.4.2",
        content=signed_with(ONE, x=[{"...": digest(ONE), "y": 1}]),
        reason=Reason.RESERVED_NAME,
    ),
    disclosed(
        name="three dots outside of an array",
        clause="9901 §7.1 3.c",
        content=signed_with(x={"...": digest(A)}),
        reason=Reason.RESERVED_NAME,
    ),
    disclosed(
        name="another hash",
        clause="9901 §7.1 2.d",
        content=signed_with(_sd_alg="sha-1"),
        reason=Reason.HASH_NOT_ACCEPTED,
    ),
    disclosed(
        name="a hash named below",
        clause="9901 §4.1.1",
        content=signed_with(x={"_sd_alg": "sha-256"}),
        reason=Reason.RESERVED_NAME,
    ),
    disclosed(name="_sd no list", clause="9901 §4.2.4.1", content=signed_with(_sd="x"), reason=Reason.DIGEST_WRONG),
    disclosed(name="_sd of numbers", clause="9901 §4.2.4.1", content=signed_with(_sd=[1]), reason=Reason.DIGEST_WRONG),
    disclosed(
        name="a digest too short",
        clause="9901 §4.2.3",
        content=signed_with(_sd=[digest(A)[:20]]),
        reason=Reason.DIGEST_WRONG,
    ),
    disclosed(name="300 inside each other", clause="own limit", content=chain(300), reason=Reason.TOO_DEEP),
]
TIME = [
    timed(
        name="expired", clause="7519 §4.1.4", content=signed_with(exp=world.seconds(minutes=-5)), reason=Reason.EXPIRED
    ),
    timed(
        name="not yet valid",
        clause="7519 §4.1.5",
        content=signed_with(nbf=world.seconds(minutes=5)),
        reason=Reason.NOT_YET_VALID,
    ),
    timed(
        name="issued in the future",
        clause="9901 §9.2",
        content=signed_with(iat=world.seconds(days=1)),
        reason=Reason.ISSUED_IN_FUTURE,
    ),
    timed(name="end a text", clause="7519 §2", content=signed_with(exp="2099-01-01"), reason=Reason.CLAIM_WRONG),
    timed(name="end true", clause="7519 §2", content=signed_with(exp=True), reason=Reason.CLAIM_WRONG),
    timed(name="begin a list", clause="7519 §2", content=signed_with(nbf=[]), reason=Reason.CLAIM_WRONG),
    timed(name="no end", clause="own claims", content=signed_with(exp=None), reason=Reason.CLAIM_MISSING),
]
BINDING = [
    held(name="as it should be", clause="9901 §7.3", content=BOUND, reason=None),
    held(name="not there", clause="9901 §7.3 2", content=SHOWN, reason=Reason.BINDING_MISSING),
    held(name="nobody asked for it", clause="9901 §4", content=BOUND, reason=Reason.BINDING_UNEXPECTED, bound=False),
    held(
        name="for another audience",
        clause="9901 §7.3 5.f",
        content=rebound(aud="https://other.example"),
        reason=Reason.AUDIENCE_WRONG,
    ),
    held(name="no audience", clause="9901 §4.3", content=rebound(aud=None), reason=Reason.CLAIM_MISSING),
    held(name="several audiences", clause="9901 §4.3", content=rebound(aud=[ORDERER]), reason=Reason.CLAIM_MISSING),
    held(name="another nonce", clause="9901 §7.3 5.f", content=rebound(nonce="other"), reason=Reason.NONCE_WRONG),
    held(name="no nonce", clause="9901 §4.3", content=rebound(nonce=None), reason=Reason.CLAIM_MISSING),
    held(name="no time", clause="9901 §4.3", content=rebound(iat=None), reason=Reason.CLAIM_MISSING),
    held(
        name="signed in the future",
        clause="9901 §7.3 5.e",
        content=rebound(iat=world.seconds(days=1)),
        reason=Reason.ISSUED_IN_FUTURE,
    ),
    held(name="by a stranger", clause="9901 §7.3 5.c", content=rebound(signer=STRANGER), reason=Reason.SIGNATURE_WRONG),
    held(name="by the operator", clause="9901 §7.3 5.c", content=rebound(signer=OFFICE), reason=Reason.SIGNATURE_WRONG),
    held(
        name="bit flipped",
        clause="9901 §7.3 5.c",
        content=f"{SHOWN}{KB_HEAD}.{flipped(KB_BODY, 30)}.{KB_TAIL}",
        reason=Reason.SIGNATURE_WRONG,
    ),
    held(
        name="alg none",
        clause="9901 §7.3 5.b",
        content=f"{SHOWN}{UNSIGNED}.{KB_BODY}.",
        reason=Reason.ALGORITHM_NOT_ACCEPTED,
    ),
    held(name="typ JWT", clause="9901 §7.3 5.d", content=rebound(typ="JWT"), reason=Reason.TYPE_WRONG),
    held(
        name="one disclosure taken away afterwards",
        clause="9901 §7.3 5.g",
        content=joined(JWT, *GIVEN[:-1]) + KB,
        reason=Reason.BOUND_TO_ANOTHER,
    ),
    held(
        name="reordered afterwards",
        clause="9901 §7.3 5.g",
        content=joined(JWT, *GIVEN[::-1]) + KB,
        reason=Reason.BOUND_TO_ANOTHER,
    ),
    held(
        name="of another certificate",
        clause="9901 §7.3 5.g",
        content=world.showing(world.issued(salts="another")) + KB,
        reason=Reason.BOUND_TO_ANOTHER,
    ),
    held(name="no hash", clause="9901 §4.3", content=rebound(sd_hash=None), reason=Reason.CLAIM_MISSING),
    held(
        name="a certificate without a holder",
        clause="9901 §7.3 5.a",
        content=rebound(world.issued(cnf=None).partition("~")[0] + "~"),
        reason=Reason.BINDING_MISSING,
    ),
]
