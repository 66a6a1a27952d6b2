"""What stands in an entry of the register's history: one line of canonical JSON (RFC 8785) about one public event.

No entry holds a name, a person or a reason. What the register shows and an entry does not say openly stands in it as a
salted digest: whoever has the salt can check it, and without the salt it says nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from hoshimori.credentials import events as credentials
from hoshimori.registry import events as registry
from hoshimori.registry.rules.states import RegistrationState
from hoshimori.schemes import events as schemes
from hoshimori.shared.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hoshimori.shared.canonical import Plain

FORMAT = "hoshimori/history/1"
SALT_LENGTH = 32

PARTICULARS = (
    "name_ja",
    "name_en",
    "prefecture",
    "scope_summary_ja",
    "scope_summary_en",
    "evaluation_body_ja",
    "evaluation_body_en",
)
"""What the register shows of a registration and an entry holds as a digest only."""


class Kind(StrEnum):
    """The events that are public. DESIGNATION_… is kept free for those of evaluation bodies."""

    REGISTERED = "REGISTERED"
    RENEWED = "RENEWED"
    SUSPENDED = "SUSPENDED"
    REINSTATED = "REINSTATED"
    WITHDRAWN = "WITHDRAWN"
    RETURNED = "RETURNED"
    EXPIRED = "EXPIRED"
    CHANGED = "CHANGED"
    KEY_ANNOUNCED = "KEY_ANNOUNCED"
    KEY_BEGAN = "KEY_BEGAN"
    KEY_RETIRED = "KEY_RETIRED"
    KEY_REVOKED = "KEY_REVOKED"
    EDITION_PUBLISHED = "EDITION_PUBLISHED"
    EDITION_SUPERSEDED = "EDITION_SUPERSEDED"


OF_REGISTRATIONS: Mapping[str, Kind] = {
    registry.REGISTERED: Kind.REGISTERED,
    registry.RENEWED: Kind.RENEWED,
    registry.SUSPENDED: Kind.SUSPENDED,
    registry.REINSTATED: Kind.REINSTATED,
    registry.WITHDRAWN: Kind.WITHDRAWN,
    registry.RETURNED: Kind.RETURNED,
    registry.EXPIRED: Kind.EXPIRED,
    registry.CHANGE_TAKEN_NOTE_OF: Kind.CHANGED,
}
OF_KEYS: Mapping[str, Kind] = {
    credentials.KEY_ANNOUNCED: Kind.KEY_ANNOUNCED,
    credentials.KEY_BEGAN: Kind.KEY_BEGAN,
    credentials.KEY_RETIRED: Kind.KEY_RETIRED,
    credentials.KEY_REVOKED: Kind.KEY_REVOKED,
}
OF_EDITIONS: Mapping[str, Kind] = {
    schemes.EDITION_PUBLISHED: Kind.EDITION_PUBLISHED,
    schemes.EDITION_SUPERSEDED: Kind.EDITION_SUPERSEDED,
}
KINDS: Mapping[str, Kind] = {**OF_REGISTRATIONS, **OF_KEYS, **OF_EDITIONS}
"""Which acts of the journal are public events."""

_TOLD = ("corporate_number", "level", "edition", "valid_from")
"""What the journal tells of an event under the name it has in an entry."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an entry says of a registration after the event: its number as it is written, days as ISO 8601."""

    number: str
    corporate_number: str
    level: int
    edition: str
    state: str
    valid_from: str
    last_valid_on: str

    def said(self) -> dict[str, Any]:
        """Return everything by name."""
        return {name: getattr(self, name) for name in self.__slots__}


def unknown(number: str) -> Standing:
    """Return what is said of a registration, by its written number, of which nothing else is known."""
    return Standing(number, "", 0, "", "", "", "")


def is_public(act: str, after: Mapping[str, Any]) -> bool:
    """Tell whether an act of the journal is a public event; a change is one only where the register shows it."""
    if act == registry.CHANGE_TAKEN_NOTE_OF:
        return not {"corporate_number", *PARTICULARS}.isdisjoint(after)
    return act in KINDS


def number_in(act: str, after: Mapping[str, Any]) -> str:
    """Return the ten digits of the registration that a public act is about; empty where it is about none."""
    return str(after.get("number") or after.get("registration", "")) if act in OF_REGISTRATIONS else ""


def standing_after(kind: Kind, before: Standing, after: Mapping[str, Any]) -> Standing:
    """Return what is so of a registration after an event, from what was so before and what the journal says of it."""
    said = {**before.said(), "state": _state_after(kind, before, after)}
    said |= {name: after[name] for name in _TOLD if name in after}
    if "valid_until" in after:
        said["last_valid_on"] = (date.fromisoformat(after["valid_until"]) - timedelta(days=1)).isoformat()
    return Standing(**said)


def particulars_after(before: Mapping[str, str], after: Mapping[str, Any]) -> dict[str, str]:
    """Return what the register shows besides after an event, of which the journal tells at least what changed."""
    return {name: str(after.get(name, before.get(name, ""))) for name in PARTICULARS}


def digest_of_particulars(salt: bytes, particulars: Mapping[str, str]) -> str:
    """Return the digest that stands in an entry: SHA-256 over salt and canonical JSON, as base64url without padding."""
    hashed = hashlib.sha256(salt + canonical(dict(particulars))).digest()
    return base64.urlsafe_b64encode(hashed).rstrip(b"=").decode()


def of_registration(kind: Kind, at: datetime, standing: Standing, particulars: str) -> str:
    """Return the entry of an event about a registration; `particulars` is the digest of what is not said openly."""
    return _written(kind, at, {**standing.said(), "particulars": particulars})


def of_key(kind: Kind, at: datetime, *, key: str, after: Mapping[str, Any]) -> str:
    """Return the entry of an event about one of the operator's keys, which its identifier names."""
    said = {name: after[name] for name in ("purpose", "algorithm", "public")}
    return _written(kind, at, {"key": key, **said})


def of_edition(kind: Kind, at: datetime, *, edition: str, digest: str) -> str:
    """Return the entry of an event about an edition, with the digest over what it fixes."""
    return _written(kind, at, {"edition": edition, "digest": digest})


def moment(at: datetime) -> str:
    """Return a moment as it stands in an entry: to the second, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def read(leaf: str) -> dict[str, Any]:
    """Return what an entry says, by name; nothing where somebody made it unreadable."""
    try:
        said = json.loads(leaf)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def standing_in(leaf: str) -> Standing:
    """Return what an entry about a registration says of it."""
    said = read(leaf)
    return Standing(**{name: said.get(name, "") for name in Standing.__slots__})


def _written(kind: Kind, at: datetime, said: Mapping[str, Plain]) -> str:
    return canonical({"format": FORMAT, "kind": kind.value, "at": moment(at), **said}).decode()


def _state_after(kind: Kind, before: Standing, after: Mapping[str, Any]) -> str:
    if kind == Kind.EXPIRED:
        return RegistrationState.EXPIRED.value
    return before.state if kind == Kind.CHANGED else str(after["state"])
