"""What the pages about IT platforms show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.parties import queries
from hoshimori.parties.permissions import Action, require
from hoshimori.parties.rules import PLATFORM_USE, PlatformUseState
from hoshimori.shared.bilingual import Text
from hoshimori.shared.refusal import NotFound
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.parties.queries.rows import Platform, PlatformUse
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class UseRow:
    """The shared use of a platform, seen from either side."""

    use_id: UUID
    platform: str
    description: str
    holder: Text
    corporate_number: str
    state: str
    offered_at: datetime


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """A platform the organization holds, and with whom it is shared."""

    platform_id: UUID
    name: str
    description: str
    version: int
    uses: tuple[UseRow, ...]


@dataclass(frozen=True, slots=True)
class PlatformsSeen:
    """The platforms an organization holds, those of others it uses, and those that wait for its answer."""

    held: tuple[PlatformRow, ...]
    used: tuple[UseRow, ...]
    offers: tuple[UseRow, ...]


@dataclass(frozen=True, slots=True)
class PlatformPage:
    """The form for a platform; after a conflict also what stands there now."""

    form: Form
    platform: PlatformRow | None
    now: PlatformRow | None = None


@dataclass(frozen=True, slots=True)
class OfferPage:
    """The form to offer a platform to another organization."""

    form: Form
    platform: PlatformRow


def platforms_seen(actor: Actor) -> PlatformsSeen:
    """Return the platforms the actor's organization holds, uses, and is offered; what has ended is left out."""
    uses = [use for use in queries.uses_visible_to(actor) if _is_alive(use)]
    ours = {row.pk: row for row in queries.platforms_visible_to(actor) if row.holder_id == actor.organization_id}
    theirs = [_use(use) for use in uses if use.platform_id not in ours]
    return PlatformsSeen(
        held=tuple(_platform(row, [use for use in uses if use.platform_id == row.pk]) for row in ours.values()),
        used=tuple(use for use in theirs if use.state == PlatformUseState.IN_USE.value),
        offers=tuple(use for use in theirs if use.state == PlatformUseState.OFFERED.value),
    )


def platform_held(actor: Actor, platform_id: UUID) -> PlatformRow:
    """Return one platform the actor's organization holds.

    Raises:
        NotFound: it holds none such.
    """
    for row in platforms_seen(actor).held:
        if row.platform_id == platform_id:
            return row
    raise NotFound


def platform_page(
    actor: Actor, platform_id: UUID | None = None, form: Form | None = None, *, shows_now: bool = False
) -> PlatformPage:
    """Return the form for a new platform, or for one the actor's organization holds.

    Raises:
        NotFound: it holds none such.
        NotPermitted: the actor's role keeps no platforms.
    """
    row = platform_held(actor, platform_id) if platform_id else None
    require(actor, Action.KEEP_PLATFORMS)
    known = {"name": row.name, "description": row.description} if row else {}
    return PlatformPage(form=form or Form(values=known), platform=row, now=row if shows_now else None)


def offer_page(actor: Actor, platform_id: UUID, form: Form | None = None) -> OfferPage:
    """Return the form to offer a platform.

    Raises:
        NotFound: the actor's organization holds none such.
        NotPermitted: the actor's role keeps no platforms.
    """
    row = platform_held(actor, platform_id)
    require(actor, Action.KEEP_PLATFORMS)
    return OfferPage(form=form or Form(), platform=row)


def use_seen(actor: Actor, use_id: UUID) -> UseRow:
    """Return one shared use the actor's organization has a part in.

    Raises:
        NotFound: it has no part in it, or it has ended.
    """
    use = queries.uses_visible_to(actor).filter(pk=use_id).first()
    if use is None or not _is_alive(use):
        raise NotFound
    return _use(use)


def _is_alive(use: PlatformUse) -> bool:
    return bool(PLATFORM_USE.allowed(PlatformUseState(use.state)))


def _platform(row: Platform, uses: list[PlatformUse]) -> PlatformRow:
    return PlatformRow(row.pk, row.name, row.description, row.version, tuple(_use(use) for use in uses))


def _use(use: PlatformUse) -> UseRow:
    holder = use.platform.holder
    return UseRow(
        use_id=use.pk,
        platform=use.platform.name,
        description=use.platform.description,
        holder=Text(holder.name_ja, holder.name_en),
        corporate_number=use.corporate_number,
        state=use.state,
        offered_at=use.offered_at,
    )
