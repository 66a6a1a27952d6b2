"""Everything the worker can do, each in a few lines: who asked and how it is done stand in the operations."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from hoshimori.assessments.exchange.reports import make
from hoshimori.assessments.operations import reporting
from hoshimori.credentials.operations import issuing, status
from hoshimori.disclosures.operations import warning
from hoshimori.history.operations import publishing, taking_over
from hoshimori.jobs import scanning, tidying
from hoshimori.jobs.figures import work_out_figures
from hoshimori.jobs.mail import send, send_invitation, send_notices
from hoshimori.jobs.queue import AT_LEISURE, work
from hoshimori.jobs.telling import make_notices, send_digests, warn_of_overdue_tasks
from hoshimori.journal import operations as journal
from hoshimori.qualifications.operations import listing
from hoshimori.registry.operations import keeping
from hoshimori.schemes.queries import edition
from hoshimori.shared.actor import SYSTEM

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "expire_registrations",
    "issue_certificates",
    "issue_certificates_of",
    "make_notices",
    "make_report",
    "publish_history",
    "refresh_status_lists",
    "scan_evidence",
    "scan_waiting",
    "seal_journal",
    "send",
    "send_digests",
    "send_invitation",
    "send_notices",
    "tidy_up",
    "warn_of_ends",
    "warn_of_overdue_tasks",
    "work_out_figures",
]


def _give_report_up(report_id: str, *, at: datetime) -> None:
    reporting.fail(report_id=UUID(report_id), actor=SYSTEM, at=at)


@work(patience=(timedelta(seconds=2), timedelta(seconds=20)), give_up=_give_report_up)
def make_report(report_id: str, *, at: datetime) -> None:
    """Make a report that was ordered. Nothing is locked while it is being made."""
    ordered = reporting.start(report_id=UUID(report_id), actor=SYSTEM, at=at)
    under = edition(ordered.snapshot["edition"]["code"])
    content = make(ordered.snapshot, under, ordered.form, ordered.language, ordered.ordered_at)
    reporting.finish(report_id=UUID(report_id), content=content, actor=SYSTEM, at=at)


@work(patience=scanning.PATIENCE)
def scan_evidence(evidence_id: str, *, at: datetime) -> None:
    """Let the scanner look at a file that was added."""
    scanning.scan(UUID(evidence_id), at)


@work()
def scan_waiting(*, at: datetime) -> None:
    """Let the scanner look at whatever still waits for it."""
    scanning.scan_waiting(at)


@work()
def seal_journal(*, at: datetime) -> None:
    """Chain the journal's new entries."""
    while journal.seal(actor=SYSTEM, at=at) == journal.SEAL_AT_ONCE:
        pass


@work()
def publish_history(*, at: datetime) -> None:
    """Take what was sealed of public events over into the register's history, and publish it."""
    taking_over.take_over(actor=SYSTEM, at=at)
    publishing.publish(actor=SYSTEM, at=at)


@work()
def issue_certificates_of(organization_id: str, *, at: datetime) -> None:
    """Issue what certificates of one company are missing or say what is no longer so."""
    issuing.issue_missing(organization_id=UUID(organization_id), actor=SYSTEM, at=at)


@work(priority=AT_LEISURE)
def issue_certificates(*, at: datetime) -> None:
    """Issue every certificate that is missing or says what is no longer so."""
    while issuing.issue_missing(actor=SYSTEM, at=at) == issuing.AT_ONCE:
        pass


@work()
def refresh_status_lists(*, at: datetime) -> None:
    """Sign the lists of states that are due, so that nobody who asks for one has to wait."""
    status.refresh(actor=SYSTEM, at=at)


@work()
def expire_registrations(*, at: datetime) -> None:
    """Write down which registrations have expired; that they are over was shown from the first minute of the day."""
    while keeping.expire_due(actor=SYSTEM, at=at) == keeping.AT_ONCE:
        pass


@work()
def warn_of_ends(*, at: datetime) -> None:
    """Note which registrations, whose training and which disclosures come to their end soon."""
    while keeping.warn_of_ends(actor=SYSTEM, at=at) == keeping.AT_ONCE:
        pass
    listing.warn_of_ends(actor=SYSTEM, at=at)
    while warning.warn_of_ends(actor=SYSTEM, at=at) == warning.AT_ONCE:
        pass


@work()
def tidy_up(*, at: datetime) -> None:
    """Remove what has run out and nobody can use any more."""
    tidying.forget_finished_work(at)
    tidying.forget_expired_sessions()
    tidying.forget_expired_cache(at)
    tidying.forget_unclaimed_files(at)
