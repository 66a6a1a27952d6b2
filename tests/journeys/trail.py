"""Every address somebody went to, and what another person finds there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Request

IDENTIFIER = re.compile(r"/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?:/|$)")
OF_NOBODY = re.compile(r"^/(?:static|demo|account|language)/")


@dataclass(frozen=True, order=True)
class Step:
    """One request: its method, its path with what was asked."""

    method: str
    address: str

    @property
    def is_about_something(self) -> bool:
        """Tell whether the address names one thing of somebody's."""
        return bool(IDENTIFIER.search(urlsplit(self.address).path))


class Trail:
    """Writes down every request that a browser sends, pages, saves and downloads alike."""

    def __init__(self, context: BrowserContext) -> None:
        self.steps: set[Step] = set()
        context.on("request", self._note)

    def _note(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if not OF_NOBODY.match(parts.path):
            self.steps.add(Step(request.method, f"{parts.path}?{parts.query}" if parts.query else parts.path))


def walked_by(page: Page, steps: set[Step]) -> dict[Step, tuple[int, str]]:
    """Return what this person finds at each address: the status and the text, redirects not followed."""
    token = str(page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value"))
    found: dict[Step, tuple[int, str]] = {}
    for step in sorted(steps):
        answer = page.request.fetch(
            step.address, method=step.method, headers={"X-CSRFToken": token}, max_redirects=0, fail_on_status_code=False
        )
        found[step] = (answer.status, answer.text())
    return found
