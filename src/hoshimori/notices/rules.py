"""Who is told what: one table of acts, and how mails are put together and tried again."""

from __future__ import annotations

from enum import StrEnum


class Delivery(StrEnum):
    """How far the mail of a notice has come.

    PAGE_ONLY: its reader wants no mail. DIGEST: it waits for the daily one.
    """

    PAGE_ONLY = "PAGE_ONLY"
    DIGEST = "DIGEST"
    WAITING = "WAITING"
    SENT = "SENT"
    FAILED = "FAILED"


class Rhythm(StrEnum):
    """How somebody wants mail."""

    AT_ONCE = "AT_ONCE"
    DAILY = "DAILY"
    NEVER = "NEVER"
