"""Everything the worker can do, each in a few lines: who asked and how it is done stand in the operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.jobs import tidying
from hoshimori.jobs.mail import send, send_invitation
from hoshimori.jobs.queue import work
from hoshimori.journal import operations as journal
from hoshimori.shared.actor import SYSTEM

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["seal_journal", "send", "send_invitation", "tidy_up"]


@work()
def seal_journal(*, at: datetime) -> None:
    """Chain the journal's new entries."""
    while journal.seal(actor=SYSTEM, at=at) == journal.SEAL_AT_ONCE:
        pass


@work()
def tidy_up(*, at: datetime) -> None:
    """Remove what has run out and nobody can use any more."""
    tidying.forget_finished_work(at)
    tidying.forget_expired_sessions()
    tidying.forget_expired_cache(at)
