"""The figures of the scheme are worked out once a day; whoever looks reads what is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.cache import cache

from hoshimori import __version__
from hoshimori.jobs.queue import work
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.calendar import day_in_japan
from hoshimori.stewardship.permissions import Action, require
from hoshimori.stewardship.queries import worked_out
from hoshimori.stewardship.rules import Figures

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.shared.actor import Actor

KEPT = timedelta(days=1, hours=1)


def figures(actor: Actor, at: datetime) -> Figures:
    """Return the figures of the day, as they were worked out when the day began or somebody first looked.

    Raises:
        NotPermitted: the actor's role may not see figures.
    """
    require(actor, Action.SEE_FIGURES)
    kept = cache.get(_key(at))
    return kept if isinstance(kept, Figures) else _kept_anew(at)


@work()
def work_out_figures(*, at: datetime) -> None:
    """Work the day's figures out before anybody looks."""
    _kept_anew(at)


def _kept_anew(at: datetime) -> Figures:
    """Work the figures out and keep them, already rounded, unless somebody else was first."""
    fresh = worked_out(actor=SYSTEM, at=at)
    kept = cache.get_or_set(_key(at), fresh, KEPT.total_seconds())
    return kept if isinstance(kept, Figures) else fresh


def _key(at: datetime) -> str:
    return f"figures:{__version__}:{day_in_japan(at):%Y%m%d}"
