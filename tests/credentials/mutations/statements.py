"""Changes to the form of a certificate, to its signature, to what it says it is, and to its JSON."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from hoshimori.credentials.exchange import base64url
from hoshimori.credentials.exchange.signing import to_jwk
from hoshimori.credentials.rules.reasons import Reason
from tests.credentials.hands import Hand
from tests.credentials.mutations import world
from tests.credentials.mutations.kinds import Concern, Mutation, flipped
from tests.credentials.mutations.people import HOLDER, OFFICE, OFFICE_ED, STRANGER
from tests.credentials.mutations.world import ALONE, SHOWN, joined, sealed

ORDER_OF_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
JWT, *GIVEN = SHOWN.split("~")[:-1]
HEAD, BODY, TAIL = JWT.split(".")
SAID = json.loads(base64url.decode(BODY))

form = partial(Mutation, concern=Concern.FORM)
signature = partial(Mutation, concern=Concern.SIGNATURE)
kind = partial(Mutation, concern=Concern.KIND)
spelled = partial(Mutation, concern=Concern.JSON)


def re_signed(tail: bytes) -> str:
    return joined(f"{HEAD}.{BODY}.{base64url.encode(tail)}", *GIVEN)


def headed(*, signer: Hand = OFFICE, **header: Any) -> str:
    """The same payload under another header, rightly signed."""
    return joined(sealed(SAID, signer=signer, **header), *GIVEN)


def under(header: bytes) -> str:
    """The same payload under a header spelled exactly so, not signed yet."""
    return f"{base64url.encode(header)}.{BODY}"


def with_secret_of_public_key() -> str:
    """The old trick: HS256 with the published key as the secret."""
    content = under(b'{"alg":"HS256","typ":"dc+sd-jwt","kid":"2027-1"}')
    secret = OFFICE.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    maker = hmac.HMAC(secret, hashes.SHA256())
    maker.update(content.encode())
    return joined(f"{content}.{base64url.encode(maker.finalize())}", *GIVEN)


def unsigned(tail: str) -> str:
    head = base64url.encode(b'{"alg":"none","typ":"dc+sd-jwt"}')
    return joined(f"{head}.{BODY}.{tail}", *GIVEN)


def raw(text: str) -> str:
    """A rightly signed payload spelled exactly so."""
    return joined(sealed(None, raw=text.encode()))


def spelled_payload(before: str = "", after: str = "") -> str:
    said = {**world.payload(categories=None, feedback=None)}
    return raw("{" + before + json.dumps(said)[1:-1] + after + "}")


TWO_ALGORITHMS = under(b'{"alg":"none","alg":"ES256","typ":"dc+sd-jwt","kid":"2027-1"}')
R, S = (int.from_bytes(half) for half in (base64url.decode(TAIL)[:32], base64url.decode(TAIL)[32:]))
OTHER_S = ORDER_OF_P256 - S
LEVEL_4 = world.issued(level=4, salts="level 4").split("~")[0]

FORM = [
    form(name="nothing", clause="9901 §4", content="", reason=Reason.FORMAT_WRONG),
    form(name="no tilde", clause="9901 §4", content=JWT, reason=Reason.BINDING_UNEXPECTED),
    form(name="last tilde missing", clause="9901 §4", content=SHOWN[:-1], reason=Reason.BINDING_UNEXPECTED),
    form(name="empty disclosure", clause="9901 §4", content=SHOWN + "~", reason=Reason.FORMAT_WRONG),
    form(name="no issuer-signed part", clause="9901 §4", content="~" + joined(*GIVEN), reason=Reason.FORMAT_WRONG),
    form(name="two parts", clause="7515 §7.1", content=joined(f"{HEAD}.{BODY}"), reason=Reason.FORMAT_WRONG),
    form(name="five parts", clause="7515 §7.1", content=joined(f"{JWT}.a.b"), reason=Reason.FORMAT_WRONG),
    form(name="cut in half", clause="9901 §4", content=SHOWN[: len(SHOWN) // 2], reason=Reason.BINDING_UNEXPECTED),
    form(name="padding", clause="7515 §2", content=joined(f"{JWT}==", *GIVEN), reason=Reason.BASE64URL_WRONG),
    form(
        name="left-over bits in the signature",
        clause="4648 §3.5",
        content=joined(f"{HEAD}.{BODY}.{TAIL[:-1]}{chr(ord(TAIL[-1]) + 1)}", *GIVEN),
        reason=Reason.BASE64URL_WRONG,
    ),
    form(
        name="a space inside",
        clause="7515 §2",
        content=joined(f"{HEAD}.{BODY}.{TAIL[:40]} {TAIL[40:]}", *GIVEN),
        reason=Reason.BASE64URL_WRONG,
    ),
    form(name="letters beyond ASCII", clause="9901 §4", content=SHOWN + "星~", reason=Reason.FORMAT_WRONG),
]
SIGNATURE = [
    signature(name="signed with EdDSA", clause="8037", content=world.issued(signer=OFFICE_ED), reason=None),
    signature(
        name="the other signature of the same key",
        clause="7518 §3.4: r and n minus s is one as well",
        content=re_signed(R.to_bytes(32) + OTHER_S.to_bytes(32)),
        reason=None,
    ),
    signature(
        name="bit flipped in the header",
        clause="9901 §7.1 2.b",
        content=joined(f"{flipped(HEAD, 20)}.{BODY}.{TAIL}", *GIVEN),
        reason=Reason.JSON_WRONG,
    ),
    signature(
        name="bit flipped in the payload",
        clause="9901 §7.1 2.b",
        content=joined(f"{HEAD}.{flipped(BODY, 90)}.{TAIL}", *GIVEN),
        reason=Reason.SIGNATURE_WRONG,
    ),
    signature(
        name="bit flipped in the signature",
        clause="9901 §7.1 2.b",
        content=joined(f"{HEAD}.{BODY}.{flipped(TAIL, 33)}", *GIVEN),
        reason=Reason.SIGNATURE_WRONG,
    ),
    signature(
        name="payload of another certificate",
        clause="9901 §7.1 2.b",
        content=joined(f"{HEAD}.{LEVEL_4.split('.')[1]}.{TAIL}"),
        reason=Reason.SIGNATURE_WRONG,
    ),
    signature(
        name="r and s swapped",
        clause="7518 §3.4",
        content=re_signed(S.to_bytes(32) + R.to_bytes(32)),
        reason=Reason.SIGNATURE_WRONG,
    ),
    signature(name="all zeros", clause="CVE-2022-21449", content=re_signed(bytes(64)), reason=Reason.SIGNATURE_WRONG),
    signature(
        name="in DER", clause="7518 §3.4", content=re_signed(encode_dss_signature(R, S)), reason=Reason.SIGNATURE_WRONG
    ),
    signature(name="none at all", clause="9901 §4.1", content=re_signed(b""), reason=Reason.SIGNATURE_WRONG),
    signature(name="alg none", clause="9901 §7.1 2.a", content=unsigned(""), reason=Reason.ALGORITHM_NOT_ACCEPTED),
    signature(
        name="alg none with a signature",
        clause="9901 §7.1 2.a",
        content=unsigned(TAIL),
        reason=Reason.ALGORITHM_NOT_ACCEPTED,
    ),
    signature(
        name="alg None in other letters",
        clause="8725 §3.1",
        content=headed(alg="nOnE"),
        reason=Reason.ALGORITHM_NOT_ACCEPTED,
    ),
    signature(
        name="HS256 with the public key",
        clause="8725 §2.1",
        content=with_secret_of_public_key(),
        reason=Reason.ALGORITHM_NOT_ACCEPTED,
    ),
    signature(
        name="alg of another key",
        clause="8725 §3.1",
        content=headed(alg="EdDSA"),
        reason=Reason.ALGORITHM_NOT_ACCEPTED,
    ),
    signature(name="no alg", clause="7515 §4.1.1", content=headed(alg=None), reason=Reason.ALGORITHM_NOT_ACCEPTED),
    signature(name="crit", clause="7515 §4.1.11", content=headed(crit=["x"], x=1), reason=Reason.HEADER_WRONG),
    signature(name="kid unknown", clause="9901 §7.1 2.c", content=headed(kid="2019"), reason=Reason.KEY_NOT_TRUSTED),
    signature(
        name="by a stranger", clause="9901 §7.1 2.b", content=headed(signer=STRANGER), reason=Reason.SIGNATURE_WRONG
    ),
    signature(
        name="by a stranger who sends the key along",
        clause="8725 §3.10",
        content=headed(signer=STRANGER, jwk=to_jwk(STRANGER.public)),
        reason=Reason.SIGNATURE_WRONG,
    ),
    signature(
        name="by the holder",
        clause="9901 §7.1 2.b",
        content=headed(signer=HOLDER, kid="2027-1"),
        reason=Reason.SIGNATURE_WRONG,
    ),
]
KINDS = [
    kind(name="typ JWT", clause="VC §2.2.1", content=headed(typ="JWT"), reason=Reason.TYPE_WRONG),
    kind(name="no typ", clause="9901 §9.11", content=headed(typ=None), reason=Reason.TYPE_WRONG),
    kind(name="typ of the draft before", clause="VC §2.2.1", content=headed(typ="vc+sd-jwt"), reason=Reason.TYPE_WRONG),
    kind(name="typ of a key binding", clause="8725 §3.11", content=headed(typ="kb+jwt"), reason=Reason.TYPE_WRONG),
    kind(
        name="another issuer",
        clause="9901 §7.1 2.c",
        content=world.signed_with(iss="https://other.example"),
        reason=Reason.ISSUER_WRONG,
    ),
    kind(name="no issuer", clause="9901 §7.1 2.c", content=world.signed_with(iss=None), reason=Reason.ISSUER_WRONG),
    kind(
        name="another kind",
        clause="VC §2.2.2.1",
        content=world.signed_with(vct="https://other.example/type"),
        reason=Reason.KIND_WRONG,
    ),
    kind(name="no kind", clause="VC §2.2.2.1", content=world.signed_with(vct=None), reason=Reason.CLAIM_MISSING),
    kind(
        name="for somebody else",
        clause="7519 §4.1.3",
        content=world.signed_with(aud="https://other.example"),
        reason=Reason.AUDIENCE_WRONG,
    ),
    kind(name="no level", clause="own claims", content=world.signed_with(level=None), reason=Reason.CLAIM_MISSING),
]
JSON = [
    spelled(
        name="a name twice in the payload",
        clause="7519 §4",
        content=spelled_payload(after=',"level":4'),
        reason=Reason.JSON_NAME_TWICE,
    ),
    spelled(
        name="a name twice in the header",
        clause="7515 §4",
        content=joined(
            f"{TWO_ALGORITHMS}.{base64url.encode(OFFICE.sign(TWO_ALGORITHMS.encode()))}",
            *GIVEN,
        ),
        reason=Reason.JSON_NAME_TWICE,
    ),
    spelled(name="NaN", clause="8259 §6", content=spelled_payload(after=',"x":NaN'), reason=Reason.JSON_WRONG),
    spelled(
        name="nested without end",
        clause="own limit",
        content=spelled_payload(after=',"x":' + "[" * 2000 + "]" * 2000),
        reason=Reason.TOO_DEEP,
    ),
    spelled(name="an array for a payload", clause="7519 §7.2", content=raw("[]"), reason=Reason.JSON_WRONG),
    spelled(name="text for a payload", clause="7519 §7.2", content=raw("certificate"), reason=Reason.JSON_WRONG),
    spelled(
        name="not UTF-8",
        clause="8259 §8.1",
        content=joined(sealed(None, raw=b'{"iss":"\xff"}')),
        reason=Reason.JSON_WRONG,
    ),
    spelled(
        name="half a surrogate pair",
        clause="7493 §2.1",
        content=spelled_payload(after=',"x":"\\ud83d"'),
        reason=Reason.JSON_WRONG,
    ),
]
CONTROL = [
    form(name="as it should be", clause="9901", content=SHOWN, reason=None),
    form(name="certificate alone", clause="9901", content=ALONE, reason=None),
]
