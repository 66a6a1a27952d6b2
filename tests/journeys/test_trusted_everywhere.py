"""What Minato shows Tsubasa is believed by whoever checks it, wherever; and so is the operator who suspends Minato.

Tsubasa asks for three criteria and is shown two. It checks the saved file with the command, on the public page and with
a library of others. Minato ends its consent; then the operator suspends Minato, and all three say so of the same file.
A row that somebody changes by hand in the database afterwards is found from inside, by the witness and by Minato.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hoshimori.registry.rules.numbers import written
from tests.journeys import officers_desk
from tests.journeys.house import House, Visitor
from tests.journeys.test_disclosing import (
    AIZAWA,
    FIRST,
    SECOND,
    YAMADA,
    Both,
    ask,
    consent,
    end,
    is_shown_two_and_not_the_third,
    save_as_a_file,
    see_exactly_what_would_be_shown,
    see_what_is_asked,
    told,
)
from tests.outside import asking
from tools import ROOT

Come = Callable[..., Visitor]
HAYASHI, MINATO = "hayashi@operator.example", "2999912340002"
PATIENCE = 300
VALID, SUSPENDED = {"ja": "★3として登録されています", "en": "Registered as ★3"}, {"ja": "一時停止", "en": "suspended"}
LOOK_AT = "[data-there]"


def run(house: House, *command: str, place: Path = ROOT) -> subprocess.CompletedProcess[str]:
    world = {"HOSHIMORI_MODE": "demo", "HOSHIMORI_DATA": str(house.data), "HOSHIMORI_URL": house.url}
    return subprocess.run(
        command,
        cwd=place,
        env=os.environ | world,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def hoshimori(house: House, *words: str) -> subprocess.CompletedProcess[str]:
    return run(house, sys.executable, "-m", "hoshimori", *words)


def by_command(house: House, file: Path, language: str) -> tuple[int, str]:
    """Check a file offline, with keys and the list of states fetched just before."""
    fetched = file.with_name("fetched")
    done = run(house, sys.executable, "examples/fetch.py", house.url, MINATO, str(fetched))
    assert done.returncode == 0, done.stderr
    options = {"--keys": "keys.json", "--status-list": "states.jwt", "--log-key": "history.key"}
    given = [word for option, name in options.items() for word in (option, str(fetched / name))]
    said = hoshimori(
        house, "verify", str(file), *given, "--issuer", house.url, "--demand-history", "--language", language
    )
    return said.returncode, said.stdout


def on_the_page(page: Page, file: Path) -> str:
    """Check a file in the browser and return what the page says of it first."""
    page.goto("/verify/")
    expect(page.locator(LOOK_AT)).to_be_hidden()
    page.set_input_files("#file", file)
    expect(page.locator("#verdict-title")).to_be_visible()
    return page.locator("#verdict-title").inner_text()


def by_others(house: House, file: Path) -> tuple[int, str]:
    """Check a file with npm's library, as docs/verify.md does."""
    try:
        libraries = asking.installed()
    except asking.NotHereError as missing:
        pytest.skip(f"npm's library cannot be had: {missing}")
    folder = file.parent / "npm"
    if not folder.exists():
        shutil.copytree(ROOT / "examples" / "verify-with-npm", folder, ignore=shutil.ignore_patterns("node_modules"))
        (folder / "node_modules").symlink_to(libraries / "node_modules")
    done = run(house, asking.program("node"), "verify.mjs", house.url, str(file), place=folder)
    return done.returncode, done.stdout + done.stderr


def test_whoever_checks_it_says_the_same(visitor: Come, house: House, language: str, tmp_path: Path) -> None:
    both = Both(visitor, language, "wide")
    aizawa, yamada, hayashi = both.enter_as(AIZAWA), both.enter_as(YAMADA), both.enter_as(HAYASHI)
    file = tmp_path / "minato.json"
    ask(both, aizawa)
    asked = aizawa.page.url
    before = told(aizawa.page, asked)
    see_what_is_asked(both, yamada)
    yamada.page.locator("#comment").fill(both.words["comment"])
    see_exactly_what_would_be_shown(both, yamada)
    consent(yamada.page)
    is_shown_two_and_not_the_third(both, aizawa, asked)
    save_as_a_file(both, aizawa, file)

    code, said = by_command(house, file, language)
    assert (code, VALID[language] in said) == (0, True), said
    assert all(no in said for no in (FIRST, SECOND))
    assert VALID[language] in on_the_page(aizawa.page, file)
    assert by_others(house, file)[0] == 0

    end(both, yamada)
    assert told(aizawa.page, asked) == before

    officers_desk.opens_keeping(hayashi.page, minatos_number(hayashi.page), "suspend")
    officers_desk.keeps(hayashi.page, "事故の報告があったため。")

    code, said = by_command(house, file, language)
    assert (code, SUSPENDED[language] in said) == (3, True), said
    assert SUSPENDED[language] in on_the_page(aizawa.page, file)
    code, said = by_others(house, file)
    assert code != 0
    assert re.search("status", said, re.IGNORECASE)


def minatos_number(page: Page) -> str:
    told = page.request.get(f"/api/v1/registrations?corporate_number={MINATO}").json()
    return str(told["registrations"][0]["number"])


def test_a_row_changed_by_hand_is_found_from_inside_and_by_the_company(house: House, tmp_path: Path) -> None:
    monitor = ["monitor", "--url", house.url, "--corporate-number", MINATO, "--folder", str(tmp_path / "watched")]
    before = hoshimori(house, "audit", "verify"), hoshimori(house, *monitor, "--patience", "120")
    with closing(sqlite3.connect(house.database, timeout=30)) as database, database:
        (number,) = database.execute(
            "UPDATE registry_registration SET valid_until = date(valid_until, '+1 year'), version = version + 1"
            " WHERE corporate_number = ? RETURNING number",
            [MINATO],
        ).fetchone()

    inside, outside = hoshimori(house, "audit", "verify"), hoshimori(house, *monitor, "--patience", "1")

    assert before[0].returncode == 0, before[0].stdout
    assert before[1].returncode in {0, 10}, before[1].stdout + before[1].stderr
    assert inside.returncode == 1
    assert written(number) in inside.stdout + inside.stderr
    assert outside.returncode == 1, outside.stdout + outside.stderr
    assert written(number) in outside.stdout
