from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.architecture import source

if TYPE_CHECKING:
    from tests.architecture.source import Module

# Operations that are no act of the scheme by themselves, each with why it needs no actor or moment of its own.
OTHERWISE = {
    "credentials.operations.current": "hands out a list of states, which is public: nobody in particular asks for it",
    "credentials.operations.present": "signs what a disclosure shows; the disclosure is the act, and journalled as one",
    "journal.operations.record": "is itself the last beat of an act: takes the act's actor and moment",
}
# What only a whole act does: a step that several acts share leaves both to the act.
WHOLE = {"transaction.atomic", "record"}


def public() -> list[tuple[str, ast.FunctionDef]]:
    return [
        (f"{module.part}.operations.{function.name}", function)
        for module in source.product()
        if is_operations(module)
        for function in module.public_functions()
    ]


def is_operations(module: Module) -> bool:
    inside = module.path.relative_to(source.PACKAGE).parts[1:]
    return bool(inside) and inside[0] in {"operations", "operations.py"}


def is_step(function: ast.FunctionDef) -> bool:
    """A step takes its values by position; an operation takes all of them by name."""
    return bool(function.args.posonlyargs or function.args.args)


def operations() -> list[tuple[str, ast.FunctionDef]]:
    return [(name, function) for name, function in public() if not is_step(function)]


def test_every_operation_takes_who_and_when_by_name() -> None:
    incomplete = [
        name
        for name, function in operations()
        if name not in OTHERWISE and not {"actor", "at"} <= {argument.arg for argument in function.args.kwonlyargs}
    ]

    assert incomplete == []


def test_what_is_no_operation_is_no_act_either() -> None:
    acting = [
        name
        for name, function in public()
        if is_step(function)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in WHOLE
    ]

    assert acting == []


def test_every_exception_is_still_an_operation() -> None:
    assert set(OTHERWISE) - {name for name, _ in public()} == set()


def test_every_operation_says_in_a_sentence_what_it_does() -> None:
    silent = [name for name, function in public() if not ast.get_docstring(function)]

    assert silent == []


def test_the_moment_of_an_act_is_never_made_up() -> None:
    defaulted = [
        name
        for name, function in operations()
        for argument, default in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
        if argument.arg in {"actor", "at"} and default is not None
    ]

    assert defaulted == []
