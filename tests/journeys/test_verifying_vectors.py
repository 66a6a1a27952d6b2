"""What Python judges and what the page judges is the same, reason by reason, for the same files in a real browser.

The module that the page runs is asked here, with every file of the table of changed certificates and with files of
which one letter after the other is changed. No server of ours is needed: the module is a folder of files.
"""

from __future__ import annotations

import base64
import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from hoshimori.credentials.exchange import certificate_files, signing
from hoshimori.credentials.exchange.judging import Trusted, judge
from hoshimori.credentials.exchange.signing import TrustedKey
from hoshimori.credentials.rules.reasons import Rejected
from hoshimori.credentials.rules.verdicts import Outcome, Verdict
from tests.credentials.mutations import table, world
from tools import ROOT

MODULE = ROOT / "src/hoshimori/web/public/verifying/static/verifying"
PART = 200
LETTERS = b'aZ09-_.~"{}[],:\\ \n\x00\xff=+/'
CHECK = """async ({ cases, trusted }) => {
  const { check } = await import("/checking.js");
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const verdicts = [];
  for (const [file, question] of cases) verdicts.push(await check(bytes(file), bytes(trusted), question));
  return verdicts;
}"""


@dataclass(frozen=True)
class Asked:
    """A file and what the verifier asks of it."""

    content: bytes
    status_list: str = ""
    demand_history: bool = False
    audience: str = ""
    nonce: str = ""


class Files(SimpleHTTPRequestHandler):
    """Serves the module, and an empty page to run it in."""

    def do_GET(self) -> None:
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Files, directory=str(MODULE)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def browser_page(address: str, context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def jwks(keys: Sequence[TrustedKey]) -> list[dict[str, str]]:
    return [{**signing.to_jwk(key.public), "kid": key.kid} for key in keys]


def told(trusted: Trusted) -> str:
    """The same keys as the page reads them."""
    written = {
        "issuer": trusted.issuer,
        "keys": jwks(trusted.keys),
        "status_keys": jwks(trusted.status_keys),
        "log_keys": [key.written() for key in trusted.log.keys] if trusted.log else [],
        "witnesses": [key.written() for key in trusted.witnesses.witnesses] if trusted.witnesses else [],
        "witnesses_needed": trusted.witnesses.at_least if trusted.witnesses else 0,
    }
    return in_base64(json.dumps(written).encode())


def in_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def in_python(asked: Asked, trusted: Trusted) -> dict[str, Any]:
    """What Python says, in the browser's names."""
    try:
        file = certificate_files.read(asked.content)
    except Rejected as no:
        return said(Verdict(Outcome.NOT_BELIEVED, no.reason))
    questions = {name: value for name, value in asdict(asked).items() if name != "content"}
    return said(judge(file, trusted, at=world.NOW, **questions))


def said(verdict: Verdict) -> dict[str, Any]:
    return {
        "outcome": verdict.outcome.value,
        "reason": verdict.reason.value if verdict.reason else "",
        "facts": plain(verdict.facts),
        "shown": plain(verdict.shown),
        "proven": [code.value for code in verdict.proven],
        "notProven": [code.value for code in verdict.not_proven],
        "stateAsOf": seconds(verdict.state_as_of),
        "witnesses": verdict.witnesses,
        "audience": verdict.audience,
        "signedAt": seconds(verdict.signed_at),
        "purpose": verdict.purpose,
        "comment": verdict.comment,
        "ownWords": plain(verdict.own_words),
    }


def seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())


def plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, tuple) else value


def in_browser(page: Page, cases: Sequence[Asked], trusted: Trusted) -> list[dict[str, Any]]:
    """What the page's module says, a few hundred files at a time."""
    verdicts: list[dict[str, Any]] = []
    for start in range(0, len(cases), PART):
        sent = [[in_base64(each.content), question(each)] for each in cases[start : start + PART]]
        verdicts += page.evaluate(CHECK, {"cases": sent, "trusted": told(trusted)})
    return verdicts


def question(asked: Asked) -> dict[str, Any]:
    return {
        "at": int(world.NOW.timestamp()),
        "statusList": asked.status_list,
        "demandsHistory": asked.demand_history,
        "audience": asked.audience,
        "nonce": asked.nonce,
    }


def of_table() -> dict[str, Asked]:
    return {
        case.file: Asked(
            case.content,
            status_list=world.FRESH if case.with_list else "",
            demand_history=case.demands_history,
            audience=world.ORDERER if case.bound else "",
            nonce=world.NONCE if case.bound else "",
        )
        for case in table.cases()
    }


def differences(cases: dict[str, Asked], page: Page) -> list[str]:
    there = in_browser(page, list(cases.values()), world.TRUSTED)
    here = [in_python(each, world.TRUSTED) for each in cases.values()]
    return [
        f"{name}: here {one['reason']}, there {other['reason']}"
        for name, one, other in zip(cases, here, there, strict=True)
        if one != {**said(Verdict(Outcome.NOT_BELIEVED)), **other}
    ]


def test_the_page_judges_every_changed_certificate_as_the_table_says(browser_page: Page) -> None:
    cases = of_table()

    found = in_browser(browser_page, list(cases.values()), world.TRUSTED)

    expected = {case.file: case.reason or "" for case in table.cases()}
    assert dict(zip(cases, (verdict["reason"] for verdict in found), strict=True)) == expected


def test_the_page_says_of_every_file_the_same_as_python_to_the_last_word(browser_page: Page) -> None:
    assert differences(of_table(), browser_page) == []


def places(content: bytes) -> range:
    return range(0, len(content), max(1, len(content) // 250))


def changed(content: bytes, place: int) -> Asked:
    return Asked(content[:place] + LETTERS[place % len(LETTERS)].to_bytes() + content[place + 1 :])


def test_whatever_letter_is_changed_the_page_and_python_give_the_same_reason(browser_page: Page) -> None:
    whole = [case.content for case in table.cases() if case.name == "as it should be"]

    cases = {
        f"{number} at {place}": changed(content, place)
        for number, content in enumerate(whole)
        for place in places(content)
    }

    assert differences(cases, browser_page) == []


ODD_TEXTS = {
    "brackets in a string that does not end": b'{"format":"hoshimori/certificate/1","sd_jwt":"' + b"[" * 40,
    "quotes that are all escaped": b'{"' + b'\\"' * 2_000,
    "deeper than is followed": b'{"a":' + b"[" * 24 + b"]" * 24 + b"}",
    "as deep as is followed": b'{"a":' + b"[" * 23 + b"]" * 23 + b"}",
    "half a pair": b'{"format":"hoshimori/certificate/1","sd_jwt":"\\udc00"}',
    "a pair in two halves": b'{"format":"hoshimori/certificate/1","sd_jwt":"\\ud83c\\udf1f~"}',
    "a number without end": b'{"a":' + b"9" * 21 + b"}",
    "a number that is none": b'{"a":1e999}',
    "a number that begins with zero": b'{"a":01}',
    "a point and nothing": b'{"a":1.}',
    "a comma too many": b'{"a":1,}',
    "a name that every object has": b'{"__proto__":{"format":"hoshimori/certificate/1"},"sd_jwt":"a~"}',
    "a mark of the order of bytes": b'\xef\xbb\xbf{"format":"hoshimori/certificate/1","sd_jwt":"a~"}',
    "spaces that are none": b'\x0b{"format":"hoshimori/certificate/1","sd_jwt":"a~"}',
    "a space without a break": b"\xc2\xa0a.b.c~",
    "a control character": b'{"format":"hoshimori/certificate/1","sd_jwt":"a\x01~"}',
    "bytes that are no text": b"\xff\xfe",
    "a surrogate as bytes": b'{"a":"\xed\xa0\x80"}',
    "nothing": b"",
}


def test_texts_that_are_read_in_different_ways_elsewhere_are_read_in_one_way_here(browser_page: Page) -> None:
    assert differences({name: Asked(text) for name, text in ODD_TEXTS.items()}, browser_page) == []


def test_who_trusts_nobody_believes_nothing_in_the_browser_either(browser_page: Page) -> None:
    nobody = Trusted(world.TRUSTED.issuer, ())
    whole = next(case.content for case in table.cases() if case.file == "file-as-it-should-be.json")

    (found,) = in_browser(browser_page, [Asked(whole)], nobody)

    assert (found["outcome"], found["reason"]) == ("NOT_BELIEVED", "NOBODY_TRUSTED")
