"""Files that were added are shown to the scanner; none is given out before it was found clean."""

from __future__ import annotations

import logging
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from hoshimori.assessments.operations.evidence_scanning import note_verdict
from hoshimori.assessments.queries.evidence_upkeep import file_for_scanner, waiting_for_scanner
from hoshimori.files.scanner import NoVerdictError, Scanner, ScannerSilentError
from hoshimori.files.storing import NoSuchFileError
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.refusal import Refusal

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

logger = logging.getLogger(__name__)

PATIENCE = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30))
"""The pauses before a scanner that could not be reached is asked again; after the last one the hourly round does."""


def scan(evidence_id: UUID, at: datetime) -> None:
    """Show a file to the scanner and note what it says; a file that does not wait is left alone.

    Raises:
        ScannerSilentError: the scanner could not be asked; the file goes on waiting.
        NoVerdictError: the scanner cannot judge this file; it goes on waiting.
    """
    pieces = file_for_scanner(evidence_id)
    if pieces is None:
        return
    with closing(pieces):
        verdict = Scanner.at(settings.HOSHIMORI_SCANNER).ask(pieces)
    note_verdict(evidence_id=evidence_id, finding=verdict.finding, actor=SYSTEM, at=at)


def scan_waiting(at: datetime) -> None:
    """Show the scanner whatever waits, until it cannot be reached; a file it cannot judge keeps no other waiting."""
    waiting = waiting_for_scanner()
    if waiting and not settings.HOSHIMORI_SCANNER:
        logger.warning("%d files wait for a scanner, and none is set up any more.", len(waiting))
        return
    for evidence_id in waiting:
        try:
            scan(evidence_id, at)
        except (NoVerdictError, NoSuchFileError, Refusal) as reason:
            logger.warning("Evidence %s was not scanned: %s", evidence_id, reason)
        except ScannerSilentError as reason:
            logger.warning("The scanner could not be asked (%s); %d files wait.", reason, len(waiting))
            return
