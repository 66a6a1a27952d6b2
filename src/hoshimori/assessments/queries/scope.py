"""What a self-evaluation covers, as frozen values: for its page, and for every snapshot that is handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.assessments.models import Exclusion, Scope, ScopeItem
from hoshimori.assessments.queries.seeing import seen_by
from hoshimori.assessments.rules.scope import ExclusionValue, ItemValue, Named, Omission, ScopeValue, Statement

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor


def scope(actor: Actor, at: datetime, assessment_id: UUID) -> ScopeValue:
    """Return the scope of a self-evaluation. Four statements, however much it names.

    Raises:
        NotFound: there is no such self-evaluation, or the actor may not see it.
    """
    return scope_of(seen_by(actor, at, assessment_id).pk)


def scope_of(assessment_id: UUID) -> ScopeValue:
    """Return the scope of a self-evaluation that was already looked up for the actor."""
    row = Scope.objects.filter(pk=assessment_id).first()
    items = ScopeItem.objects.filter(assessment_id=assessment_id).order_by("id")
    exclusions = Exclusion.objects.filter(assessment_id=assessment_id).order_by("id")
    return ScopeValue(
        statement=stated(row) if row else Statement(),
        version=row.version if row else 0,
        items=tuple(ItemValue(item.pk, Named(item.kind, item.name, item.detail), item.platform_id) for item in items),
        exclusions=tuple(excluded(exclusion) for exclusion in exclusions),
    )


def is_scope_empty(assessment_id: UUID) -> bool:
    """Tell whether nobody has said yet what a self-evaluation, already looked up for the actor, covers."""
    said = Scope.objects.filter(pk=assessment_id).exclude(statement="").exists()
    return not said and not ScopeItem.objects.filter(assessment_id=assessment_id).exists()


def stated(row: Scope) -> Statement:
    """Return the statement of a scope as a value."""
    return Statement(row.unit, row.statement)


def excluded(row: Exclusion) -> ExclusionValue:
    """Return one exclusion as a value."""
    return ExclusionValue(row.pk, Omission(row.what, row.category, row.reason, row.limits_risk), row.version)
