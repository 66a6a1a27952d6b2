"""Whoever follows every link there is arrives everywhere and stumbles nowhere: in the demo's world, in every role."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker, Settings

from hoshimori.cli.world import __main__ as demo
from hoshimori.cli.world import offices
from hoshimori.cli.world.stage import Clock
from hoshimori.parties.models import Membership
from hoshimori.parties.operations import access
from hoshimori.parties.queries import actor_of
from hoshimori.schemes.operations.editions import take_in_shipped
from hoshimori.shared.actor import SYSTEM, Actor
from tests.cast import sign_in
from tests.security.forms import Page

# One database is enough: what stands in an answer or in the log does not depend on it.
pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="looked at on SQLite")

FRUITLESS = ("/criteria/", "/editions/", "/styleguide/", "/scheme/", "/responsibility/", "/accessibility/", "/help/")
"""Pages that are the same for everybody: looked at by those who are not signed in."""

ELSEWHERE = {"www.ipa.go.jp"}
"""Where the sources lie that the edition names: one may go there, nothing is loaded from there."""


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[datetime, Path]]:
    """Let those of the demo's world live whom a visitor can be; all is undone after the module's last test."""
    del django_db_setup
    folder, now = tmp_path_factory.mktemp("world"), datetime.now(UTC)
    clock = Clock(now.replace(minute=0, second=0, microsecond=0))
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(HOSHIMORI_FILES=str(folder / "files")):
            take_in_shipped(actor=SYSTEM, at=clock.ago(offices.FOUNDED))
            offices.found(clock)
            demo.let_live(clock, folder)
        yield now, folder
        transaction.set_rollback(True)


@pytest.fixture
def now(made: tuple[datetime, Path], db: None, own_files: None, settings: Settings) -> datetime:
    """The demo's world has been made this very moment."""
    del db, own_files
    moment, folder = made
    settings.ENVIRONMENT = replace(django_settings.ENVIRONMENT, data=folder)
    settings.HOSHIMORI_FILES = str(folder / "files")
    return moment


def somebody(email: str) -> Actor:
    return actor_of(Membership.objects.get(person__email=email))


@dataclass
class Walk:
    """One reader's way through everything."""

    client: Client
    at_first: str
    avoids: tuple[str, ...] = ()
    read: dict[str, set[str]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    elsewhere: set[str] = field(default_factory=set)
    fragments: list[tuple[str, str, str]] = field(default_factory=list)

    def go(self) -> None:
        """Follow every link once; addresses that ask the same in other words count as one."""
        waiting, known = deque([(self.at_first, "the beginning")]), {_kind(self.at_first)}
        while waiting:
            address, came_from = waiting.popleft()
            for link in self._look_at(address, came_from):
                there, fragment = urldefrag(link)
                if fragment:
                    self.fragments.append((address, there, fragment))
                if _kind(there) not in known and not there.startswith(self.avoids):
                    known.add(_kind(there))
                    waiting.append((there, address))

    def _look_at(self, address: str, came_from: str) -> list[str]:
        if address.startswith("/static/"):
            if finders.find(address.removeprefix("/static/")) is None:
                self.broken.append(f"{address} (on {came_from})")
            return []
        answer: HttpResponseBase = self.client.get(address)
        if answer.status_code in {301, 302}:
            return [urljoin(address, answer.headers["Location"])]
        if answer.status_code not in {200, 204}:
            self.broken.append(f"{answer.status_code} {address} (on {came_from})")
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            assert b"".join(answer)  # every answer can be gone through
            return []
        page = Page(address, answer.content.decode())  # type: ignore[attr-defined]  # a page comes at once
        self.read[address] = page.ids
        shown = [urljoin(address, place) for place in page.loaded if not place.startswith("data:")]
        forms = [form.action for form in page.forms if form.method == "GET"]
        found = {link: urlsplit(link) for link in [*page.links, *shown, *forms]}
        self.elsewhere |= {parts.netloc or parts.scheme for parts in found.values() if parts.scheme}
        return [link for link, parts in found.items() if not parts.scheme]

    def missed(self) -> list[str]:
        """Return links into a page to a place that it does not have."""
        return [
            f"{there}#{fragment} (on {page})"
            for page, there, fragment in self.fragments
            if there in self.read and fragment not in self.read[there]
        ]


def _kind(address: str) -> tuple[str, tuple[str, ...]]:
    parts = urlsplit(address)
    return parts.path, tuple(sorted({name for name, _ in parse_qsl(parts.query)}))


def test_everybody_signed_out_arrives_everywhere(now: datetime, client: Client) -> None:
    del now
    walk = Walk(client, "/")

    walk.go()

    assert walk.broken == []
    assert walk.missed() == []
    assert walk.elsewhere <= ELSEWHERE
    assert len(walk.read) > 90


@pytest.mark.parametrize(
    ("email", "pages"),
    [
        ("sato@aoba.example", 90),
        ("ito@aoba.example", 80),
        ("mori@aoba.example", 90),
        ("yamada@minato.example", 60),
        ("tanaka@kaede.example", 90),
        ("kiyota@hoshizora.example", 20),
        ("hayashi@operator.example", 20),
        ("ono@ministry.example", 5),
    ],
)
def test_everybody_of_the_demo_arrives_everywhere(now: datetime, client: Client, email: str, pages: int) -> None:
    walk = Walk(sign_in(client, somebody(email), now), "/", FRUITLESS)

    walk.go()

    assert walk.broken == []
    assert walk.missed() == []
    assert walk.elsewhere <= ELSEWHERE
    assert len(walk.read) > pages


def test_an_officer_who_looks_in_arrives_everywhere(now: datetime, client: Client) -> None:
    officer, company = somebody("hayashi@operator.example"), somebody("sato@aoba.example").organization_id
    access.open_to(organization_id=company, reason="会社から相談があった。", hours=1, actor=officer, at=now)
    walk = Walk(sign_in(client, officer, now), f"/operator/organizations/{company}/", FRUITLESS)

    walk.go()

    assert walk.broken == []
    assert walk.missed() == []
    assert walk.elsewhere <= ELSEWHERE
    assert len(walk.read) > 60
