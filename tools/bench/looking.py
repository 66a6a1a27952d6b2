"""Who looks things up: anybody in the register, an expert in what it judges, the officer and the ministry."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import quote

from tools.bench.clients import Person, Reader, Scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

WORDS = ("青葉", "部品 12", "company 9", "若葉精機", "ｶｲｼｬ 099", "桜商事", "ﾐﾅﾄ", "東京システム", "富士見", "株式会社")
PARTS = ("1-2-1", "3-1-4", "4-1-2", "4-4-4", "6-1-1", "scope")
LOOK_UP = "≥ 800/s PostgreSQL, ≥ 1,500/s SQLite"
STREAM = 256 * 1024
MANY = 10_000
OK, NOT_MODIFIED = HTTPStatus.OK, HTTPStatus.NOT_MODIFIED


@dataclass(frozen=True, slots=True)
class Streamed:
    """The whole register as CSV: how many registrations, bytes and seconds, and the memory of the server in MiB."""

    lines: int
    size: int
    seconds: float
    before: int
    most: int
    after: int


@dataclass
class Lookers:
    """Clients that read: without a cookie at the public register, signed in at the desks."""

    port: int
    registrations: Sequence[tuple[str, str]]
    confirmations: Sequence[str]
    sessions: Mapping[str, str]
    clients: int
    _anybody: list[Reader] = field(init=False)
    _signed_in: dict[str, list[Person]] = field(init=False)
    _marks: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._anybody = [Reader(self.port) for _ in range(self.clients)]
        self._signed_in = {
            role: [Person(self.port, session) for _ in range(self.clients)] for role, session in self.sessions.items()
        }

    def scenarios(self) -> list[Scenario]:
        """Return everything that is measured here, in the order of the table."""
        number, company = "/register/{0}/", "/register/by-corporate-number/{1}/"
        return [
            Scenario("register: search", self._search, 300, 1200, "p95 ≤ 30 ms"),
            Scenario("register: page by number", self._looks_up(number), 300, 4000, LOOK_UP),
            Scenario("register: JSON by number", self._looks_up(number + "registration.json"), 300, 4000, LOOK_UP),
            Scenario("register: page by 法人番号", self._looks_up(company), 300, 4000, LOOK_UP),
            Scenario("register: JSON by 法人番号", self._looks_up(company + "registrations.json"), 300, 4000, LOOK_UP),
            Scenario("register: page by number, unchanged (304)", self._unchanged, 300, 4000, "nearly nothing"),
            Scenario("register: states of 10,000 numbers at once (CSV)", self._many, 5, 8, ""),
            Scenario("expert: one part of 81 criteria", self._part, 100, 400, ""),
            Scenario("expert: what was said about 81 criteria", self._said, 100, 400, ""),
            Scenario("operator's desk", self._opens("officer", "/operator/"), 100, 400, "≤ 100 ms"),
            Scenario("ministry's page", self._opens("overseer", "/ministry/"), 100, 400, "≤ 100 ms"),
        ]

    def stream(self, memory: Callable[[], int]) -> Streamed:
        """Take the whole register as CSV as it comes, and ask for the server's memory now and then."""
        seen, lines, size = [memory()], 0, 0
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        began = time.perf_counter()
        connection.request("GET", "/register/register.csv")
        answer = connection.getresponse()
        while piece := answer.read1(STREAM):
            lines, size = lines + piece.count(b"\n"), size + len(piece)
            if size // (4 * STREAM) >= len(seen):
                seen.append(memory())
        seconds = time.perf_counter() - began
        connection.close()
        return Streamed(lines - 1, size, seconds, seen[0], max(seen), memory())

    def _search(self, client: int, turn: int) -> bool:
        """Find registrations by parts of names: rare ones, frequent ones, ones that nobody has."""
        words = WORDS[turn % len(WORDS)]
        return self._anybody[client].get(f"/register/?q={quote(words)}")[0] == OK

    def _looks_up(self, address: str) -> Callable[[int, int], bool]:
        def act(client: int, turn: int) -> bool:
            found = self._registration(client, turn)
            status, _, body = self._anybody[client].get(address.format(*found))
            return status == OK and found[0].encode() in body

        return act

    def _many(self, client: int, turn: int) -> bool:
        """Ask for the states of ten thousand suppliers, by either number."""
        numbers = (self._registration(client, turn + each)[each % 2] for each in range(MANY))
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        sent = "\n".join(numbers).encode()
        connection.request("POST", "/api/v1/states.csv", sent, {"Content-Type": "text/csv"})
        answer = connection.getresponse()
        lines = answer.read().count(b"\n")
        connection.close()
        return answer.status == OK and lines > MANY

    def _unchanged(self, client: int, turn: int) -> bool:
        """Look at a page that one has already; the very first look brings it."""
        del turn
        path, reader = f"/register/{self._registration(client, 0)[0]}/", self._anybody[client]
        if path not in self._marks:
            status, self._marks[path], _ = reader.get(path)
            return status == OK
        status, _, body = reader.get(path, self._marks[path])
        return status == NOT_MODIFIED and not body

    def _part(self, client: int, turn: int) -> bool:
        """Open the next part of what is judged: its criteria, and where all 81 stand."""
        path = f"/expert/confirmations/{self._confirmation(client)}/parts/{PARTS[turn % len(PARTS)]}/"
        return self._signed_in["expert"][client].get(path)[0] == OK

    def _said(self, client: int, turn: int) -> bool:
        """Read what was said about everything."""
        del turn
        return (
            self._signed_in["expert"][client].get(f"/expert/confirmations/{self._confirmation(client)}/said/")[0] == OK
        )

    def _opens(self, role: str, path: str) -> Callable[[int, int], bool]:
        def act(client: int, turn: int) -> bool:
            del turn
            return self._signed_in[role][client].get(path)[0] == OK

        return act

    def _registration(self, client: int, turn: int) -> tuple[str, str]:
        return self.registrations[(client * 61 + turn) % len(self.registrations)]

    def _confirmation(self, client: int) -> str:
        return self.confirmations[client % len(self.confirmations)]
