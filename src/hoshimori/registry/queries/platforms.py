"""Filings on the same IT platform (IT基盤), laid side by side [M]."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.registry.models import Filing
from hoshimori.registry.rules.formal import disagree
from hoshimori.registry.rules.states import FilingState, RegistrationState
from hoshimori.shared.bilingual import Text

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class OnSamePlatform:
    """Another company's filing on the same IT platform that does not go with this one. `entry`: its registration's."""

    filing_id: UUID
    name: Text
    level: int
    state: FilingState
    entry: RegistrationState | None


def disagreeing(filing: Filing) -> tuple[OnSamePlatform, ...]:
    """Return the newest filing of each other company on one of the same IT platforms, where it disagrees with this one.

    For officers, who alone see the filings of several companies. Two statements.
    """
    platforms = filing.filed_platforms.values("platform_id")
    rows = (
        Filing.objects.filter(filed_platforms__platform_id__in=platforms)
        .exclude(organization_id=filing.organization_id)
        .exclude(state=FilingState.WITHDRAWN.value)
        .select_related("term__registration")
        .order_by("filed_at", "pk")
    )
    newest = {row.organization_id: _other(row) for row in rows}
    return tuple(other for other in newest.values() if disagree(filing.level, other.level, other.state, other.entry))


def _other(row: Filing) -> OnSamePlatform:
    organization = row.paper["organization"]
    return OnSamePlatform(
        filing_id=row.pk,
        name=Text(organization["name_ja"], organization["name_en"]),
        level=row.level,
        state=FilingState(row.state),
        entry=RegistrationState(row.term.registration.state) if hasattr(row, "term") else None,
    )
