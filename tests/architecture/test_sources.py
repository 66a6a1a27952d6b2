from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.architecture import source
from tools import ROOT, vendor

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where packages come from is the business of each machine's own settings.
REGISTRY = re.compile(r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|debian)\.", re.ASCII)
LOCKED_ADDRESS = re.compile(r"^\s*(?:--(?:extra-)?index-url|--find-links|\"?resolved\"?)\b", re.ASCII)
SOMEBODYS_FOLDER = re.compile(r"(?<![\w.~*])/(?:root|work|home/\w+|Users/\w+)/", re.ASCII)
LEFT_OVER = re.compile(r"#\s*(?:TODO|FIXME|XXX)\b|breakpoint\(\)", re.ASCII)


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [f"{where}:{number}" for where, number, line in lines() if pattern.search(line)]


def lines() -> Iterator[tuple[str, int, str]]:
    for path in source.tracked():
        if path.name == "test_sources.py" or "vendor" in path.parts:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield path.relative_to(ROOT).as_posix(), number, line


def test_no_file_names_a_package_registry() -> None:
    assert lines_with(REGISTRY) == []
    assert lines_with(LOCKED_ADDRESS) == []


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert lines_with(SOMEBODYS_FOLDER) == []


def test_nothing_is_left_for_later_in_the_code() -> None:
    assert lines_with(LEFT_OVER) == []


def test_vendored_files_are_those_of_their_record_with_their_licences() -> None:
    assert vendor.check() == 0
    for package in vendor.PACKAGES:
        assert any("LICENSE" in path or "OFL" in path for path in package.files.values())


def test_every_vendored_file_is_in_the_record() -> None:
    recorded = {path for package in vendor.PACKAGES for path in package.files.values()}
    folders = (ROOT / vendor.WEB, ROOT / vendor.FONTS)

    found = {path.relative_to(ROOT).as_posix() for folder in folders for path in folder.iterdir()}

    assert found == recorded
