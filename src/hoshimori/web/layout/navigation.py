"""The main navigation: each audience contributes its entries, and a reader sees those of the role acted in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import module_has_submodule

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrPromise

    from hoshimori.shared.actor import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the main navigation, as an audience declares it in its `navigation.py` under NAVIGATION.

    `route` is the name of an address. `keeps` names parts of the address that go along from the page one is on, such
    as the self-evaluation: the route then exists with and without them. `order` sorts entries of several audiences.
    """

    label: StrPromise
    route: str
    roles: frozenset[Role]
    order: int = 100
    keeps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as a page shows it."""

    label: str
    address: str
    is_current: bool


@cache
def entries() -> tuple[Entry, ...]:
    """Return what every installed audience contributes, in order."""
    found: list[Entry] = []
    audiences = [config for config in apps.get_app_configs() if config.name.startswith("hoshimori.web.")]
    for config in audiences:
        if config.name != __package__ and module_has_submodule(config.module, "navigation"):
            found.extend(import_module(f"{config.name}.navigation").NAVIGATION)
    return tuple(sorted(found, key=lambda entry: entry.order))


def links(request: HttpRequest, role: Role) -> tuple[Link, ...]:
    """Return the main navigation for `role`; the entry whose address begins the present one longest is the current."""
    shown = [(entry, _address(entry, request)) for entry in entries() if role in entry.roles]
    current = max(
        (address for _entry, address in shown if address and request.path.startswith(address)), key=len, default=""
    )
    return tuple(Link(str(entry.label), address, address == current) for entry, address in shown if address)


def _address(entry: Entry, request: HttpRequest) -> str:
    here = request.resolver_match.kwargs if request.resolver_match else {}
    kept = {name: here[name] for name in entry.keeps if name in here}
    try:
        return reverse(entry.route, kwargs=kept)
    except NoReverseMatch:
        return reverse(entry.route)
