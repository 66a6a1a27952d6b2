"""A real server with a small living world in it, as a journey finds it."""

from __future__ import annotations

import email
import email.policy
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

from tools import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page

# JIS X 8341-3:2016 AA is WCAG 2.0 AA; the product promises 2.2 AA.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

BESIDE = ("history", "witness")
"""What stands beside the database and speaks of it."""
DATABASE = re.compile(r"\.sqlite3(-wal|-shm)?$|^lock$")


@dataclass(frozen=True)
class House:
    """Where the server answers and where it keeps its things."""

    url: str
    data: Path

    @property
    def database(self) -> Path:
        return self.data / "hoshimori.sqlite3"

    @property
    def first_day(self) -> Path:
        """The world as it was before the first journey."""
        return self.data / "first-day.sqlite3"

    @property
    def password(self) -> str:
        """The password that the demo's people share."""
        return str(json.loads((self.data / "people.json").read_text(encoding="utf-8"))["password"])

    @property
    def mails_folder(self) -> Path:
        return self.data / "mail"

    def remember(self) -> None:
        """Keep the world as it is once its history is published and a witness has confirmed it."""
        checkpoint = self.data / "history" / "checkpoint"
        for _ in range(600):
            if checkpoint.exists() and checkpoint.read_text(encoding="utf-8").count("\n\u2014 ") > 1:
                break
            time.sleep(0.2)
        else:
            raise AssertionError("no witness confirmed the first day")
        copy(self.database, self.first_day)
        for folder in BESIDE:
            shutil.copytree(self.data / folder, self.data / f"first-{folder}")

    def as_on_the_first_day(self) -> None:
        """Bring the world back to its first day, under the running server and its witness."""
        copy(self.first_day, self.database)
        for folder in BESIDE:
            bring_back(self.data / f"first-{folder}", self.data / folder)
        for mail in self.mails_folder.glob("*"):
            mail.unlink()

    def do(self, command: str) -> str:
        """Run a line of Python in this world, beside the server; returns what it printed."""
        world = {"HOSHIMORI_MODE": "demo", "HOSHIMORI_DATA": str(self.data), "HOSHIMORI_URL": self.url}
        environment = os.environ | world | {"DJANGO_SETTINGS_MODULE": "hoshimori.config.settings"}
        done = subprocess.run(
            [sys.executable, "-c", command], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def mails(self) -> list[str]:
        """Return the text of every mail the server has sent, oldest first."""
        files = sorted(self.mails_folder.glob("*.log"), key=lambda file: file.stat().st_mtime)
        parsed = (email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files)
        bodies = (mail.get_body(["plain"]) for mail in parsed)
        return [body.get_content() for body in bodies if body]


def copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=30)) as new:
        old.backup(new)


def bring_back(kept: Path, place: Path) -> None:
    """Give a folder that somebody uses the files it had; what came since goes."""
    for file in sorted(place.rglob("*")):
        if file.is_file() and not (kept / file.relative_to(place)).exists() and not DATABASE.search(file.name):
            file.unlink()
    for file in kept.rglob("*"):
        target = place / file.relative_to(kept)
        if file.suffix == ".sqlite3":
            copy(file, target)
        elif file.is_file() and not DATABASE.search(file.name):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, target)


class Visitor:
    """Somebody at a browser: signs in, looks at pages, and notices what a page does wrong in silence."""

    def __init__(self, page: Page, house: House) -> None:
        self.page = page
        self.house = house
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        # A refused form answers with a status that the browser reports too, and so is a connection that a journey
        # takes away; that is no fault.
        expected = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")
        if message.type == "error" and not any(words in message.text for words in expected):
            self.complaints.append(message.text)

    def enter_as(self, address: str) -> Page:
        """Sign in with one click as the inhabitant with this e-mail address."""
        self.page.goto("/demo/")
        self.page.locator(f'form:has(input[value="{address}"]) button').click()
        return self.page

    def speak(self, language: str) -> None:
        """Read on in this language, whatever the person has chosen before."""
        if self.page.locator("html").get_attribute("lang") != language:
            self.page.locator('form[action="/language/"]').first.evaluate("form => form.requestSubmit()")
            self.page.wait_for_selector(f'html[lang="{language}"]', state="attached")

    def hindrances(self) -> list[str]:
        """Return what would keep somebody from using the page that is shown: axe's rule, element and hint."""
        found = Axe().run(self.page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
        return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]
