"""What the register's history tells: entries of a registration, how long it is, and when its head was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.history.models import Entry

if TYPE_CHECKING:
    from collections.abc import Collection


def newest_of(numbers: Collection[str]) -> dict[str, Entry]:
    """Return the newest entry of each of these registrations, by their ten digits. One statement."""
    rows = Entry.objects.filter(number__in=list(numbers)).order_by("index") if numbers else ()
    return {row.number: row for row in rows}
