"""What can be wrong with the form of a file about the register's history; the scheme says no to all of it alike."""

from __future__ import annotations

from enum import StrEnum

from hoshimori.shared.refusal import Invalid


class Flaw(StrEnum):
    """Why a file is not read, for whoever writes one; people are told that it cannot be read."""

    TOO_LARGE = "TOO_LARGE"
    NOT_UTF8 = "NOT_UTF8"
    CONTROL_CHARACTER = "CONTROL_CHARACTER"
    NUMBER = "NUMBER"
    BASE64 = "BASE64"
    HASH_LENGTH = "HASH_LENGTH"
    NO_SIGNATURE = "NO_SIGNATURE"
    SIGNATURE_LINE = "SIGNATURE_LINE"
    SIGNATURE_LENGTH = "SIGNATURE_LENGTH"
    TOO_MANY_SIGNATURES = "TOO_MANY_SIGNATURES"
    KEY = "KEY"
    KEY_NAME = "KEY_NAME"
    KEY_ID = "KEY_ID"
    KEY_KIND = "KEY_KIND"
    KEYS_COLLIDE = "KEYS_COLLIDE"
    TIME = "TIME"
    CHECKPOINT_LINES = "CHECKPOINT_LINES"
    EMPTY_TREE = "EMPTY_TREE"
    TILE_PATH = "TILE_PATH"
    TILE_LENGTH = "TILE_LENGTH"
    ENTRY_LENGTH = "ENTRY_LENGTH"
    ENTRY = "ENTRY"
    PROOF_LINES = "PROOF_LINES"
    PROOF_TOO_LONG = "PROOF_TOO_LONG"


def unreadable(flaw: Flaw) -> Invalid:
    """Return the refusal of a file with this flaw."""
    return Invalid("LOG_UNREADABLE", reason=flaw.value)
