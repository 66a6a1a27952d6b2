"""What the operator's keys sign, and where each of them stands."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.lifecycle import Lifecycle, Step


class Purpose(StrEnum):
    """What a key signs; no key signs two kinds of things."""

    CERTIFICATES = "CERTIFICATES"
    STATUS = "STATUS"
    HISTORY = "HISTORY"


class KeyState(StrEnum):
    """Where a key stands. ANNOUNCED, SIGNING and RETIRED are believed; REVOKED is not, whenever it signed."""

    ANNOUNCED = "ANNOUNCED"
    SIGNING = "SIGNING"
    RETIRED = "RETIRED"
    REVOKED = "REVOKED"


class KeyAction(StrEnum):
    """What can be done with a key."""

    ANNOUNCE = "ANNOUNCE"
    BEGIN = "BEGIN"
    RETIRE = "RETIRE"
    REVOKE = "REVOKE"


ISSUER_KEY: Lifecycle[KeyState, KeyAction] = Lifecycle(
    "key of the operator",
    [
        Step(None, KeyAction.ANNOUNCE, KeyState.ANNOUNCED),
        Step(KeyState.ANNOUNCED, KeyAction.BEGIN, KeyState.SIGNING),
        Step(KeyState.SIGNING, KeyAction.RETIRE, KeyState.RETIRED),
        Step(KeyState.ANNOUNCED, KeyAction.REVOKE, KeyState.REVOKED),
        Step(KeyState.SIGNING, KeyAction.REVOKE, KeyState.REVOKED),
        Step(KeyState.RETIRED, KeyAction.REVOKE, KeyState.REVOKED),
    ],
)

BELIEVED = frozenset({KeyState.ANNOUNCED, KeyState.SIGNING, KeyState.RETIRED})
"""Keys that are published for verifiers."""


class CertificateState(StrEnum):
    """Where a certificate stands.

    CURRENT and REPLACED follow the registration's state; REPLACED means that a newer one says the same.
    ENDED says what is no longer true, or was signed with a revoked key: it is invalid for good.
    """

    CURRENT = "CURRENT"
    REPLACED = "REPLACED"
    ENDED = "ENDED"
