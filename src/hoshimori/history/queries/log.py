"""Where the log lies, under which name it is known, and what was published of it last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from hoshimori.history.exchange.folder import Folder
from hoshimori.history.exchange.witnesses import Witness, witness
from hoshimori.history.models import Head, Position

if TYPE_CHECKING:
    from datetime import datetime


def folder() -> Folder:
    """Return the folder that the settings name."""
    return Folder(Path(settings.HOSHIMORI_HISTORY))


def origin() -> str:
    """Return the name of the log: its address without the scheme (C2SP tlog-tiles)."""
    return f"{urlsplit(settings.ENVIRONMENT.url).netloc}/history"


def witnesses() -> tuple[Witness, ...]:
    """Return the witnesses that the settings name.

    Raises:
        Invalid: LOG_UNREADABLE, one of them is not named properly.
    """
    return tuple(witness(written) for written in settings.HOSHIMORI_WITNESSES)


def size() -> int:
    """Return how many entries there are, published or not."""
    return Position.objects.values_list("size", flat=True).first() or 0


def newest_head(at: datetime | None = None) -> Head | None:
    """Return the newest checkpoint, or the newest one that was published at a moment; None as long as there is none."""
    heads = Head.objects.order_by("-size")
    return (heads.filter(published_at__lte=at) if at else heads).first()
