"""docs/verify.md keeps its word: its commands, as they stand there, verify the demo's certificate."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.journeys.house import House
from tools import ROOT

PAGE = (ROOT / "docs" / "verify.md").read_text(encoding="utf-8")
COMMANDS = [line.strip() for line in PAGE.splitlines() if re.match(r"    (python3|npm|node|cd) ", line)]
ADDRESS, FOLDER = "http://127.0.0.1:8000", "var/minato"
PATIENCE = 300


def told(pattern: str, house: House, folder: Path) -> list[str]:
    """The one command of the page that fits a pattern, at the demo of this test, in a folder of this test."""
    (command,) = [each for each in COMMANDS if re.match(pattern, each)]
    command = command.replace(ADDRESS, house.url).replace(f"../../{FOLDER}", FOLDER)
    return shlex.split(command.replace(FOLDER, str(folder)))


def run(command: list[str], place: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=place, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False
    )


@pytest.fixture
def minato(house: House, tmp_path: Path) -> Path:
    """A stranger fetches Minato's certificate."""
    _, *fetch = told("python3 examples/fetch.py", house, tmp_path / "minato")

    done = run([sys.executable, *fetch])

    assert done.returncode == 0, done.stderr
    return tmp_path / "minato"


def verify(house: House, folder: Path, *without: str) -> subprocess.CompletedProcess[str]:
    """Run the page's command; `dev.py` would do it in the environment that this test runs in already."""
    _, _, _, *arguments = told("python3 dev.py verify", house, folder)
    for option in without:
        place = arguments.index(option)
        del arguments[place : place + 2]
    return run([sys.executable, *dev.COMMANDS["verify"][1], *arguments])


def test_a_stranger_verifies_a_certificate_with_python_alone(house: House, minato: Path) -> None:
    believed, stateless = verify(house, minato), verify(house, minato, "--status-list")

    (begins,) = re.findall(r"    Registered as ★3\.\n\n(?:    .*\n)+", PAGE)
    assert believed.returncode == 0, believed.stdout
    assert believed.stdout.startswith(re.sub(r"^    ", "", begins, flags=re.MULTILINE))
    assert stateless.returncode == 5
    file = minato / "certificate.json"
    text = file.read_text(encoding="utf-8")
    place = text.index('"sd_jwt":"') + 400
    file.write_text(text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :], encoding="utf-8")
    changed = verify(house, minato)
    assert changed.returncode == 1
    assert changed.stdout.startswith("This certificate cannot be believed.")
    assert "Minato" not in changed.stdout


def test_a_stranger_verifies_a_certificate_with_npm_alone(house: House, minato: Path, tmp_path: Path) -> None:
    if shutil.which("npm") is None or shutil.which("node") is None:
        pytest.skip("npm is not installed")
    (place,) = [each.removeprefix("cd ") for each in COMMANDS if each.startswith("cd ")]
    copy = shutil.copytree(ROOT / place, tmp_path / "npm", ignore=shutil.ignore_patterns("node_modules"))
    installed = run(told("npm ci", house, minato), copy)
    if installed.returncode != 0:
        pytest.skip("npm ci does not get the library of examples/verify-with-npm")

    fetched = run(told(r"node .* \d{13}$", house, minato), copy)
    kept = run(told(r"node .*\.json$", house, minato), copy)

    for done in (fetched, kept):
        assert done.returncode == 0, done.stderr
        assert re.match(r"★3 みなと物流株式会社 \(3-\d\d-\d{6}-\d\), until \d{4}-\d\d-\d\d\n", done.stdout)
