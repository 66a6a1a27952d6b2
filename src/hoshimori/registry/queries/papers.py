"""What a filing shows the operator, made from what was declared."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from hoshimori.assessments.queries.scope import scope_of
from hoshimori.assessments.rules.scope import ScopeKind
from hoshimori.registry.rules.formal import FORMAT, FilingPaper, PlatformPart

if TYPE_CHECKING:
    from hoshimori.confirmations.queries.declarations import Declared


def paper_of(declared: Declared) -> FilingPaper:
    """Return what the operator gets to see of a declared self-evaluation that is locked: no answer to any criterion."""
    snapshot, confirmation = declared.snapshot, declared.paper
    return {
        "format": FORMAT,
        "level": declared.level,
        "edition": snapshot["edition"],
        "whole_digest": declared.whole_digest,
        "submission": confirmation["submission"],
        "organization": snapshot["organization"],
        "scope": snapshot["scope"],
        "handing_over": snapshot["handing_over"],
        "confirmation": {
            "expert": confirmation["expert"],
            "manner": confirmation["manner"],
            "confirmed_at": confirmation["confirmed_at"],
        },
        "declaration": {
            "name": declared.name,
            "title": declared.title,
            "at": declared.declared_at.astimezone(UTC).isoformat(timespec="seconds"),
            "statement": declared.statement,
        },
        "platforms": _platforms(declared),
    }


def _platforms(declared: Declared) -> list[PlatformPart]:
    """Return the IT platforms in scope; as long as the declaration holds, the scope is what was handed over."""
    items = scope_of(declared.assessment_id).items_of(ScopeKind.PLATFORM)
    return [{"id": str(item.platform_id), "name": item.named.name} for item in items]
