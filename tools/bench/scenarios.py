"""What is measured: one act of a person each, and whether the answer was the right one."""

from __future__ import annotations

import itertools
import re
import threading
import time
from http import HTTPStatus
from urllib.parse import quote

from tools.bench.clients import Person, Scenario
from tools.bench.identifiers import Kind, identifier
from tools.bench.world import PASSWORD

WORDS = ("青葉", "部品 12", "company 9", "若葉精機", "99991", "桜商事", "ﾐﾅﾄ", "東京システム", "富士見", "建材99")
REPORT_SECONDS = 60
OK, FOUND = HTTPStatus.OK, HTTPStatus.FOUND


class House:
    """The server that is measured, and the people in front of it."""

    def __init__(self, port: int, sessions: list[str], officer: str, clients: int) -> None:
        self.port = port
        self.people = [Person(port, session) for session in sessions]
        self.officers = [Person(port, officer) for _ in range(clients)]
        self.strangers = [Person(port) for _ in range(clients)]
        self._lock = threading.Lock()
        self._counter = itertools.count()
        self._versions: dict[tuple[int, str], int] = {}

    def assessment(self, number: int) -> str:
        """Return the address of the self-evaluation of the number-th company."""
        return f"/assessments/{identifier(Kind.ASSESSMENT, number)}"

    def sign_in(self, client: int, turn: int) -> bool:
        """Sign in with address and password (Argon2), into a new session."""
        address = f"p{(client * 7 + turn) % len(self.people)}@bench.example"
        status, _, _ = self.strangers[client].post(
            "/account/sign-in/", {"login": address, "password": PASSWORD, "next": "/"}
        )
        return status == FOUND

    def save(self, client: int, turn: int) -> bool:
        """Save one answer, as the answering page does."""
        no = ("1-2-1-1", "1-2-3-1", "3-1-1-1", "4-1-3-1", "6-1-1-1")[turn % 5]
        version = self._versions.get((client, no), 1)
        values = {"result": "MET", "reason": f"計測のための文 {turn}", "plan": "", "note": "", "version": str(version)}
        path = f"{self.assessment(client)}/answers/{no}/save"
        status, _, _ = self.people[client].post(path, values, accept="application/json")
        self._versions[client, no] = version + 1
        return status == OK

    def read(self, client: int, turn: int) -> bool:
        """Read a whole self-evaluation with its progress."""
        del turn
        return self.people[client].get(f"{self.assessment(client)}/")[0] == OK

    def read_as_officer(self, client: int, turn: int) -> bool:
        """Read the same self-evaluations as somebody who sees ten thousand companies."""
        del turn
        return self.officers[client].get(f"{self.assessment(client)}/")[0] == OK

    def requirement(self, client: int, turn: int) -> bool:
        """Open the next requirement on the answering page."""
        no = ("1-2-1", "3-1-4", "4-1-2", "4-4-4", "6-1-1")[turn % 5]
        return self.people[client].get(f"{self.assessment(client)}/answers/{no}/")[0] == OK

    def begin(self, client: int, turn: int) -> bool:
        """Begin a self-evaluation."""
        values = {"level": "3", "title": f"計測 {client} {turn}"}
        return self.people[client].post("/assessments/begin/", values)[0] == FOUND

    def export(self, client: int, turn: int) -> bool:
        """Download the workbook of 153 criteria."""
        del turn
        status, body, _ = self.people[client].get(f"{self.assessment(client)}/excel/self-evaluation-ja.xlsx")
        return status == OK and body.startswith(b"PK")

    def take_in(self, client: int, turn: int) -> bool:
        """Hand a filled workbook in, see what it would change, and accept it."""
        del turn
        person, excel = self.people[client], f"{self.assessment(client)}/excel"
        workbook = person.get(f"{excel}/self-evaluation-ja.xlsx")[1]
        status, _, headers = person.upload(f"{excel}/hand-in", "file", workbook, {})
        return status == FOUND and person.get(headers["Location"])[0] == OK

    def listing(self, client: int, turn: int) -> bool:
        """Show 20 of 10,000 self-evaluations to somebody who sees them all."""
        del turn
        return self.officers[client].get("/assessments/")[0] == OK

    def search(self, client: int, turn: int) -> bool:
        """Find organizations among 100,000."""
        words = WORDS[turn % len(WORDS)]
        return self.officers[client].get(f"/operator/organizations/?words={quote(words)}")[0] == OK

    def report(self, client: int, turn: int) -> bool:
        """Order the report as PDF and come back to its page until it can be downloaded."""
        del turn
        person, report = self.people[client], f"{self.assessment(client)}/report/"
        before = _files(person.get(report)[1])
        person.post(f"{report}order", {"form": "PDF", "language": "ja"})
        deadline = time.monotonic() + REPORT_SECONDS
        while time.monotonic() < deadline:
            if new := _files(person.get(report)[1]) - before:
                return person.get(new.pop())[1].startswith(b"%PDF")
            time.sleep(0.02)
        return False

    def scenarios(self) -> list[Scenario]:
        """Return everything that is measured, in the order of the table."""
        return [
            Scenario("sign in", self.sign_in, 12, 8, ""),
            Scenario("begin a self-evaluation", self.begin, 100, 200, "p50 ≤ 10 ms"),
            Scenario("save one answer", self.save, 300, 2000, "p50 ≤ 8 ms, ≥ 250/s"),
            Scenario("open a requirement to answer", self.requirement, 100, 400, ""),
            Scenario("whole self-evaluation (153)", self.read, 100, 400, "p50 ≤ 30 ms"),
            Scenario("the same, seeing 10,000 companies", self.read_as_officer, 100, 400, "< 1.5 × the line above"),
            Scenario("list of 20 of 10,000", self.listing, 100, 400, "p50 ≤ 30 ms"),
            Scenario("search in 100,000 organizations", self.search, 200, 800, "p95 ≤ 30 ms"),
            Scenario("Excel export (153)", self.export, 30, 60, "p50 ≤ 150 ms"),
            Scenario("Excel import with preview (153)", self.take_in, 15, 30, "p50 < 1 s"),
            Scenario("PDF report (153), ordered to ready", self.report, 5, 8, "p50 ≤ 1.5 s"),
        ]


def _files(page: bytes) -> set[str]:
    return set(re.findall(r'"(/assessments/[0-9a-f-]+/report/[0-9a-f-]+/file)"', page.decode()))
