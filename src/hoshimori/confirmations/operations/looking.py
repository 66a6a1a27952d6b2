"""An expert opens the evidence that was handed over; the company sees in its journal who opened what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.assessments.queries.evidence import openable_by_digest, opened_now
from hoshimori.confirmations import events
from hoshimori.confirmations.operations.steps import act_on
from hoshimori.confirmations.permissions import Action, require
from hoshimori.confirmations.queries.detail import detail
from hoshimori.confirmations.queries.seeing import seen_by
from hoshimori.confirmations.rules.judging import evidence_in
from hoshimori.journal.operations import record
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.queries.evidence import Opened
    from hoshimori.shared.actor import Actor


def open_evidence(*, confirmation_id: UUID, sha256: str, actor: Actor, at: datetime) -> Opened:
    """Open a file of evidence by its SHA-256, if this handing over names it and is open to the expert.

    Raises:
        NotFound: the confirmation does not exist for this expert, is not (or no longer) open to it, or names no such
            file.
        NotPossibleNow: the file stays at the company, waits for the scanner, or was condemned by it.
    """
    with transaction.atomic():
        row = seen_by(actor, at, confirmation_id)

        require(actor, Action.JUDGE)

        named = evidence_in(detail(actor, at, confirmation_id).snapshot, sha256)
        if named is None:
            raise NotFound

        piece = openable_by_digest(row.organization_id, sha256)

        act = act_on(row, events.EVIDENCE_OPENED, {}, {"name": named["name"], "sha256": sha256})
        record(act=act, about_id=row.organization_id, actor=actor, at=at)
    return opened_now(piece)
