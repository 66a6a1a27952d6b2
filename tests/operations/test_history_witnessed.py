"""Witnesses confirm what is published; one that is away, slow or says no never stands in the way for long."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings as django_settings
from pytest_django import Settings

from hoshimori.config.environment import Environment
from hoshimori.credentials.exchange import cosignatures
from hoshimori.credentials.exchange.checkpoints import Checkpoint, parse
from hoshimori.credentials.exchange.cosignatures import Quorum
from hoshimori.credentials.exchange.log_reading import latest
from hoshimori.credentials.exchange.notes import Kind, VerifierKey
from hoshimori.credentials.exchange.witness_requests import AddCheckpoint, read
from hoshimori.credentials.operations.keys import ensure
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.credentials.rules.merkle import check_consistency
from hoshimori.history.exchange import witnesses
from hoshimori.history.queries import log
from hoshimori.registry.operations import keeping
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.refusal import Invalid
from tests.cast import Cast, Experts
from tests.historians import fetch, minute, tree
from tests.proof.witnesses import running
from tests.registering import Registered, eligible_for_years, registered

MINUTE = timedelta(minutes=1)
NAMES = ("gull.example", "heron.example")


class Witness:
    """A witness of these stories: it remembers what it saw last, as tlog-witness says, and does as it is told."""

    def __init__(self, name: str, at: datetime) -> None:
        self._key = Ed25519PrivateKey.generate()
        public = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.key = VerifierKey(name, Kind.COSIGNATURE, public)
        self.last: Checkpoint | None = None
        self.asked: list[AddCheckpoint] = []
        self.at = at
        self.instead: Callable[[], tuple[int, bytes]] | None = None

    def answer(self, body: bytes) -> tuple[int, bytes]:
        request = read(body)
        self.asked.append(request)
        if self.instead is not None:
            return self.instead()
        checkpoint = parse(request.note.text)
        known = self.last.size if self.last else 0
        if request.old_size != known:
            return 409, f"{known}\n".encode()
        if self.last:
            check_consistency(
                old_size=known,
                old_root=self.last.root,
                size=checkpoint.size,
                root=checkpoint.root,
                proof=request.proof,
            )
        self.last = checkpoint
        return 200, cosignatures.cosigned(request.note.text, self.key, self._key.sign, at=self.at).line().encode()


@dataclass
class Served:
    """A witness behind an address."""

    witness: Witness
    server: ThreadingHTTPServer

    @property
    def written(self) -> str:
        return f"{self.witness.key.written()}@http://127.0.0.1:{self.server.server_port}/add-checkpoint"


def serve(witness: Witness) -> Served:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, answer = witness.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return Served(witness, server)


@pytest.fixture
def both(settings: Settings, at: datetime) -> Iterator[tuple[Witness, Witness]]:
    """Gull and Heron, whom the operator asks."""
    served = [serve(Witness(name, at)) for name in NAMES]
    settings.HOSHIMORI_WITNESSES = tuple(one.written for one in served)
    yield served[0].witness, served[1].witness
    for one in served:
        one.server.shutdown()
        one.server.server_close()


@pytest.fixture
def aobas(cast: Cast, experts: Experts, at: datetime) -> Registered:
    return registered(cast, eligible_for_years(experts.kiyota, cast.hayashi), at)


def suspend(ours: Registered, cast: Cast, at: datetime) -> None:
    keeping.suspend(registration_id=ours.registration_id, reason="確かめるため。", actor=cast.hayashi, at=at)


def confirmed_by(at: datetime) -> list[str]:
    """Whose confirmations the published checkpoint carries, as anybody would check it."""
    known = tuple(witness.key for witness in log.witnesses())
    try:
        return sorted(one.witness.name for one in cosignatures.check(latest(fetch), Quorum(known, 1), at=at + MINUTE))
    except Invalid:
        return []


def test_a_checkpoint_carries_the_confirmation_of_every_witness(
    cast: Cast, both: tuple[Witness, Witness], at: datetime
) -> None:
    del cast, both

    minute(at)

    assert confirmed_by(at) == list(NAMES)
    assert [one.name for one in log.published(at).confirmations] == list(NAMES)


def test_they_are_shown_that_the_history_only_grew(
    cast: Cast, aobas: Registered, both: tuple[Witness, Witness], at: datetime
) -> None:
    minute(at)
    minute(at + MINUTE)
    suspend(aobas, cast, at)
    gull = both[0]
    known = gull.last
    gull.asked.clear()

    minute(at + 2 * MINUTE)

    assert known is not None
    assert [request.old_size for request in gull.asked] == [known.size]
    assert gull.last == tree(at).checkpoint


def test_a_witness_that_knows_less_says_so_and_is_asked_from_there(
    cast: Cast, aobas: Registered, both: tuple[Witness, Witness], at: datetime
) -> None:
    minute(at)
    gull = both[0]
    gull.last = None
    gull.asked.clear()
    suspend(aobas, cast, at)

    minute(at + MINUTE)

    assert [request.old_size for request in gull.asked][-1] == 0
    assert confirmed_by(at) == list(NAMES)


def test_one_that_was_away_is_asked_again_about_the_same_checkpoint(
    cast: Cast, both: tuple[Witness, Witness], at: datetime
) -> None:
    del cast
    gull, _ = both
    gull.instead = lambda: (503, b"")
    minute(at)
    minute(at + MINUTE)
    before = confirmed_by(at)
    gull.instead = None

    minute(at + 2 * MINUTE)

    assert before == ["heron.example"]
    assert confirmed_by(at) == list(NAMES)


@pytest.mark.parametrize(
    "answer",
    [
        (200, b""),
        (200, b"\xff\xfe"),
        (200, "— heron.example AAAA\n".encode()),
        (404, b"no such log\n"),
        (403, b"\n"),
        (409, b"99999999\n"),
        (409, b"-1\n"),
        (409, b"0"),
        (302, b"http://127.0.0.1/"),
        (200, b"x" * 200_000),
    ],
)
def test_what_is_no_proper_answer_is_passed_over(
    cast: Cast, both: tuple[Witness, Witness], at: datetime, answer: tuple[int, bytes]
) -> None:
    del cast
    both[0].instead = lambda: answer

    minute(at)

    assert confirmed_by(at) == ["heron.example"]
    assert tree(at).checkpoint.size > 0


def test_a_cosignature_of_another_checkpoint_is_not_taken(
    cast: Cast, both: tuple[Witness, Witness], at: datetime
) -> None:
    del cast
    gull, heron = both
    other = Checkpoint("another.example/history", 1, bytes(32)).text()
    line = cosignatures.cosigned(other, gull.key, gull._key.sign, at=at).line().encode()  # noqa: SLF001 - our witness
    gull.instead = lambda: (200, line)

    minute(at)

    assert confirmed_by(at) == [heron.key.name]


def test_a_witness_that_does_not_answer_holds_nobody_up(
    cast: Cast, both: tuple[Witness, Witness], at: datetime
) -> None:
    del cast
    left = Event()

    def wait() -> tuple[int, bytes]:
        left.wait(60)
        return 200, b""

    both[0].instead = wait
    began = time.monotonic()

    minute(at)

    assert time.monotonic() - began < 3 * witnesses.SECONDS
    assert confirmed_by(at) == ["heron.example"]
    left.set()


def test_where_confirmations_are_needed_nothing_is_published_without(
    cast: Cast, both: tuple[Witness, Witness], settings: Settings, at: datetime
) -> None:
    del cast
    settings.HOSHIMORI_WITNESSES_NEEDED = 2
    both[1].instead = lambda: (503, b"")

    minute(at)
    with pytest.raises(FileNotFoundError):
        fetch("checkpoint", 1)
    both[1].instead = None
    minute(at + MINUTE)

    assert confirmed_by(at) == list(NAMES)


def test_a_witness_that_saw_another_history_does_not_confirm_this_one(
    cast: Cast, aobas: Registered, both: tuple[Witness, Witness], at: datetime
) -> None:
    minute(at)
    gull, _ = both
    gull.last = Checkpoint(tree(at).checkpoint.origin, tree(at).checkpoint.size, bytes(32))
    suspend(aobas, cast, at)

    minute(at + MINUTE)

    assert confirmed_by(at) == ["heron.example"]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "gull.example",
        "gull.example+00000000+AAAA@http://127.0.0.1/add-checkpoint",
        "{key}",
        "{key}@ftp://127.0.0.1/add-checkpoint",
        "{key}@http://",
        "{log}@http://127.0.0.1/add-checkpoint",
    ],
)
def test_what_names_no_witness_is_noticed(at: datetime, written: str) -> None:
    key = Witness("gull.example", at).key
    as_log = VerifierKey(key.name, Kind.NOTE, key.public)

    assert witnesses.is_witness(f"{key.written()}@https://gull.example/add-checkpoint")
    assert not witnesses.is_witness(written.format(key=key.written(), log=as_log.written()))


def test_a_witness_that_is_named_twice_is_noticed(at: datetime) -> None:
    gull, heron = (f"{Witness(name, at).key.written()}@https://{name}/add-checkpoint" for name in NAMES)

    assert witnesses.are_different([gull, heron])
    assert not witnesses.are_different([gull, heron, gull])


def test_no_witness_is_asked_where_none_is_named(cast: Cast, at: datetime) -> None:
    del cast
    assert django_settings.HOSHIMORI_WITNESSES == ()

    minute(at)

    assert log.published(at).confirmations == ()


def test_our_own_witness_program_confirms_what_we_publish(
    cast: Cast, aobas: Registered, settings: Settings, tmp_path: Path
) -> None:
    """The clock is the real one here: the witness is a program of its own."""
    now = datetime.now(UTC)
    ensure(purpose=Purpose.HISTORY, actor=SYSTEM, at=now)
    (key,) = log.trusted_log(now).keys
    with running(tmp_path / "witness", "--log", key.written()) as gull:
        settings.HOSHIMORI_WITNESSES = (f"{gull.key}@http://127.0.0.1:{gull.port}/add-checkpoint",)
        minute(now)
        suspend(aobas, cast, now)
        minute(now)

    assert confirmed_by(now) == ["gull.example"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"HOSHIMORI_WITNESSES": "gull.example"}, "HOSHIMORI_WITNESSES names something"),
        ({"HOSHIMORI_WITNESSES_NEEDED": "1"}, "HOSHIMORI_WITNESSES_NEEDED asks for more"),
        ({"HOSHIMORI_WITNESSES_NEEDED": "-1"}, "HOSHIMORI_WITNESSES_NEEDED asks for more"),
    ],
)
def test_settings_that_cannot_be_met_are_said_before_anything_starts(given: dict[str, str], said: str) -> None:
    assert any(problem.startswith(said) for problem in Environment.read(given).problems())
    assert not any("WITNESSES" in problem for problem in Environment.read({}).problems())
