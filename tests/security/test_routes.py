"""Who can do what on which page: every route is tried as everybody, in a world that has one of everything twice.

A new route fails here until tests/security/routes.toml says what it opens and docs/routes.md says who may.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from hoshimori.shared.identifiers import new_id
from tests.security import document
from tests.security.everything import everything
from tests.security.routes import TABLE, Route, routes
from tests.security.trying import COMING_AND_GOING, Visitor, outcome, said
from tests.security.world import Worlds, look_in

LOOKED = frozenset({"disclosures_view", "journal_entry"})
"""Where it is written down that somebody looked at what a company shows."""

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


def test_every_route_stands_in_the_table_and_nothing_else() -> None:
    assert {route.name for route in routes()} == set(TABLE)


@pytest.mark.parametrize("role", document.ROLES)
def test_who_may_do_what_is_what_the_table_says(worlds: Worlds, role: str) -> None:
    if role == "looking in":
        look_in(worlds)
    visitor = Visitor(worlds.roles[role], worlds.at)

    found: document.Column = {}
    for route in routes():
        path = route.path(worlds.aoba)
        found[f"{route} GET"] = outcome(visitor.asks("GET", path))
        found[f"{route} POST"] = outcome(visitor.asks("POST", path, route.form(worlds.aoba, worlds.files)))

    if found != document.columns()[role]:
        document.keep(role, found)
    assert found == document.columns()[role], "look at what changed; python -m tests.security.document writes it down"


def addresses(route: Route, worlds: Worlds) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each address that names something of Aoba's, the same for what never was, and what is unlike in both.

    Where an address names several things, some of them may be the stranger's own.
    """
    for is_aobas in product((True, False), repeat=len(route.objects)):
        if any(is_aobas):
            whose = dict(zip(route.objects, is_aobas, strict=True))
            never = {name: str(new_id()) for name, is_aobas in whose.items() if is_aobas}
            own = {name: route.value(name, worlds.stranger) for name, is_aobas in whose.items() if not is_aobas}
            aobas = {name: route.value(name, worlds.aoba) for name in never}
            yield (
                route.path(worlds.aoba, **own),
                route.path(worlds.aoba, **own, **never),
                [*aobas.values(), *never.values()],
            )


@pytest.mark.parametrize("who", ["coordinator", "contributor", "representative"])
def test_of_another_companys_things_nobody_sees_anything_on_any_route(worlds: Worlds, who: str) -> None:
    visitor = Visitor(worlds.strangers[who], worlds.at)
    before = everything(but=COMING_AND_GOING)

    for route in routes():
        for there, never, unlike in addresses(route, worlds):
            for method in METHODS:
                form = route.form(worlds.aoba, worlds.files) if method == "POST" else None
                found = visitor.asks(method, there, form, watching=before if form else None)
                nothing = visitor.asks(method, never, route.form(worlds.aoba, worlds.files) if form else None)

                assert found.status_code in {404, 405}, f"{method} {there} ({route})"
                assert said(found, *unlike) == said(nothing, *unlike), f"{method} {there} ({route})"
                assert visitor.changed == {}, f"{method} {there} ({route})"


@pytest.mark.parametrize("role", ["nobody", "newcomer", "officer", "overseer"])
def test_what_one_may_not_see_does_not_exist(worlds: Worlds, role: str) -> None:
    visitor = Visitor(worlds.roles[role], worlds.at)
    experts = {"expert_id", "qualification_id", "training_id"}
    register = {"filing_id", "number", "change_id"}
    seen = {"organization_id", "access_id"} | experts | register if role == "officer" else set()

    for route in routes():
        for there, never, unlike in addresses(route, worlds):
            if set(route.objects) <= seen:
                continue
            for method in ("GET", "POST"):
                form = [route.form(worlds.aoba, worlds.files) if method == "POST" else None for _ in range(2)]
                found, nothing = visitor.asks(method, there, form[0]), visitor.asks(method, never, form[1])

                assert outcome(found) != "yes", f"{method} {there} ({route})"
                assert said(found, *unlike) == said(nothing, *unlike), f"{method} {there} ({route})"


def test_a_form_that_names_another_companys_things_is_refused(worlds: Worlds) -> None:
    visitor = Visitor(worlds.cast.kuro, worlds.at)
    naming = [route for route in routes() if any("_id}" in text for text in route.said.get("send", {}).values())]

    for route in naming:
        answer = visitor.asks("POST", route.path(worlds.stranger), route.form(worlds.aoba, worlds.files))

        assert answer.status_code in {403, 404, 409, 422}, str(route)
    assert len(naming) > 5


def test_reading_changes_nothing(worlds: Worlds) -> None:
    visitor = Visitor(worlds.cast.sato, worlds.at)
    before = everything(but=COMING_AND_GOING)

    for route in routes():
        for method in ("GET", "HEAD", "OPTIONS"):
            visitor.asks(method, route.path(worlds.aoba), watching=before)
            noted = LOOKED if route.said.get("noted") and method == "GET" else frozenset()
            assert visitor.changed.keys() <= noted, f"{method} {route}"


def test_methods_that_nothing_uses_are_refused(worlds: Worlds) -> None:
    visitor = Visitor(worlds.cast.sato, worlds.at)

    taken = {
        f"{method} {route}": answer.status_code
        for route in routes()
        for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
        if (answer := visitor.asks(method, route.path(worlds.aoba))).status_code != 405
    }

    assert taken == {}


def test_who_may_not_do_something_changes_nothing(worlds: Worlds) -> None:
    for role in ("contributor", "overseer", "officer", "expert"):
        visitor = Visitor(worlds.roles[role], worlds.at)
        before = everything(but=COMING_AND_GOING)
        for route in routes():
            answer = visitor.asks(
                "POST", route.path(worlds.aoba), route.form(worlds.aoba, worlds.files), watching=before
            )
            assert outcome(answer) == "yes" or visitor.changed == {}, f"{role} {route}"


def test_a_form_that_came_from_elsewhere_does_nothing(worlds: Worlds) -> None:
    visitor = Visitor(worlds.cast.sato, worlds.at, has_token=False)
    before = everything(but=COMING_AND_GOING)

    for route in routes():
        answer = visitor.asks("POST", route.path(worlds.aoba), route.form(worlds.aoba, worlds.files), watching=before)

        if route.address.startswith("api/"):
            # Programs are nobody there, whichever session comes along: nothing can be done in somebody's name.
            assert visitor.changed == {}, str(route)
            assert not answer.cookies, str(route)
            continue
        assert answer.status_code == 403, str(route)
        assert "CSRF" not in answer.content.decode(), "the page speaks to people"
        assert visitor.changed == {}, str(route)
        assert not getattr(route.view, "csrf_exempt", False), str(route)
