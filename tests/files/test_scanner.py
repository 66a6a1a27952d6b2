"""The scanner is asked in its own words, and only a clear answer counts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hoshimori.files.scanner import NoVerdictError, Scanner, ScannerSilentError
from tests.files import clamd
from tests.files.clamd import Clamd
from tests.files.samples import EICAR, PDF


class Small(Clamd):
    limit = 100


class Silent(Clamd):
    silent = True


def test_a_clean_file_passes_and_the_test_virus_does_not() -> None:
    with clamd.running() as place:
        scanner = Scanner.at(place)

        clean, infected = scanner.ask([PDF[:20], PDF[20:]]), scanner.ask([EICAR[:30], EICAR[30:]])

    assert clean.is_clean
    assert (infected.is_clean, infected.finding) == (False, "Eicar-Test-Signature")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' Python has no Unix sockets")
def test_a_scanner_can_listen_at_a_socket_of_this_machine(tmp_path: Path) -> None:
    with clamd.running(path=tmp_path / "clamd.sock") as place:
        assert Scanner.at(place).ask([PDF]).is_clean


def test_a_file_too_large_for_the_scanner_is_neither_clean_nor_infected() -> None:
    with clamd.running(Small) as place, pytest.raises(NoVerdictError, match="size limit exceeded"):
        Scanner.at(place).ask([PDF] * 5)


def test_no_answer_is_no_verdict() -> None:
    with clamd.running(Silent) as place, pytest.raises(ScannerSilentError):
        Scanner.at(place).ask([PDF])
    with pytest.raises(ScannerSilentError):
        Scanner.at(place).ask([PDF])
    with pytest.raises(ScannerSilentError):
        Scanner.at("unix:/nowhere/clamd.sock").ask([PDF])


@pytest.mark.parametrize(
    ("place", "scanner"),
    [
        ("clamd:3310", Scanner("clamd", 3310)),
        ("tcp://clamd:3310", Scanner("clamd", 3310)),
        ("[::1]:3310", Scanner("::1", 3310)),
        ("unix:/run/clamd.sock", Scanner(path="/run/clamd.sock")),
        ("unix:///run/clamd.sock", Scanner(path="/run/clamd.sock")),
    ],
)
def test_a_scanner_is_named_by_its_place(place: str, scanner: Scanner) -> None:
    assert Scanner.at(place) == scanner


@pytest.mark.parametrize("place", ["clamd", ":3310", "clamd:port", "http://clamd"])
def test_a_place_that_is_none_is_no_scanner(place: str) -> None:
    assert not Scanner.is_place(place)
