"""Declarations: whether one still holds, and what exactly was declared, for the filing that rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from hoshimori.assessments.queries.submissions import handed_over, in_force
from hoshimori.confirmations.models import Confirmation, Declaration
from hoshimori.confirmations.queries.seeing import visible_to
from hoshimori.confirmations.rules.papers import whole_digest
from hoshimori.confirmations.rules.states import ConfirmationState, Manner
from hoshimori.shared.refusal import NotFound, NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hoshimori.assessments.queries.submissions import InForce
    from hoshimori.assessments.rules.snapshot import Snapshot
    from hoshimori.confirmations.rules.papers import ConfirmationPaper
    from hoshimori.shared.actor import Actor


class Void(StrEnum):
    """Why a declaration no longer holds."""

    TAKEN_BACK = "TAKEN_BACK"
    HANDED_OVER_ANEW = "HANDED_OVER_ANEW"
    NOT_CONFIRMED = "NOT_CONFIRMED"
    CONTENT_DIFFERS = "CONTENT_DIFFERS"


@dataclass(frozen=True, slots=True)
class DeclarationStanding:
    """Whether a declaration holds now; `why` it is void, None while it holds."""

    why: Void | None

    @property
    def is_in_force(self) -> bool:
        """Tell whether it holds."""
        return self.why is None


@dataclass(frozen=True, slots=True)
class Declared:
    """What was declared: by whom, over what exactly, and whether it still holds."""

    declaration_id: UUID
    confirmation_id: UUID
    assessment_id: UUID
    organization_id: UUID
    submission_number: int
    whole_digest: str
    level: int
    edition: str
    snapshot: Snapshot
    paper: ConfirmationPaper
    statement: str
    declared_by_id: UUID
    name: str
    title: str
    declared_at: datetime
    standing: DeclarationStanding

    @property
    def manner(self) -> Manner:
        """Return how the confirmation was done."""
        return Manner(self.paper["manner"])

    @property
    def is_in_house(self) -> bool:
        """Tell whether the expert belongs to the company itself [D]: allowed, and flagged."""
        return self.paper["expert"]["is_in_house"]

    @property
    def override_reason(self) -> str:
        """Return why it was handed over in spite of what the automatic checks found; nothing where they found none."""
        handing_over = self.snapshot["handing_over"]
        return handing_over["reason"] if handing_over else ""


def of_assessment(actor: Actor, at: datetime, assessment_id: UUID) -> tuple[Declared, ...]:
    """Return every declaration about a self-evaluation that the actor may see, the newest first."""
    seen = visible_to(actor, at).filter(assessment_id=assessment_id).order_by().values("pk")
    rows = _whole().filter(confirmation__in=seen).order_by("-declared_at", "-id")
    return tuple(_declared(row, in_force(assessment_id)) for row in rows)


def for_filing(actor: Actor, at: datetime, assessment_id: UUID, *, lock: bool = False) -> Declared:
    """Return the declaration of a self-evaluation that holds now.

    With `lock` self-evaluation and confirmation stay as they are until the end of the transaction; both are locked
    before anything of a filing is.

    Raises:
        NotFound: the actor may see no confirmation of this self-evaluation.
        NotPossibleNow: nobody has declared yet (NOT_DECLARED), or what was declared no longer holds (DECLARATION_VOID,
            with `why`).
    """
    confirmations = visible_to(actor, at).filter(assessment_id=assessment_id).order_by()
    if not confirmations.exists():
        raise NotFound
    rows = Declaration.objects.filter(confirmation__in=confirmations.values("pk"))
    newest = rows.order_by("-declared_at", "-id").values_list("pk", flat=True).first()
    if newest is None:
        raise NotPossibleNow("NOT_DECLARED")
    return in_force_only(newest, lock=lock)


def in_force_only(declaration_id: UUID, *, lock: bool = False) -> Declared:
    """Return a declaration that holds now. Whoever asks has already looked up for its reader what rests on it.

    Raises:
        NotFound: there is no such declaration.
        NotPossibleNow: it no longer holds (DECLARATION_VOID, with `why`).
    """
    found = declared(declaration_id, lock=lock)
    if found.standing.why is not None:
        raise NotPossibleNow("DECLARATION_VOID", why=found.standing.why)
    return found


def standing(declaration_id: UUID, *, lock: bool = False) -> DeclarationStanding:
    """Tell whether a declaration holds now. Whoever asks has already looked up for its reader what rests on it.

    Raises:
        NotFound: there is no such declaration.
    """
    return declared(declaration_id, lock=lock).standing


def declared(declaration_id: UUID, *, lock: bool = False) -> Declared:
    """Return what was declared, whether it still holds or not. Six statements at most.

    Whoever asks has already looked up for its reader what rests on it. With `lock` the self-evaluation is locked, then
    the confirmation, until the end of the transaction.

    Raises:
        NotFound: there is no such declaration.
    """
    of = Declaration.objects.filter(pk=declaration_id).values_list("confirmation_id", "confirmation__assessment_id")
    found = of.first()
    if found is None:
        raise NotFound
    confirmation_id, assessment_id = found
    now = in_force(assessment_id, lock=lock)
    if lock:
        Confirmation.objects.select_for_update().get(pk=confirmation_id)
    return _declared(_whole().get(pk=declaration_id), now)


def people_behind(declaration_id: UUID) -> frozenset[UUID]:
    """Return who declared and who confirmed it as the expert, for rules about who may decide on it; for nobody's eyes.

    Raises:
        NotFound: there is no such declaration.
    """
    rows = Declaration.objects.filter(pk=declaration_id)
    people = rows.values_list("declared_by_id", "confirmation__expert__person_id").first()
    if people is None:
        raise NotFound
    return frozenset(people)


def _whole() -> QuerySet[Declaration]:
    return Declaration.objects.select_related("confirmation__assessment")


def _declared(row: Declaration, now: InForce | None) -> Declared:
    assessment = row.confirmation.assessment
    is_same = now is not None and now.number == row.submission_number
    snapshot = now.content if now and is_same else handed_over(assessment.pk, row.submission_number)
    if snapshot is None:
        raise NotFound
    return Declared(
        declaration_id=row.pk,
        confirmation_id=row.confirmation_id,
        assessment_id=assessment.pk,
        organization_id=row.organization_id,
        submission_number=row.submission_number,
        whole_digest=row.whole_digest,
        level=assessment.level,
        edition=assessment.edition_id,
        snapshot=snapshot,
        paper=cast("ConfirmationPaper", row.paper),
        statement=row.statement,
        declared_by_id=row.declared_by_id,
        name=row.name,
        title=row.title,
        declared_at=row.declared_at,
        standing=DeclarationStanding(_void(row, now)),
    )


def _void(row: Declaration, now: InForce | None) -> Void | None:
    """Return the first reason for which a declaration does not hold."""
    confirmation = row.confirmation
    if now is None:
        return Void.TAKEN_BACK
    if now.number != row.submission_number:
        return Void.HANDED_OVER_ANEW
    if confirmation.state != ConfirmationState.CONFIRMED.value:
        return Void.NOT_CONFIRMED
    if not whole_digest(now.content, cast("ConfirmationPaper", row.paper)) == confirmation.digest == row.whole_digest:
        return Void.CONTENT_DIFFERS
    return None
