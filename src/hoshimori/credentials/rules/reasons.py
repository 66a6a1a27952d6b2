"""Why a statement is not believed: one code for each check that can fail."""

from __future__ import annotations

from enum import StrEnum, unique


@unique
class Reason(StrEnum):
    """The check that failed; docs/credentials.md names the clause of the specification behind each."""

    TOO_LARGE = "TOO_LARGE"
    TOO_DEEP = "TOO_DEEP"
    TOO_MANY_DISCLOSURES = "TOO_MANY_DISCLOSURES"
    FILE_WRONG = "FILE_WRONG"
    FORMAT_WRONG = "FORMAT_WRONG"
    BASE64URL_WRONG = "BASE64URL_WRONG"
    JSON_WRONG = "JSON_WRONG"
    JSON_NAME_TWICE = "JSON_NAME_TWICE"

    NOBODY_TRUSTED = "NOBODY_TRUSTED"
    KEY_NOT_TRUSTED = "KEY_NOT_TRUSTED"
    KEY_WRONG = "KEY_WRONG"
    ALGORITHM_NOT_ACCEPTED = "ALGORITHM_NOT_ACCEPTED"
    HEADER_WRONG = "HEADER_WRONG"
    SIGNATURE_WRONG = "SIGNATURE_WRONG"
    TYPE_WRONG = "TYPE_WRONG"
    ISSUER_WRONG = "ISSUER_WRONG"

    HASH_NOT_ACCEPTED = "HASH_NOT_ACCEPTED"
    RESERVED_NAME = "RESERVED_NAME"
    DIGEST_WRONG = "DIGEST_WRONG"
    DIGEST_TWICE = "DIGEST_TWICE"
    DISCLOSURE_WRONG = "DISCLOSURE_WRONG"
    DISCLOSURE_TWICE = "DISCLOSURE_TWICE"
    DISCLOSURE_NOT_REFERENCED = "DISCLOSURE_NOT_REFERENCED"
    SALT_TWICE = "SALT_TWICE"
    CLAIM_EXISTS = "CLAIM_EXISTS"
    CLAIM_MUST_BE_OPEN = "CLAIM_MUST_BE_OPEN"

    CLAIM_MISSING = "CLAIM_MISSING"
    CLAIM_WRONG = "CLAIM_WRONG"
    KIND_WRONG = "KIND_WRONG"
    EXPIRED = "EXPIRED"
    NOT_YET_VALID = "NOT_YET_VALID"
    ISSUED_IN_FUTURE = "ISSUED_IN_FUTURE"
    AUDIENCE_WRONG = "AUDIENCE_WRONG"

    BINDING_MISSING = "BINDING_MISSING"
    BINDING_UNEXPECTED = "BINDING_UNEXPECTED"
    BINDING_TOO_OLD = "BINDING_TOO_OLD"
    NONCE_WRONG = "NONCE_WRONG"
    BOUND_TO_ANOTHER = "BOUND_TO_ANOTHER"

    STATUS_WRONG = "STATUS_WRONG"
    STATUS_LIST_WRONG = "STATUS_LIST_WRONG"
    STATUS_LIST_OF_ANOTHER = "STATUS_LIST_OF_ANOTHER"
    STATUS_LIST_STALE = "STATUS_LIST_STALE"
    STATUS_INDEX_OUTSIDE = "STATUS_INDEX_OUTSIDE"
    STATUS_UNKNOWN = "STATUS_UNKNOWN"


class Rejected(Exception):  # noqa: N818 - a verdict on what was shown, not a failure of the program
    """Raised when what was shown is not believed. It names the check and never what was shown."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
