"""Somebody else acts in the middle of somebody's act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Meanwhile:
    """Let somebody else act right after somebody's first look at a table; to be put around an act's statements."""

    def __init__(self, table: str, act: Callable[[], object]) -> None:
        self.table = table
        self.act = act
        self.happened = False

    def __call__(self, execute: Callable[..., Any], sql: str, *others: Any) -> object:
        result = execute(sql, *others)
        if not self.happened and sql.startswith("SELECT") and self.table in sql:
            self.happened = True
            self.act()
        return result
