from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.architecture import source
from tools import ROOT

if TYPE_CHECKING:
    from tests.architecture.source import Module

FILE_LINES = 400
TEST_FILE_LINES = 500
FUNCTION_LINES = 50
EXCEPTIONS = tomllib.loads((ROOT / "tests/architecture/budgets.toml").read_text(encoding="utf-8"))


def over_budget(modules: tuple[Module, ...], limit: int) -> dict[str, int]:
    sizes = {module.where: len(module.text.splitlines()) for module in modules}
    return {where: size for where, size in sizes.items() if size > limit}


def test_no_file_is_longer_than_its_budget_except_those_listed_and_the_list_only_shrinks() -> None:
    found = over_budget(source.product() + source.scripts(), FILE_LINES) | over_budget(source.tests(), TEST_FILE_LINES)

    assert found == EXCEPTIONS["files"], "split the file; where a listed file became shorter, say so in budgets.toml"


def test_no_function_is_longer_than_its_budget_except_those_listed_and_the_list_only_shrinks() -> None:
    found = {
        f"{module.where}:{function.name}": size
        for module in source.product() + source.scripts()
        for function in module.functions()
        if (size := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    }

    assert found == EXCEPTIONS["functions"], "split the function; where a listed one became shorter, say so"


@pytest.mark.parametrize("name", ["utils", "helpers", "services", "managers", "common", "misc"])
def test_nothing_has_a_name_that_says_nothing(name: str) -> None:
    nameless = [path for path in source.PACKAGE.rglob("*") if path.stem == name]

    assert nameless == []
