"""From link to link, one page of each kind: whatever somebody can come to without writing anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Page

KINDS = (
    (re.compile(r"^/criteria/$"), "/criteria/*/"),  # the edition in force, without its name
    (re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"), "*"),
    (re.compile(r"/\d(?:-\d+)+(?=/|$)"), "/*"),
    (re.compile(r"/20\d\d-\d\d-\d\d(?:-draft)?(?=/|$)"), "/*"),
)
NO_PAGE = re.compile(
    r"/(?:static|account/sign-out|account/provider/|history/checkpoint)|\.(?:xlsx|csv|json|pdf|ics|txt|svg)$|/(?:file|passkey/)$"
)


def kind(address: str) -> str:
    """Return what all pages of one kind share: the path without what it names."""
    path = urlsplit(address).path
    for pattern, sign in KINDS:
        path = pattern.sub(sign, path)
    return path


def pages(page: Page, starts: Iterable[str]) -> Iterator[str]:
    """Go to these pages, then to one page of each kind that links lead to; yield each address as one stands there."""
    waiting, known = list(starts), set[str]()
    first = len(waiting)
    while waiting:
        address = waiting.pop(0)
        first -= 1
        if first < 0 and kind(address) in known:
            continue
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address} {answer.status}"
        seen_before = first < 0 and kind(page.url) in known
        known |= {kind(address), kind(page.url)}
        if seen_before:
            continue
        yield urlsplit(page.url)._replace(scheme="", netloc="").geturl()
        waiting += links(page)


def links(page: Page) -> Iterator[str]:
    """Return the addresses of this site's pages that links of the page lead to."""
    here = urlsplit(page.url).netloc
    for link in page.locator("a[href]:not([download])").evaluate_all("links => links.map(link => link.href)"):
        there = urlsplit(link)
        if there.netloc == here and not NO_PAGE.search(there.path):
            yield there._replace(scheme="", netloc="", fragment="").geturl()
