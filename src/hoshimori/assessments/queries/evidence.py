"""A company's evidence: which pieces an actor may see, and the file behind one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Sum

from hoshimori.assessments.models import Evidence
from hoshimori.assessments.permissions import Action, may
from hoshimori.assessments.rules.evidence import Held, require_openable
from hoshimori.assessments.rules.states import ScanState
from hoshimori.files.store import store_at
from hoshimori.files.storing import Address
from hoshimori.parties.queries import organizations_visible_to
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.assessments.rules.evidence import EvidenceValue
    from hoshimori.files.storing import Pieces, Store
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Opened:
    """A piece of evidence with its file, opened: whoever asked for it reads it to its end or closes it."""

    evidence: EvidenceValue
    pieces: Pieces


def store() -> Store:
    """Return where this installation keeps files."""
    return store_at(settings.HOSHIMORI_FILES)


def evidence_visible_to(actor: Actor, at: datetime) -> QuerySet[Evidence]:
    """Return the evidence of the organizations whose matters the actor may see; what was removed is not there."""
    if not may(actor, Action.SEE):
        return Evidence.objects.none()
    organizations = organizations_visible_to(actor, at)
    return Evidence.objects.filter(organization_id__in=organizations.order_by().values("pk"), removed_at=None)


def evidence_seen_by(actor: Actor, at: datetime, evidence_id: UUID) -> Evidence:
    """Return one piece of evidence.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    piece = evidence_visible_to(actor, at).filter(pk=evidence_id).first()
    if piece is None:
        raise NotFound
    return piece


def evidence_locked_for(actor: Actor, at: datetime, evidence_id: UUID) -> Evidence:
    """Return one piece of evidence, locked until the end of the transaction.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    piece = evidence_visible_to(actor, at).select_for_update(of=("self",)).filter(pk=evidence_id).first()
    if piece is None:
        raise NotFound
    return piece


def opened(actor: Actor, at: datetime, evidence_id: UUID) -> Opened:
    """Open the file of a piece of evidence.

    Raises:
        NotFound: there is no such piece, or the actor may not see it.
        NotPossibleNow: it stays at the company, waits for the scanner, or was condemned by it.
    """
    evidence = evidence_seen_by(actor, at, evidence_id).value
    require_openable(evidence)
    return opened_now(evidence)


def openable_by_digest(organization_id: UUID, sha256: str) -> EvidenceValue:
    """Return a company's file that was handed over as evidence, by its SHA-256, ready to be opened.

    Whoever asks has made sure that its reader was given what was handed over, and that it names this file.

    Raises:
        NotFound: the company has no such file.
        NotPossibleNow: it waits for the scanner, or was condemned by it.
    """
    rows = Evidence.objects.filter(organization_id=organization_id, sha256=sha256, held=Held.UPLOADED.value)
    piece = rows.filter(removed_at=None).order_by("-added_at", "-id").first()
    if piece is None:
        raise NotFound
    require_openable(piece.value)
    return piece.value


def opened_now(evidence: EvidenceValue) -> Opened:
    """Open a file that was looked up for its reader."""
    return Opened(evidence, store().pieces(address_of(evidence)))


def address_of(evidence: EvidenceValue) -> Address:
    """Return where the file of an uploaded piece lies."""
    return Address(evidence.organization_id, evidence.sha256)


def bytes_kept(organization_id: UUID) -> int:
    """Return how much a company keeps here: bytes."""
    kept = Evidence.objects.filter(organization_id=organization_id, removed_at=None)
    return int(kept.aggregate(sum=Sum("size"))["sum"] or 0)


def is_claimed(organization_id: UUID, sha256: str) -> bool:
    """Tell whether a file in the store is some evidence: neither removed nor condemned."""
    return claiming().filter(organization_id=organization_id, sha256=sha256).exists()


def claiming() -> QuerySet[Evidence]:
    """Return the evidence whose files the store has to have."""
    rows = Evidence.objects.filter(held=Held.UPLOADED.value, removed_at=None)
    return rows.exclude(scan=ScanState.INFECTED.value)
