"""The log tells what happened and for whom, and nothing that people wrote; a failure's page tells nothing at all."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import DataError, connection
from django.test import Client
from django.urls import reverse

from hoshimori.config.log import Line
from tests.cast import PASSWORD, Cast
from tests.queue import drain
from tests.security.document import columns
from tests.security.everything import Interrupting
from tests.security.routes import Route, routes
from tests.security.trying import Visitor
from tests.security.world import Worlds, make_worlds

# One database is enough: what stands in an answer or in the log does not depend on it.
pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="looked at on SQLite")

WRITTEN = "就業規則の第12条に定め、全員が署名した"
TYPED = "だれにも見せない文"


class Log:
    """What would stand in the log of an installation in real use."""

    def __init__(self) -> None:
        self._stream = io.StringIO()
        self.handler = logging.StreamHandler(self._stream)
        self.handler.setFormatter(Line())

    @property
    def text(self) -> str:
        return self._stream.getvalue()

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


@pytest.fixture
def log() -> Iterator[Log]:
    """Listen to every logger there is, as loud as the settings have it."""
    log = Log()
    logging.getLogger().addHandler(log.handler)
    yield log
    logging.getLogger().removeHandler(log.handler)


@pytest.fixture
def worlds(cast: Cast, at: datetime) -> Worlds:
    """Everything there can be, twice, of the same people that other tests here bring on stage."""
    return make_worlds(cast, at)


def secrets(worlds: Worlds) -> list[str]:
    """Return what must stand in no log: words, addresses, names, keys."""
    things = worlds.aoba
    return [
        WRITTEN,
        TYPED,
        PASSWORD,
        things["invitation_secret"],
        things["calendar_secret"],
        "sato@aoba.example",
        "somebody@else.example",
        "佐藤",
        "NOT_MET",
        "規程.pdf",
        "かえで",
    ]


def test_a_whole_story_leaves_no_word_of_it_in_the_log(worlds: Worlds, log: Log) -> None:
    for role in ("coordinator", "stranger", "officer", "nobody"):
        visitor = Visitor(worlds.roles[role], worlds.at)
        for route in routes():
            visitor.asks("GET", route.path(worlds.aoba))
            form = route.form(worlds.aoba, worlds.files)
            visitor.asks("POST", route.path(worlds.aoba), form | dict.fromkeys(route.said.get("send", ()), TYPED))

    assert len(log.lines) > 100
    assert [secret for secret in secrets(worlds) if secret in log.text] == []


def acting() -> list[Route]:
    """Return the routes on which Sato does something, as the committed table has it."""
    return [route for route in routes() if columns()["coordinator"].get(f"{route} POST") == "yes"]


def refuse_row() -> None:
    """Fail as a database does that quotes the row it could not take."""
    raise DataError(f"Failing row contains (42, {WRITTEN}, sato@aoba.example, NOT_MET).")


def test_failures_of_the_database_quote_nobody(worlds: Worlds, log: Log) -> None:
    visitor = Visitor(worlds.cast.sato, worlds.at)

    failed = 0
    for route in acting():
        for number in (2, 6, 10):
            with connection.execute_wrapper(Interrupting(number, refuse_row)):
                answer = visitor.asks("POST", route.path(worlds.aoba), route.form(worlds.aoba, worlds.files))
            if answer.status_code == 500:
                failed += 1
                page = answer.content.decode()
                assert [word for word in [*secrets(worlds), "DataError", "Traceback", "/src/"] if word in page] == []

    assert failed > 50
    assert [secret for secret in secrets(worlds) if secret in log.text] == []
    assert "DataError at" in log.text
    assert "hoshimori" in log.text


def test_a_failure_in_the_background_quotes_nobody(cast: Cast, at: datetime, log: Log, client: Client) -> None:
    del cast
    client.post(reverse("account_reset_password"), {"email": "sato@aoba.example"})

    with connection.execute_wrapper(Interrupting(8, refuse_row)):
        drain(at)

    assert [word for word in (WRITTEN, "sato@aoba.example", "NOT_MET") if word in log.text] == []


def test_an_event_is_one_line_with_moment_route_and_person(worlds: Worlds, log: Log) -> None:
    visitor = Visitor(worlds.cast.kuro, worlds.at)

    visitor.asks("GET", f"/evidence/{worlds.aoba['evidence_id']}/")
    visitor.asks("GET", "/nothing%0a2026-01-01%20ERROR%20made-up/")

    *_, known, unknown = log.lines
    moment, level, logger, *words = known.split(" ")
    assert datetime.fromisoformat(moment).utcoffset() is not None
    assert (level, logger) == ("WARNING", "django.request")
    assert words == ["404", "GET", "evidence:piece", f"person={worlds.cast.kuro.person_id}"]
    assert "made-up" not in unknown
    assert unknown.split(" ")[3:6] == ["404", "GET", "-"]


def test_who_comes_and_who_is_turned_away_is_noted(cast: Cast, log: Log, client: Client) -> None:
    client.post(reverse("account_login"), {"login": "sato@aoba.example", "password": "not hers at all"})
    client.post(reverse("account_login"), {"login": "sato@aoba.example", "password": PASSWORD})
    client.post(reverse("account_logout"))

    said = [line.partition("hoshimori.web.account.noting ")[2] for line in log.lines if "noting" in line]
    who = f"person={cast.sato.person_id} from=127.0.0.1 kind=-"
    assert said == ["sign-in failed person=- from=127.0.0.1 kind=-", f"signed in {who}", f"signed out {who}"]


def test_what_a_library_says_is_written_without_its_values(log: Log) -> None:
    logging.getLogger("somebodys.library").warning("cannot parse %r", WRITTEN)
    logging.getLogger("somebodys.library").warning("two\nlines \x1b[31m")

    assert "cannot parse %r" in log.lines[0]
    assert WRITTEN not in log.text
    assert len(log.lines) == 2
    assert "\x1b" not in log.text
