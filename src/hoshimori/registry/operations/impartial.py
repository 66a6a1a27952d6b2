"""Whoever has a part in a matter does not decide it for the operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.confirmations.queries.declarations import people_behind
from hoshimori.parties.queries import is_member
from hoshimori.shared.refusal import NotPossibleNow

if TYPE_CHECKING:
    from uuid import UUID

    from hoshimori.registry.models import Filing
    from hoshimori.shared.actor import Actor


def require_no_part_in(filing: Filing, actor: Actor) -> None:
    """Let only an officer act on a filing who neither belongs to its company nor confirmed, declared or filed it [D].

    Raises:
        NotPossibleNow: the officer has a part in it.
    """
    if actor.person_id in people_behind(filing.declaration_id) | {filing.filed_by_id}:
        raise NotPossibleNow("OWN_MATTER")
    require_no_member_of(filing.organization_id, actor)


def require_no_member_of(organization_id: UUID, actor: Actor) -> None:
    """Let only an officer act on a company's registration who does not belong to that company in another role [D].

    Raises:
        NotPossibleNow: the officer does.
    """
    if actor.organization_id != organization_id and is_member(
        person_id=actor.person_id, organization_id=organization_id
    ):
        raise NotPossibleNow("OWN_MATTER")
