"""Whatever is sent, by whatever hand: the answer is a page in words, never a failure of ours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.security import document
from tests.security.acts.evidence import PDF
from tests.security.forms import Found, Page, distinct
from tests.security.routes import Route, routes
from tests.security.trying import Visitor
from tests.security.world import Worlds, look_in

ODD = (
    "\0",
    "a\0b",
    "\x01\x1b[31m\x7f",
    "\ufffe\uffff",
    "\u202e\u2066",
    "👩‍👩‍👧‍👦🇯🇵",
    "ﷺ" * 500,
    "Z̸̧̢̛" * 50,
    "'\"><script>alert(1)</script>",
    "{{ 7*7 }}{% load x %}",
    "%s%n%(x)s{0}",
    "' OR 1=1; --",
    "=cmd|' /C calc'!A0",
    "../../../../etc/passwd",
    "9" * 40,
    "-1",
    "1e309",
    "２０２６",
    "9999-12-31",
    "0000-00-00",
    "a\r\nBcc: everybody@else.example",
    "x" * 100_000,
    " \t\r\n\u3000",
    "٣",
    "²",
    "00000000-0000-0000-0000-000000000000",
    "{00000000-0000-0000-0000-000000000000}",
)
WORST = ("\0", "a\x01\ufffe", "9" * 40, "-1", "x" * 5000, "9999-12-31", "00000000-0000-0000-0000-000000000000", "٣")
FILE_NAMES = (
    "a\0.pdf",
    "../../a.pdf",
    "a\r\nX-Header: b.pdf",
    "." * 300 + ".pdf",
    "\u202efdp.exe",
    "CON",
    "",
    "＜＞.pdf",
)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.fixture(autouse=True)
def looking_in(worlds: Worlds) -> None:
    """The officer looks into Aoba's matters."""
    look_in(worlds)


def pages(visitor: Visitor, worlds: Worlds) -> Iterator[Page]:
    """Yield every page somebody can read."""
    for route in routes():
        answer = visitor.asks("GET", route.path(worlds.aoba))
        if answer.status_code == 200 and "text/html" in answer.headers.get("Content-Type", ""):
            yield Page(route.path(worlds.aoba), answer.content.decode())


@pytest.mark.parametrize("role", ["nobody", "newcomer", "coordinator", "looking in"])
def test_no_text_in_any_field_of_any_form_is_a_failure(worlds: Worlds, role: str) -> None:
    visitor = Visitor(worlds.roles[role], worlds.at)
    forms = distinct(pages(visitor, worlds))

    for form in forms:
        for text in ODD:
            send(visitor, form, dict.fromkeys(form.typed, text))
        for text, name in product(WORST, form.typed):
            send(visitor, form, {name: text})
        send_anything(visitor, form)
    assert len(forms) > 1


def send_anything(visitor: Visitor, form: Found) -> None:
    """Send a form with something made up in one of its fields."""

    @settings(max_examples=5, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(form.typed or ("nothing",)), ANYTHING)
    def sends(name: str, text: str) -> None:
        send(visitor, form, {name: text})

    sends()


def send(visitor: Visitor, form: Found, values: dict[str, str]) -> None:
    files = {name: SimpleUploadedFile("a.pdf", b"%PDF-1.4") for name, kind in form.kinds.items() if kind == "file"}
    answer = visitor.asks(form.method, form.action, {**form.values, **values, **files})
    assert answer.status_code < 500, f"{form.method} {form.action}: {values}"


def test_no_question_in_an_address_is_a_failure(worlds: Worlds) -> None:
    for role in ("coordinator", "looking in"):
        visitor = Visitor(worlds.roles[role], worlds.at)
        read = list(pages(visitor, worlds))
        asked = {name for page in read for link in page.links for name, _ in parse_qsl(urlsplit(link).query)}
        asked |= {name for page in read for form in page.forms if form.method == "GET" for name in form.names}

        for page, text in product(read, (*WORST, "")):
            address = page.address.partition("?")[0]
            answer = visitor.asks("GET", f"{address}?{urlencode(dict.fromkeys(sorted(asked), text))}")
            assert answer.status_code < 500, f"{address}: {text!r}"
        assert len(asked) > 5


def test_no_name_of_a_file_is_a_failure_or_leads_anywhere(worlds: Worlds, tmp_path: Path) -> None:
    visitor = Visitor(worlds.cast.sato, worlds.at)
    forms = [form for form in distinct(pages(visitor, worlds)) if "file" in form.kinds.values()]

    for form, name in product(forms, FILE_NAMES):
        fields = [field for field, kind in form.kinds.items() if kind == "file"]
        for content in (PDF, b"", b"PK\x03\x04" + b"\0" * 60, b"\xff\xfe"):
            sent = {**form.values, **{field: SimpleUploadedFile("a", content) for field in fields}}
            for file in (sent[field] for field in fields):
                vars(file)["_name"] = name
            answer = visitor.asks("POST", form.action, sent)
            assert answer.status_code < 500, f"{form.action}: {name!r}"
    assert len(forms) > 2
    outside = [path for path in tmp_path.rglob("*") if path.is_file() and "files" not in path.parts]
    assert outside == []


BODIES = (
    ("application/x-www-form-urlencoded", b"title=\xff\xfe%ff%00&level=%F0%9F&\0=1"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(3000))),
    ("application/x-www-form-urlencoded", b"title=" + b"x" * 2_000_000),
    ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nx'),
    ("multipart/form-data; boundary=b", b"--b\r\n" + b"X: y\r\n" * 20_000),
    ("multipart/form-data", b"--b"),
    ("multipart/form-data; boundary=" + "b" * 300, b"--b"),
    ("application/json", b'{"title": "x"}'),
    ("application/json", b"[" * 100_000),
    ("text/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    ("", b""),
    ("application/x-www-form-urlencoded; charset=utf-7", b"title=+ADw-"),
)


@pytest.mark.parametrize("body", BODIES, ids=[f"{kind[:20]} {content[:12]!r}" for kind, content in BODIES])
def test_no_body_is_a_failure(worlds: Worlds, body: tuple[str, bytes]) -> None:
    visitor = Visitor(worlds.cast.sato, worlds.at)
    content_type, content = body

    for route in taking_forms():
        answer = visitor.sends(route.path(worlds.aoba), content, content_type)
        assert answer.status_code < 500, str(route)


def taking_forms() -> list[Route]:
    """Return the routes that take what is sent, as the committed table has it."""
    takes = document.columns()["coordinator"]
    return [route for route in routes() if takes.get(f"{route} POST") != "-"]


def test_a_charset_that_is_none_and_headers_that_are_odd_are_no_failure(worlds: Worlds) -> None:
    visitor = Visitor(worlds.cast.sato, worlds.at)

    for headers in (
        {"accept-language": "x" * 10_000},
        {"accept-language": "\xff;q=nan,*;q=1e999"},
        {"accept": "text/html;q=a, */*;q=\xff"},
        {"cookie": "session=\xff; django_language=../../x; csrftoken=\x00"},
        {"hx-request": "true", "hx-current-url": "http://[::1"},
        {"if-modified-since": "Thu, 99 Foo 99999 99:99:99 GMT"},
        {"range": "bytes=9-1"},
        {"referer": "http://[/"},
        {"x-forwarded-for": "not an address, ,"},
    ):
        for route in routes():
            answer = visitor.asks("GET", route.path(worlds.aoba), headers=headers)
            assert answer.status_code < 500, f"{route} {headers}"
        for route in taking_forms():
            answer = visitor.asks("POST", route.path(worlds.aoba), headers=headers)
            assert answer.status_code < 500, f"{route} {headers}"
