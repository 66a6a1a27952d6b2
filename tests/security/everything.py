"""The whole database as plain values, to be compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from django.db import OperationalError, connection

Content: TypeAlias = dict[str, list[str]]


def everything(*, but: frozenset[str] = frozenset()) -> Content:
    """Return every row of every table, those named in `but` left aside."""
    with connection.cursor() as cursor:
        rows: Content = {}
        for table in sorted(set(connection.introspection.table_names(cursor)) - but):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - the database's own names
            rows[table] = sorted(repr(row) for row in cursor.fetchall())
    return rows


def difference(before: Content, after: Content) -> Content:
    """Return what rows came or went, by table; empty where both are the same."""
    tables = sorted(before.keys() | after.keys())
    return {
        table: sorted(set(before.get(table, ())) ^ set(after.get(table, ())))
        for table in tables
        if before.get(table) != after.get(table)
    }


class Interrupting:
    """Put around an act, does something instead of one of its statements: the first, the second, …"""

    def __init__(self, number: int, instead: Callable[[], None]) -> None:
        self._left = number
        self._instead = instead

    @property
    def has_struck(self) -> bool:
        return self._left <= 0

    def __call__(self, execute: Callable[..., object], *statement: object) -> object:
        self._left -= 1
        if self._left == 0:
            self._instead()
        return execute(*statement)


def lose_connection() -> None:
    """Fail as a database does that is gone."""
    raise OperationalError("the connection is gone")
