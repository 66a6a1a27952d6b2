"""Every route of the program, with what routes.toml says of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

TABLE: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("routes.toml").read_text(encoding="utf-8"))
NOBODYS = {
    "edition_code": "2026-03-27",
    "requirement_no": "1-2-3",
    "criterion_no": "1-2-3-1",
    "language": "ja",
    "part": "4-1-3",
    "sha256": "0" * 64,
}
"""What stands in addresses and belongs to nobody."""

FILES = {"pdf": "規程.pdf", "official": "公式.xlsx", "workbook": "自己評価.xlsx"}
_VALUE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """One line of the table of addresses."""

    name: str
    address: str
    view: Callable[..., object]
    said: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.name} /{self.address}"

    @property
    def values(self) -> tuple[str, ...]:
        """Return the names of the values that stand in the address."""
        return tuple(_VALUE.findall(self.address))

    @property
    def objects(self) -> tuple[str, ...]:
        """Return those that name something of somebody's."""
        return () if self.said.get("own") else tuple(name for name in self.values if name not in NOBODYS)

    def value(self, name: str, things: Mapping[str, str]) -> str:
        """Return what stands in the address under a name, of what belongs to a company."""
        key = self.said.get("with", {}).get(name, name)
        return things.get(key) or NOBODYS.get(key) or str(key)

    def path(self, things: Mapping[str, str], **others: str) -> str:
        """Return an address of this route for what belongs to a company; `others` are taken as they are."""

        def value(match: re.Match[str]) -> str:
            return others.get(match[1]) or self.value(match[1], things)

        query = f"?{self.said['query'].format_map(things)}" if "query" in self.said else ""
        return f"/{_VALUE.sub(value, self.address)}{query}"

    def form(self, things: Mapping[str, str], files: Mapping[str, bytes]) -> dict[str, Any]:
        """Return what somebody sends who may do it."""
        words = {name: text.format_map(things) for name, text in self.said.get("send", {}).items()}
        attached = self.said.get("attach", {}).items()
        return words | {name: SimpleUploadedFile(FILES[kind], files[kind]) for name, kind in attached}


@cache
def routes() -> tuple[Route, ...]:
    """Return every route in the order in which addresses are looked up; of the same address only the first."""
    found: dict[str, Route] = {}
    for name, address, view in _walk(get_resolver().url_patterns):
        found.setdefault(address, Route(name, address, view, TABLE.get(name, {})))
    return tuple(found.values())


def _walk(
    patterns: list[URLPattern | URLResolver], way: str = "", space: str = ""
) -> Iterator[tuple[str, str, Callable[..., object]]]:
    for pattern in patterns:
        address = f"{way}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, address, inner)
        else:
            yield f"{space}{pattern.name}", address, pattern.callback
