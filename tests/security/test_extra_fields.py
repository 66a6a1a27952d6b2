"""What a form does not ask for, it does not take: fields that somebody adds by hand change nothing."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from tests.security.everything import everything
from tests.security.routes import routes
from tests.security.trying import COMING_AND_GOING, Visitor, outcome
from tests.security.world import Worlds

# One database is enough: what stands in an answer or in the log does not depend on it.
pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="looked at on SQLite")

UNLIKE = re.compile(
    r"[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|gAAAA[\w=-]+"
    r"""|['"][\w-]{43}['"]|datetime\.datetime\([^)]*\)"""
)
"""What is made anew each time: identifiers, digests, sealed texts, moments."""


def test_fields_that_were_added_by_hand_change_nothing(worlds: Worlds) -> None:
    visitor = Visitor(worlds.cast.sato, worlds.at)
    before = everything(but=COMING_AND_GOING)
    strangers = worlds.stranger
    added = {
        **dict.fromkeys(("organization", "organization_id", "about_id", "holder"), strangers["organization_id"]),
        **dict.fromkeys(("person", "person_id", "user", "actor", "changed_by", "added_by"), strangers["person_id"]),
        **dict.fromkeys(("assessment_id", "continued_from", "id", "pk"), strangers["assessment_id"]),
        **dict.fromkeys(("is_active", "is_staff", "is_superuser", "taken_over", "confirmed"), "true"),
        "state": "SUBMITTED",
        "kind_of": "OPERATOR",
        "scan": "CLEAN",
        "registered_at": "1999-01-01",
        "at": "1999-01-01T00:00:00Z",
        "edition_id": "2025-12-26-draft",
        "held": "AT_COMPANY",
        "size": "0",
        "number": "7999912340006",
    }

    tried = 0
    # What programs send is no form with fields: the whole of it is read as one file.
    for route in (each for each in routes() if not each.address.startswith("api/")):
        form = route.form(worlds.aoba, worlds.files)
        plain = visitor.asks("POST", route.path(worlds.aoba), form, watching=before)
        changed = alike(visitor.changed)
        more = {name: value for name, value in added.items() if name not in form}
        extra = visitor.asks(
            "POST", route.path(worlds.aoba), route.form(worlds.aoba, worlds.files) | more, watching=before
        )

        assert outcome(extra) == outcome(plain), str(route)
        assert alike(visitor.changed) == changed, str(route)
        assert [value for value in more.values() if is_in(visitor.changed, value)] == [], str(route)
        tried += bool(changed)
    assert tried > 40


def is_in(changed: dict[str, list[str]], value: str) -> bool:
    """Tell whether an identifier stands in what was changed, however the database writes it."""
    told = f"{changed}"
    return len(value) > 30 and (value in told or value.replace("-", "") in told)


def alike(changed: dict[str, list[str]]) -> dict[str, list[str]]:
    return {table: sorted(UNLIKE.sub("…", row) for row in rows) for table, rows in changed.items()}
