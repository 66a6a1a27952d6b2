"""Every check has a story that it alone ends; the clause it comes from stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest

from hoshimori.credentials.exchange import base64url, key_binding, sd_jwt
from hoshimori.credentials.exchange.signing import to_jwk
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.credentials.rules.validity import Expectation
from tests.credentials import hands
from tests.credentials.hands import (
    HOLDER,
    NONCE,
    NOW,
    OFFICE,
    OFFICE_ED,
    ORDERER,
    STRANGER,
    TRUSTED,
    digest,
    plain,
    sealed,
    seconds,
    shown,
    told,
)

ISSUED = sd_jwt.issue(hands.certificate(), OFFICE)
JWT, *GIVEN = ISSUED.split("~")[:-1]
HEAD, BODY, TAIL = JWT.split(".")
UNSIGNED = base64url.encode(b'{"alg":"none","typ":"dc+sd-jwt"}')
A = told("salt-a", "a", 1)
B = told("salt-b", "b", 2)
ONE = told("salt-1", "one")


class Story(NamedTuple):
    clause: str
    shown: str
    reason: Reason
    expected: Expectation = hands.expecting()


def joined(*parts: str) -> str:
    return "".join(f"{each}~" for each in parts)


def nested(levels: int) -> object:
    value: object = 1
    for _ in range(levels):
        value = [value]
    return value


def chain(levels: int) -> str:
    """Disclosures inside disclosures, each of them shallow."""
    made = [told("salt-0", "x", 1)]
    for level in range(1, levels):
        made.append(told(f"salt-{level}", "x", {"_sd": [digest(made[-1])]}))
    return shown(plain(_sd=[digest(made[-1])]), *made)


def raw(text: str) -> str:
    """A rightly signed payload spelled exactly so."""
    return joined(sealed(None, raw=text.encode()))


def bound(**other: Any) -> str:
    """A presentation whose key binding says something else than it should."""
    claims = {"iat": seconds(), "aud": ORDERER, "nonce": NONCE, "sd_hash": digest(ISSUED)} | other
    claims = {name: value for name, value in claims.items() if value is not None}
    return ISSUED + sealed(claims, signer=HOLDER, header={"typ": "kb+jwt"})


def rebound(presentation: str, holder: hands.Hand = HOLDER, at: datetime = NOW) -> str:
    return key_binding.bind(presentation, audience=ORDERER, nonce=NONCE, holder=holder, at=at)


def flipped(text: str, place: int) -> str:
    """The same text with another character of the same alphabet in one place."""
    return text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]


FORM = {
    "nothing": Story("9901 §4", "", Reason.FORMAT_WRONG),
    "a JWT without a tilde": Story("9901 §4", JWT, Reason.FORMAT_WRONG),
    "the last tilde is missing": Story("9901 §4", ISSUED[:-1], Reason.BINDING_UNEXPECTED),
    "an empty disclosure": Story("9901 §4", ISSUED + "~", Reason.FORMAT_WRONG),
    "no JWT": Story("9901 §4", "~" + joined(*GIVEN), Reason.FORMAT_WRONG),
    "two parts": Story("7515 §7.1", joined(f"{HEAD}.{BODY}"), Reason.FORMAT_WRONG),
    "five parts, as if encrypted": Story("7515 §7.1", joined(f"{JWT}.a.b"), Reason.FORMAT_WRONG),
    "letters beyond ASCII": Story("9901 §4", ISSUED + "星~", Reason.FORMAT_WRONG),
    "a space before": Story("9901 §4", " " + ISSUED, Reason.BASE64URL_WRONG),
    "a line break after": Story("9901 §4", ISSUED + "\n", Reason.BINDING_UNEXPECTED),
    "padding": Story("7515 §2", joined(JWT + "=", *GIVEN), Reason.BASE64URL_WRONG),
    "the other base64": Story("7515 §2", joined(f"{HEAD}.{BODY}.{'+' * 86}"), Reason.BASE64URL_WRONG),
    "left-over bits": Story("4648 §3.5", joined(f"{HEAD}.{BODY}.{'A' * 85}B"), Reason.BASE64URL_WRONG),
    "too long": Story("own limit", "a" * (LIMITS.presentation + 1), Reason.TOO_LARGE),
    "a header too long": Story("own limit", shown(plain(), header={"x": "x" * 4096}), Reason.TOO_LARGE),
    "too many disclosures": Story("own limit", joined(JWT, *["a"] * 2049), Reason.TOO_MANY_DISCLOSURES),
}
SIGNATURE = {
    "alg none": Story("9901 §7.1 2.a", shown(plain(), header={"alg": "none"}), Reason.ALGORITHM_NOT_ACCEPTED),
    "alg none and no signature": Story("9901 §7.1 2.a", joined(f"{UNSIGNED}.{BODY}."), Reason.ALGORITHM_NOT_ACCEPTED),
    "alg NONE": Story("8725 §3.1", shown(plain(), header={"alg": "NONE"}), Reason.ALGORITHM_NOT_ACCEPTED),
    "alg HS256": Story("8725 §3.1", shown(plain(), header={"alg": "HS256"}), Reason.ALGORITHM_NOT_ACCEPTED),
    "alg a list": Story("8725 §3.1", shown(plain(), header={"alg": ["ES256"]}), Reason.ALGORITHM_NOT_ACCEPTED),
    "no alg": Story("7515 §4.1.1", shown(plain(), header={"alg": None}), Reason.ALGORITHM_NOT_ACCEPTED),
    "the key of another algorithm": Story(
        "8725 §3.1", shown(plain(), header={"alg": "EdDSA"}), Reason.ALGORITHM_NOT_ACCEPTED
    ),
    "crit": Story("7515 §4.1.11", shown(plain(), header={"crit": ["b64"], "b64": False}), Reason.HEADER_WRONG),
    "kid a number": Story("7515 §4.1.4", shown(plain(), header={"kid": 1}), Reason.HEADER_WRONG),
    "kid unknown": Story("9901 §7.1 2.c", shown(plain(), header={"kid": "2019-1"}), Reason.KEY_NOT_TRUSTED),
    "a stranger under the office's kid": Story(
        "9901 §7.1 2.b", shown(plain(), signer=STRANGER), Reason.SIGNATURE_WRONG
    ),
    "a stranger who sends the key along": Story(
        "8725 §3.10",
        shown(plain(), signer=STRANGER, header={"jwk": to_jwk(STRANGER.public)}),
        Reason.SIGNATURE_WRONG,
    ),
    "another header": Story("9901 §7.1 2.b", joined(f"{sealed({}).split('.')[0]}A.{BODY}.{TAIL}"), Reason.JSON_WRONG),
    "another payload": Story("9901 §7.1 2.b", joined(f"{HEAD}.{flipped(BODY, 9)}.{TAIL}"), Reason.SIGNATURE_WRONG),
    "another signature": Story("9901 §7.1 2.b", joined(f"{HEAD}.{BODY}.{flipped(TAIL, 9)}"), Reason.SIGNATURE_WRONG),
    "no signature": Story("9901 §4.1", joined(f"{HEAD}.{BODY}."), Reason.SIGNATURE_WRONG),
    "a signature of nothing but zeros": Story(
        "CVE-2022-21449", joined(f"{HEAD}.{BODY}.{'A' * 86}"), Reason.SIGNATURE_WRONG
    ),
    "a signature in DER": Story("7518 §3.4", joined(f"{HEAD}.{BODY}.{'MEUC' * 24}"), Reason.SIGNATURE_WRONG),
    "no typ": Story("9901 §9.11", shown(plain(), header={"typ": None}), Reason.TYPE_WRONG),
    "typ JWT": Story("VC §2.2.1", shown(plain(), header={"typ": "JWT"}), Reason.TYPE_WRONG),
    "typ of the draft before": Story("VC §2.2.1", shown(plain(), header={"typ": "vc+sd-jwt"}), Reason.TYPE_WRONG),
    "typ of a status list": Story("8725 §3.11", shown(plain(), header={"typ": "statuslist+jwt"}), Reason.TYPE_WRONG),
    "the key of another issuer": Story("9901 §7.1 2.c", shown(plain(iss="https://other.example")), Reason.ISSUER_WRONG),
    "no issuer": Story("9901 §7.1 2.c", shown({"vct": hands.KIND}), Reason.ISSUER_WRONG),
    "a hidden issuer": Story(
        "VC §2.2.2.3",
        shown({"vct": hands.KIND, "_sd": [digest(told("s", "iss", hands.ISSUER))]}, told("s", "iss", hands.ISSUER)),
        Reason.ISSUER_WRONG,
    ),
}
JSON = {
    "no JSON": Story("7519 §7.2", raw("certificate"), Reason.JSON_WRONG),
    "an array": Story("7519 §7.2", raw("[]"), Reason.JSON_WRONG),
    "a name twice": Story("7519 §4", raw('{"iss":"a","iss":"b"}'), Reason.JSON_NAME_TWICE),
    "a name twice, spelled apart": Story("7519 §4", raw('{"iss":"a","\\u0069ss":"b"}'), Reason.JSON_NAME_TWICE),
    "NaN": Story("8259 §6", raw('{"iat":NaN}'), Reason.JSON_WRONG),
    "a number beyond all": Story("7493 §2.2", raw('{"iat":1e999}'), Reason.JSON_WRONG),
    "a number without end": Story("7493 §2.2", raw('{"iat":' + "9" * 5000 + "}"), Reason.JSON_WRONG),
    "half a character": Story("7493 §2.1", raw('{"iss":"\\ud800"}'), Reason.JSON_WRONG),
    "not UTF-8": Story("8259 §8.1", joined(sealed(None, raw=b'{"iss":"\xff"}')), Reason.JSON_WRONG),
    "a byte order mark": Story("8259 §8.1", joined(sealed(None, raw=b"\xef\xbb\xbf{}")), Reason.JSON_WRONG),
    "more after the end": Story("8259 §2", raw("{}{}"), Reason.JSON_WRONG),
    "nested without end": Story("own limit", raw('{"a":' + "[" * 100_000 + "]" * 100_000 + "}"), Reason.TOO_DEEP),
    "nested too deep": Story("own limit", shown(plain(a=nested(24))), Reason.TOO_DEEP),
    "disclosures nested too deep": Story("own limit", chain(30), Reason.TOO_DEEP),
    "a disclosure nested too deep": Story(
        "own limit", shown(plain(_sd=[digest(told("s", "a", nested(40)))]), told("s", "a", nested(40))), Reason.TOO_DEEP
    ),
}
DISCLOSURES = {
    "forged and nowhere referenced": Story("9901 §7.1 5", joined(JWT, *GIVEN, A), Reason.DISCLOSURE_NOT_REFERENCED),
    "of another certificate": Story(
        "9901 §7.1 5",
        joined(JWT, sd_jwt.issue(hands.certificate(), OFFICE).split("~")[1]),
        Reason.DISCLOSURE_NOT_REFERENCED,
    ),
    "one letter changed": Story("9901 §7.1 5", joined(JWT, flipped(GIVEN[-1], 9)), Reason.DISCLOSURE_NOT_REFERENCED),
    "without the one it lies in": Story("9901 §4.2.6", joined(JWT, GIVEN[0]), Reason.DISCLOSURE_NOT_REFERENCED),
    "twice": Story("9901 §4", joined(JWT, *GIVEN, GIVEN[0]), Reason.DISCLOSURE_TWICE),
    "twice and forged": Story("9901 §4", joined(JWT, A, A), Reason.DISCLOSURE_TWICE),
    "a digest twice": Story("9901 §7.1 4", shown(plain(_sd=[digest(A)] * 2), A), Reason.DIGEST_TWICE),
    "a decoy twice": Story("9901 §7.1 4", shown(plain(_sd=[digest(A)] * 2)), Reason.DIGEST_TWICE),
    "a digest twice in two places": Story(
        "9901 §7.1 4", shown(plain(_sd=[digest(A)], below={"_sd": [digest(A)]})), Reason.DIGEST_TWICE
    ),
    "a digest twice, once as an element": Story(
        "9901 §7.1 4", shown(plain(_sd=[digest(A)], list=[{"...": digest(A)}])), Reason.DIGEST_TWICE
    ),
    "a digest twice, once in a disclosure": Story(
        "9901 §7.1 4",
        shown(
            plain(_sd=[digest(told("s", "c", {"_sd": [digest(A)]})), digest(A)]), told("s", "c", {"_sd": [digest(A)]})
        ),
        Reason.DIGEST_TWICE,
    ),
    "two elements for a claim": Story(
        "9901 §7.1 3.c.ii.1", shown(plain(_sd=[digest(ONE)]), ONE), Reason.DISCLOSURE_WRONG
    ),
    "three elements for an element": Story(
        "9901 §7.1 3.c.iii.1", shown(plain(list=[{"...": digest(A)}]), A), Reason.DISCLOSURE_WRONG
    ),
    "four elements": Story(
        "9901 §7.1 3.c.ii.1",
        shown(plain(_sd=[digest(told("s", "a", 1, 2))]), told("s", "a", 1, 2)),
        Reason.DISCLOSURE_WRONG,
    ),
    "an object": Story(
        "9901 §7.1 3.c.ii.1",
        shown(plain(_sd=[digest(base64url.encode(b"{}"))]), base64url.encode(b"{}")),
        Reason.DISCLOSURE_WRONG,
    ),
    "a name that is a number": Story(
        "9901 §4.2.1", shown(plain(_sd=[digest(told("s", 1, 1))]), told("s", 1, 1)), Reason.DISCLOSURE_WRONG
    ),
    "a salt that is a number": Story(
        "9901 §4.2.1", shown(plain(_sd=[digest(told(1, "a", 1))]), told(1, "a", 1)), Reason.DISCLOSURE_WRONG
    ),
    "one salt for two claims": Story(
        "9901 §4.2.1",
        shown(plain(_sd=[digest(A), digest(told("salt-a", "b", 2))]), A, told("salt-a", "b", 2)),
        Reason.SALT_TWICE,
    ),
    "no JSON inside": Story("9901 §4.2", shown(plain(_sd=[digest("YWJj")]), "YWJj"), Reason.JSON_WRONG),
    "no base64url": Story("9901 §4.2", shown(plain(_sd=[digest("a+b=")]), "a+b="), Reason.BASE64URL_WRONG),
    "names twice inside": Story(
        "8259 §4",
        shown(
            plain(_sd=[digest(base64url.encode(b'["s","a",{"b":1,"b":2}]'))]),
            base64url.encode(b'["s","a",{"b":1,"b":2}]'),
        ),
        Reason.JSON_NAME_TWICE,
    ),
    "a claim that is there": Story("9901 §7.1 3.c.ii.3", shown(plain(a=0, _sd=[digest(A)]), A), Reason.CLAIM_EXISTS),
    "a claim that another told": Story(
        "9901 §7.1 3.c.ii.3",
        shown(plain(_sd=[digest(A), digest(told("s", "a", 2))]), A, told("s", "a", 2)),
        Reason.CLAIM_EXISTS,
    ),
    "a claim that is there, below": Story(
        "9901 §7.1 3.c.ii.3", shown(plain(below={"a": 0, "_sd": [digest(A)]}), A), Reason.CLAIM_EXISTS
    ),
}
RESERVED = {
    f"a hidden {name}": Story(
        "9901 §7.1 3.c.ii.2", shown(plain(_sd=[digest(told("s", name, []))]), told("s", name, [])), Reason.RESERVED_NAME
    )
    for name in ("_sd", "...", "_sd_alg")
} | {
    "... as a claim": Story("9901 §4.1 7", shown(plain(**{"...": digest(A)})), Reason.RESERVED_NAME),
    "... with something beside it": Story(
        "9901 §4.2.4.2", shown(plain(list=[{"...": digest(ONE), "x": 1}]), ONE), Reason.RESERVED_NAME
    ),
    "... that is no text": Story("9901 §4.2.4.2", shown(plain(list=[{"...": 1}])), Reason.DIGEST_WRONG),
    "_sd that is no array": Story("9901 §4.2.4.1", shown(plain(_sd=digest(A)), A), Reason.DIGEST_WRONG),
    "_sd with a number": Story("9901 §4.2.4.1", shown(plain(_sd=[1])), Reason.DIGEST_WRONG),
    "_sd with half a digest": Story("9901 §4.2.3", shown(plain(_sd=[digest(A)[:20]])), Reason.DIGEST_WRONG),
    "_sd with hexadecimal digits": Story("9901 §4.2.3", shown(plain(_sd=["ab" * 32])), Reason.DIGEST_WRONG),
    "_sd_alg below": Story("9901 §4.1.1", shown(plain(below={"_sd_alg": "sha-256"})), Reason.RESERVED_NAME),
    "_sd_alg md5": Story("9901 §7.1 2.d", shown(plain(_sd_alg="md5")), Reason.HASH_NOT_ACCEPTED),
    "_sd_alg cut short": Story("9901 §9.4", shown(plain(_sd_alg="sha-256-32")), Reason.HASH_NOT_ACCEPTED),
    "_sd_alg in capitals": Story("9901 §4.1.1", shown(plain(_sd_alg="SHA-256")), Reason.HASH_NOT_ACCEPTED),
    "_sd_alg null": Story("9901 §4.1.1", shown(plain(_sd_alg=None)), Reason.HASH_NOT_ACCEPTED),
}
OPEN = {
    f"a hidden {name}": Story(
        "VC §2.2.2.3", shown(plain(_sd=[digest(told("s", name, 1))]), told("s", name, 1)), Reason.CLAIM_MUST_BE_OPEN
    )
    for name in ("nbf", "cnf", "status", "vct#integrity", "aka_vcts")
} | {
    "something hidden inside the state": Story(
        "VC §2.2.2.3", shown(plain(status={"_sd": [digest(A)]})), Reason.CLAIM_MUST_BE_OPEN
    ),
    "an end that is hidden and not shown": Story(
        "9901 §9.7",
        shown({name: value for name, value in plain(_sd=[digest(A)]).items() if name != "exp"}),
        Reason.CLAIM_MISSING,
    ),
}
VALIDITY = {
    "no end": Story("9901 §7.1 6", shown({"iss": hands.ISSUER, "vct": hands.KIND}), Reason.CLAIM_MISSING),
    "no kind": Story("VC §2.2.2.1", shown({"iss": hands.ISSUER, "exp": seconds(days=1)}), Reason.CLAIM_MISSING),
    "ended": Story("7519 §4.1.4", shown(plain(exp=seconds(minutes=-1))), Reason.EXPIRED),
    "not begun": Story("7519 §4.1.5", shown(plain(nbf=seconds(minutes=2))), Reason.NOT_YET_VALID),
    "issued tomorrow": Story("7519 §4.1.6", shown(plain(iat=seconds(days=1))), Reason.ISSUED_IN_FUTURE),
    "an end in words": Story("7519 §2", shown(plain(exp="2030-01-01")), Reason.CLAIM_WRONG),
    "an end that is true": Story("7519 §2", shown(plain(exp=True)), Reason.CLAIM_WRONG),
    "an end before all time": Story("7519 §2", shown(plain(exp=-1)), Reason.CLAIM_WRONG),
    "another kind": Story("VC §2.2.2.1", shown(plain(vct="https://register.example/badge")), Reason.KIND_WRONG),
    "a kind that is a list": Story("VC §2.2.2.1", shown(plain(vct=[hands.KIND])), Reason.CLAIM_WRONG),
    "no kind expected": Story("own rule", ISSUED, Reason.KIND_WRONG, hands.expecting(kinds=frozenset())),
    "for somebody else": Story("7519 §4.1.3", shown(plain(aud="https://a.example")), Reason.AUDIENCE_WRONG),
    "for somebody, asked by nobody": Story("7519 §4.1.3", shown(plain(aud="")), Reason.AUDIENCE_WRONG),
    "for others": Story(
        "7519 §4.1.3", shown(plain(aud=["https://a.example"])), Reason.AUDIENCE_WRONG, hands.expecting(audience=ORDERER)
    ),
    "for a number": Story("7519 §4.1.3", shown(plain(aud=[1])), Reason.CLAIM_WRONG),
    "a state that is no object": Story("TSL §6.2", shown(plain(status="valid")), Reason.STATUS_WRONG),
    "a state by other means": Story("TSL §6.2", shown(plain(status={"other": {}})), Reason.STATUS_WRONG),
    **{
        f"a state at {index!r}": Story(
            "TSL §6.2", shown(plain(status={"status_list": {"idx": index, "uri": hands.LIST}})), Reason.STATUS_WRONG
        )
        for index in (-1, True, False, 1.0, "1", None)
    },
}
BINDING = {
    "not bound": Story("9901 §7.3 2", ISSUED, Reason.BINDING_MISSING, hands.bound()),
    "bound, and nobody asked": Story("9901 §4", rebound(ISSUED), Reason.BINDING_UNEXPECTED),
    "no holder's key": Story("9901 §7.3 5.a", rebound(shown(plain())), Reason.BINDING_MISSING, hands.bound()),
    "a holder's key by name": Story(
        "9901 §7.3 5.a", rebound(shown(plain(cnf={"kid": "1"}))), Reason.BINDING_MISSING, hands.bound()
    ),
    "a private key as the holder's": Story(
        "7800 §3.2",
        rebound(shown(plain(cnf={"jwk": to_jwk(HOLDER.public) | {"d": "AA"}}))),
        Reason.KEY_WRONG,
        hands.bound(),
    ),
    "a holder's key beside the curve": Story(
        "7518 §6.2",
        rebound(shown(plain(cnf={"jwk": to_jwk(HOLDER.public) | {"x": "A" * 43}}))),
        Reason.KEY_WRONG,
        hands.bound(),
    ),
    "a holder's key of half the length": Story(
        "7518 §6.2",
        rebound(shown(plain(cnf={"jwk": to_jwk(HOLDER.public) | {"x": "AAAA"}}))),
        Reason.KEY_WRONG,
        hands.bound(),
    ),
    "a holder's key for RSA": Story(
        "8725 §3.2", rebound(shown(plain(cnf={"jwk": {"kty": "RSA"}}))), Reason.KEY_WRONG, hands.bound()
    ),
    "bound by a stranger": Story(
        "9901 §7.3 5.c", rebound(ISSUED, holder=STRANGER), Reason.SIGNATURE_WRONG, hands.bound()
    ),
    "bound by the issuer": Story(
        "9901 §7.3 5.c", rebound(ISSUED, holder=OFFICE), Reason.SIGNATURE_WRONG, hands.bound()
    ),
    "bound with another algorithm": Story(
        "9901 §7.3 5.b", rebound(ISSUED, holder=OFFICE_ED), Reason.ALGORITHM_NOT_ACCEPTED, hands.bound()
    ),
    "bound by alg none": Story(
        "9901 §7.3 5.b",
        ISSUED + sealed({}, signer=HOLDER, header={"typ": "kb+jwt", "alg": "none"}),
        Reason.ALGORITHM_NOT_ACCEPTED,
        hands.bound(),
    ),
    "bound by something that is no JWT": Story("9901 §4.3", ISSUED + "kb", Reason.FORMAT_WRONG, hands.bound()),
    "bound with another typ": Story(
        "9901 §7.3 5.d",
        ISSUED + sealed({}, signer=HOLDER, header={"typ": "JWT"}),
        Reason.TYPE_WRONG,
        hands.bound(),
    ),
    **{
        f"bound without {name}": Story("9901 §4.3", bound(**{name: None}), Reason.CLAIM_MISSING, hands.bound())
        for name in ("iat", "aud", "nonce", "sd_hash")
    },
    "bound long ago": Story("9901 §7.3 5.e", bound(iat=seconds(minutes=-7)), Reason.BINDING_TOO_OLD, hands.bound()),
    "bound tomorrow": Story("9901 §7.3 5.e", bound(iat=seconds(days=1)), Reason.ISSUED_IN_FUTURE, hands.bound()),
    "bound and ended": Story("9901 §7.3 5.h", bound(exp=seconds(minutes=-2)), Reason.EXPIRED, hands.bound()),
    "bound for another": Story(
        "9901 §7.3 5.f", bound(aud="https://other.example"), Reason.AUDIENCE_WRONG, hands.bound()
    ),
    "bound for several": Story("9901 §4.3", bound(aud=[ORDERER]), Reason.CLAIM_MISSING, hands.bound()),
    "bound to another question": Story("9901 §7.3 5.f", bound(nonce="other"), Reason.NONCE_WRONG, hands.bound()),
    "bound and then one disclosure left out": Story(
        "9901 §7.3 5.g",
        joined(JWT, *GIVEN[:-1]) + rebound(ISSUED).split("~")[-1],
        Reason.BOUND_TO_ANOTHER,
        hands.bound(),
    ),
    "bound and then put in another order": Story(
        "9901 §7.3 5.g",
        joined(JWT, *reversed(GIVEN)) + rebound(ISSUED).split("~")[-1],
        Reason.BOUND_TO_ANOTHER,
        hands.bound(),
    ),
}
STORIES = {
    f"{kind}: {name}": story
    for kind, stories in {
        "form": FORM,
        "signature": SIGNATURE,
        "json": JSON,
        "disclosure": DISCLOSURES,
        "reserved": RESERVED,
        "open": OPEN,
        "validity": VALIDITY,
        "binding": BINDING,
    }.items()
    for name, story in stories.items()
}


@pytest.mark.parametrize("name", STORIES)
def test_it_is_rejected_for_its_own_reason(name: str) -> None:
    story = STORIES[name]

    with pytest.raises(Rejected) as no:
        sd_jwt.verify(story.shown, TRUSTED, story.expected)

    assert no.value.reason == story.reason
    assert str(no.value) == story.reason.value


def test_without_anybody_trusted_nothing_is_believed() -> None:
    with pytest.raises(Rejected) as no:
        sd_jwt.verify(ISSUED, (), hands.expecting())

    assert no.value.reason == Reason.NOBODY_TRUSTED


@pytest.mark.parametrize(
    "right",
    [
        lambda: ISSUED,
        lambda: joined(JWT),
        lambda: joined(JWT, *reversed(GIVEN)),
        lambda: shown(plain(_sd=[], level=4)),
        lambda: shown(plain(_sd=[digest("decoy")], list=[{"...": digest("decoy 2")}])),
        lambda: shown(plain(_sd=[digest(A), digest(B)]), B, A),
        lambda: shown(plain(aud=["https://a.example", ORDERER])),
        lambda: shown(plain(exp=seconds(seconds=-59), nbf=seconds(seconds=59), iat=NOW.timestamp() + 0.5)),
    ],
)
def test_what_is_right_is_not_rejected(right: Callable[[], str]) -> None:
    verified = sd_jwt.verify(right(), TRUSTED, hands.expecting(audience=ORDERER))

    assert verified.issuer == hands.ISSUER


def test_a_binding_of_the_last_minutes_is_believed() -> None:
    for ago in (timedelta(0), timedelta(minutes=5, seconds=59), timedelta(seconds=-59)):
        verified = sd_jwt.verify(rebound(ISSUED, at=NOW - ago), TRUSTED, hands.bound())

        assert verified.bound is not None


def test_a_presentation_without_its_last_tilde_is_not_bound() -> None:
    with pytest.raises(Rejected) as no:
        rebound(ISSUED[:-1])

    assert no.value.reason == Reason.FORMAT_WRONG
