"""The evidence Aoba keeps, until now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from hoshimori.cli.world.stage import Clock
    from hoshimori.shared.actor import Actor


def attach_all(assessment_id: UUID, sato: Actor, ito: Actor, clock: Clock) -> None:
    """Attach what Aoba keeps: files here, and a pointer to what stays at the company."""
    del assessment_id, sato, ito, clock
