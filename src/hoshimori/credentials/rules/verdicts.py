"""What comes of judging a certificate: how it stands, what that rests on, and what is left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.credentials.rules.reasons import Reason

Facts: TypeAlias = Mapping[str, object]


class Outcome(StrEnum):
    """How a certificate stands. What is NOT_BELIEVED tells nothing at all."""

    BELIEVED = "BELIEVED"
    SUSPENDED = "SUSPENDED"
    ENDED = "ENDED"
    NOT_BELIEVED = "NOT_BELIEVED"
    STATE_UNKNOWN = "STATE_UNKNOWN"


class Proven(StrEnum):
    """What was proven, each by a signature that was checked."""

    ISSUED_BY_OPERATOR = "ISSUED_BY_OPERATOR"
    HELD_BY_COMPANY = "HELD_BY_COMPANY"
    SHOWN_TO = "SHOWN_TO"
    STATE_AT = "STATE_AT"
    IN_HISTORY = "IN_HISTORY"
    WITNESSED = "WITNESSED"


class NotProven(StrEnum):
    """What somebody might take for proven and is not.

    SECURITY always stands here: a ★ says what was confirmed until a day, not that nothing can happen. OWN_WORDS and
    COMMENT are the company's word, signed by it and confirmed by nobody.
    """

    HELD_BY_COMPANY = "HELD_BY_COMPANY"
    STATE_NOW = "STATE_NOW"
    HISTORY = "HISTORY"
    WITNESSES = "WITNESSES"
    OWN_WORDS = "OWN_WORDS"
    COMMENT = "COMMENT"
    SECURITY = "SECURITY"


@dataclass(frozen=True)
class Verdict:
    """One answer for everything that was checked.

    `reason` is None where nothing stands against the certificate. `facts` are its open claims by name, `shown` what is
    shown by consent: `categories` and `feedback`, as far as disclosed. `state_as_of` is when the list was signed that
    says the state. `witnesses` is how many of the known witnesses saw the history. `audience` and `signed_at` are for
    whom the company signed this presentation, and when.
    """

    outcome: Outcome
    reason: Reason | None = None
    facts: Facts = field(default_factory=dict)
    shown: Facts = field(default_factory=dict)
    proven: tuple[Proven, ...] = ()
    not_proven: tuple[NotProven, ...] = ()
    state_as_of: datetime | None = None
    witnesses: int = 0
    audience: str = ""
    signed_at: datetime | None = None
    purpose: str = ""
    comment: str = ""
    own_words: tuple[Mapping[str, str], ...] = ()
