"""docs/security.md speaks of every requirement, and the tests that it and the threat model name exist."""

from __future__ import annotations

import re

import pytest

from tests.architecture import source
from tools import ROOT

DOCUMENT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")

# How many requirements of levels 1 and 2 each section of OWASP ASVS 5.0.0 has; they are numbered from 1.
# fmt: off
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2,
    "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1,
    "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2,
    "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4,
    "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4,
    "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2,
    "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1,
    "9.1": 3, "9.2": 4,
    "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3,
    "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
    "12.1": 3, "12.2": 2, "12.3": 4,
    "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5,
    "14.1": 2, "14.2": 4, "14.3": 3,
    "15.1": 3, "15.2": 3, "15.3": 7,
    "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3,
    "17.1": 1, "17.2": 4, "17.3": 2,
}
# fmt: on
NUMBER = r"\b(\d+)\.(\d+)\.(\d+)\b"


def spoken_of() -> set[str]:
    """Return every number in the document, also those between "4.4.1 to 4.4.4"."""
    found = {".".join(parts) for parts in re.findall(NUMBER, DOCUMENT)}
    for chapter, section, first, last in re.findall(r"\b(\d+)\.(\d+)\.(\d+) to \1\.\2\.(\d+)\b", DOCUMENT):
        found |= {f"{chapter}.{section}.{number}" for number in range(int(first), int(last) + 1)}
    return found


def test_every_requirement_of_the_standard_is_spoken_of() -> None:
    wanted = {f"{section}.{number}" for section, count in SECTIONS.items() for number in range(1, count + 1)}

    assert wanted - spoken_of() == set()
    assert len(wanted) == 253


@pytest.mark.parametrize("name", ["docs/security.md", "THREAT_MODEL.md"])
def test_every_test_a_document_names_exists(name: str) -> None:
    document = (ROOT / name).read_text(encoding="utf-8")
    tests = {function.name for module in source.tests() for function in module.functions()}

    named = set(re.findall(r"`(test_\w+)`", document))
    assert named - tests == set()
    assert len(named) > 10
