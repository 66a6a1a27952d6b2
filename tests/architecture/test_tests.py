from __future__ import annotations

import ast
import re

from tests.architecture import source
from tools import ROOT
from tools.testing import NO_DATABASE

ASSERTING = re.compile(r"\bassert\b|\bpytest\.raises\(|\bexpect\(|\bdjango_assert_\w+\(")
MOCKING = re.compile(r"unittest\.mock|\bMock\(|MagicMock|\bmocker\b|@patch|monkeypatch\.setattr")


def test_every_test_asserts_something() -> None:
    asserting = {function.name for module in source.tests() for function in module.functions() if asserts(function)}
    idle = [
        f"{module.where}:{function.lineno} {function.name}"
        for module in source.tests()
        for function in module.functions()
        if function.name.startswith("test_") and not asserts(function) and not called(function) & asserting
    ]

    assert idle == []


def asserts(function: ast.FunctionDef) -> bool:
    return bool(ASSERTING.search(ast.unparse(function)))


def called(function: ast.FunctionDef) -> set[str]:
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {ast.unparse(call).split(".")[-1] for call in calls}


def test_nothing_of_our_own_is_replaced_by_a_mock() -> None:
    mocking = [
        f"{module.where}:{number}"
        for module in source.tests()
        if module.path.name != "test_tests.py"
        for number, line in enumerate(module.text.splitlines(), 1)
        if MOCKING.search(line)
    ]

    assert mocking == []


def test_every_skip_and_expected_failure_says_why() -> None:
    silent = [
        f"{module.where}:{call.lineno}"
        for module in source.tests()
        for name, call in module.calls()
        if name in {"pytest.skip", "pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail", "pytest.xfail"}
        if not {keyword.arg for keyword in call.keywords} & {"reason"} and not says(call)
    ]

    assert silent == []


def says(call: ast.Call) -> bool:
    return any(isinstance(argument, ast.JoinedStr | ast.Constant) for argument in call.args)


def test_every_ignored_check_says_which_and_why_on_its_line() -> None:
    silent = [
        f"{module.where}:{number} {line.strip()}"
        for module in source.product() + source.tests() + source.scripts()
        if module.path.name != "test_tests.py"
        for number, line in enumerate(module.text.splitlines(), 1)
        if re.search(r"#\s*(?:noqa|type:\s*ignore)", line)
        if not re.search(r"#\s*(?:noqa: [A-Z]+\d+(?:, [A-Z]+\d+)*|type: ignore\[[\w,-]+\])\s+(?:#|-)\s*\w", line)
    ]

    assert silent == []


def test_what_is_tried_on_one_database_alone_asks_none() -> None:
    asking = [
        module.where
        for module in source.tests()
        if module.path.relative_to(ROOT / "tests").parts[0] in NO_DATABASE
        if re.search(r"django_db|\b(?:db|cast|transactional_db|aobas|worlds): ", module.text)
        if module.path.name != "test_tests.py"
    ]

    assert asking == []
