"""What a key is for and which signatures there are."""

from __future__ import annotations

from enum import StrEnum


class Algorithm(StrEnum):
    """The signatures that are made (RFC 7518, 3.4; RFC 8037, 3.1, with Ed25519). There is no "none" among them."""

    ES256 = "ES256"
    EDDSA = "EdDSA"
