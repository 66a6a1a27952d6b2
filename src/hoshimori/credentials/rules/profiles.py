"""Which kind of statement is expected: the one place where a version of the specification is chosen."""

from __future__ import annotations

from dataclasses import dataclass

KEY_BINDING_TYPE = "kb+jwt"
STATUS_LIST_TYPE = "statuslist+jwt"
HASH = "sha-256"
RESERVED = frozenset({"_sd", "...", "_sd_alg"})


@dataclass(frozen=True)
class Profile:
    """The type in the header, the claims that must be there, and those that may never be hidden."""

    typ: str
    required: frozenset[str]
    always_open: frozenset[str]


PLAIN = Profile("sd-jwt", frozenset({"iss"}), frozenset({"iss", "exp", "nbf", "cnf"}))
"""An SD-JWT without a profile of its own (RFC 9901, 9.7)."""

SD_JWT_VC = Profile(
    "dc+sd-jwt",
    frozenset({"iss", "vct"}),
    frozenset({"iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status"}),
)
"""SD-JWT VC (draft-ietf-oauth-sd-jwt-vc, 2.2.2.3)."""

CERTIFICATE = SD_JWT_VC
"""What certificates are made in; a later version of the draft is switched here."""
