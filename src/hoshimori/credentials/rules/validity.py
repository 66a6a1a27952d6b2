"""When and for whom a statement holds (RFC 7519, 4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from hoshimori.credentials.rules.profiles import CERTIFICATE, Profile
from hoshimori.credentials.rules.reasons import Reason, Rejected

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

LEEWAY = timedelta(seconds=60)


@dataclass(frozen=True)
class Binding:
    """What the holder must have signed: for whom, in answer to what, and how long ago at most."""

    audience: str
    nonce: str
    longest_ago: timedelta = timedelta(minutes=5)

    def __post_init__(self) -> None:
        if not self.audience or not self.nonce:
            message = "an audience and a nonce are what keeps a presentation from being shown twice"
            raise ValueError(message)


@dataclass(frozen=True)
class Expectation:
    """What the verifier expects, decided before looking at what was shown.

    `at` is an aware moment. `kinds` are the accepted values of `vct`: none named means none accepted, where the
    profile has kinds at all. `audience` is the verifier's own name; a statement for somebody else is refused.
    `binding` says whether the holder has to prove that it is the holder; it is never concluded from what was shown.
    Whoever `accepts_ended` reads what has ended too, and asks `has_ended` before relying on it.
    """

    at: datetime
    kinds: frozenset[str] = frozenset()
    profile: Profile = CERTIFICATE
    required: frozenset[str] = frozenset({"exp"})
    audience: str = ""
    binding: Binding | None = None
    accepts_ended: bool = False

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            message = "a moment without a time zone is no moment"
            raise ValueError(message)


def check(claims: Mapping[str, object], expected: Expectation) -> None:
    """Require what the expectation says of the claims as they stand after disclosure (RFC 9901, 7.1 step 6).

    Raises: `Rejected` for the first of them that is missing, malformed or not met.
    """
    if any(name not in claims for name in expected.profile.required | expected.required):
        raise Rejected(Reason.CLAIM_MISSING)
    check_kind(claims, expected)
    check_period(claims, expected.at, accepts_ended=expected.accepts_ended)
    check_audience(claims, expected.audience)


def check_kind(claims: Mapping[str, object], expected: Expectation) -> None:
    """Require one of the expected kinds, where the profile has kinds."""
    if "vct" not in expected.profile.required:
        return
    if not isinstance(claims["vct"], str):
        raise Rejected(Reason.CLAIM_WRONG)
    if claims["vct"] not in expected.kinds:
        raise Rejected(Reason.KIND_WRONG)


def has_ended(claims: Mapping[str, object], at: datetime) -> bool:
    """Tell whether the end that is named, if one is, has come; clocks may differ by `LEEWAY`."""
    return (at - LEEWAY).timestamp() >= moment(claims, "exp", float("inf"))


def check_period(claims: Mapping[str, object], at: datetime, *, accepts_ended: bool = False) -> None:
    """Require that the period, as far as one is named, has begun and not ended; clocks may differ by `LEEWAY`."""
    if has_ended(claims, at) and not accepts_ended:
        raise Rejected(Reason.EXPIRED)
    now, leeway = at.timestamp(), LEEWAY.total_seconds()
    if now + leeway < moment(claims, "nbf", 0):
        raise Rejected(Reason.NOT_YET_VALID)
    if now + leeway < moment(claims, "iat", 0):
        raise Rejected(Reason.ISSUED_IN_FUTURE)


def moment(claims: Mapping[str, object], name: str, otherwise: float) -> float:
    """Return a NumericDate in seconds since 1970 (RFC 7519, 2), or `otherwise` where there is none."""
    value = claims.get(name, otherwise)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise Rejected(Reason.CLAIM_WRONG)
    return value


def check_audience(claims: Mapping[str, object], audience: str) -> None:
    """Require that a statement made for somebody is made for this verifier (RFC 7519, 4.1.3)."""
    if "aud" not in claims:
        return
    named = claims["aud"]
    several = named if isinstance(named, tuple) else (named,)
    if not all(isinstance(each, str) for each in several):
        raise Rejected(Reason.CLAIM_WRONG)
    if not audience or audience not in several:
        raise Rejected(Reason.AUDIENCE_WRONG)
