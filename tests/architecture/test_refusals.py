from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from hoshimori.web.layout.refusals import WORDS
from tests.architecture import source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.architecture.source import Module

REFUSALS = {"Refusal", "NotPermitted", "NotPossibleNow", "Conflict", "Invalid"}
CODE = re.compile(r"[A-Z]+(?:_[A-Z0-9]+)*")
NAMED = re.compile(r"%\((\w+)\)s")


@cache
def refusing() -> set[str]:
    """Return the classes whose instances say no: those of `shared` and every class made from one of them."""
    known = set(REFUSALS)
    for module in source.product():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & known:
                known.add(node.name)
    return known


def raised() -> dict[str, set[str]]:
    """Return every code the program refuses with, and the particulars that are given each time."""
    codes: dict[str, set[str]] = {"NOT_FOUND": set()}
    for module in source.product():
        for code, particulars in refusals(module):
            codes[code] = codes.get(code, particulars) & particulars
    return codes


def refusals(module: Module) -> Iterator[tuple[str, set[str]]]:
    for name, call in module.calls():
        first = call.args[0] if call.args else None
        says_no = name.split(".")[-1] in refusing() | {"__init__"}
        if says_no and isinstance(first, ast.Constant) and CODE.fullmatch(str(first.value)):
            yield str(first.value), {keyword.arg or "**" for keyword in call.keywords} - {"field"}


def test_every_refusal_has_words() -> None:
    assert set(raised()) - set(WORDS) == set()


def test_there_are_no_words_for_what_nobody_says() -> None:
    written = {
        node.value
        for module in source.product()
        if module.path.name != "wording.py"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert set(WORDS) - written - set(raised()) == set()


@pytest.mark.parametrize("code", sorted(WORDS))
def test_the_words_of_a_refusal_are_said_in_both_languages_about_the_same_things(code: str) -> None:
    said = {}
    for language in ("ja", "en"):
        with translation.override(language):
            said[language] = str(WORDS[code])

    assert said["ja"] != said["en"]
    assert set(NAMED.findall(said["ja"])) == set(NAMED.findall(said["en"]))


def test_words_name_only_what_the_refusal_tells() -> None:
    for code, particulars in raised().items():
        if code in WORDS and "**" not in particulars:
            with translation.override("en"):
                assert set(NAMED.findall(str(WORDS[code]))) <= particulars, code
