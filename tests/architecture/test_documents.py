from __future__ import annotations

import ast
import re

import dev
from tests.architecture import source
from tools import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TEXT = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in DOCUMENTS}
GLOSSARY = ROOT / "docs" / "glossary.md"
SETTINGS = ROOT / "docs" / "settings.md"


def named(pattern: str) -> set[tuple[str, str]]:
    """Return every match in every document, with the document's name."""
    return {(name, found) for name, text in TEXT.items() for found in re.findall(pattern, text)}


def test_every_make_target_a_document_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(" ".join(re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)).split())

    unknown = {(name, word) for name, word in named(r"(?:`|^    )make ([a-z]+)") if word not in targets}

    assert unknown == set()


def test_every_command_of_dev_py_a_document_names_exists() -> None:
    unknown = {(name, word) for name, word in named(r"dev\.py ([a-z]+)") if word not in dev.COMMANDS}

    assert unknown == set()


def test_every_tool_dev_py_names_exists() -> None:
    modules = {command[1] for _, command, _ in dev.COMMANDS.values() if command[0] == "-m"}
    ours = {name.replace(".", "/") for name in modules if name.startswith("tools.")}

    assert {name for name in ours if not (ROOT / f"{name}.py").exists() and not (ROOT / name).is_dir()} == set()


def read_settings() -> set[str]:
    """Return the names of all settings the program and its tools read from the environment."""
    environment = source.Module(source.PACKAGE / "config" / "environment.py")
    values = {
        f"HOSHIMORI_{ast.literal_eval(call.args[0])}"
        for name, call in environment.calls()
        if name == "value" and isinstance(call.args[0], ast.Constant)
    }
    written = (re.findall(r'environ\.get\("(HOSHIMORI_\w+)"', module.text) for module in source.scripts())
    return values | {name for names in written for name in names}


def test_every_setting_a_document_names_exists() -> None:
    unknown = {(name, word) for name, word in named(r"\bHOSHIMORI_[A-Z_]+\b") if word not in read_settings()}

    assert unknown == set()


def test_every_setting_is_explained() -> None:
    explained = set(re.findall(r"\bHOSHIMORI_[A-Z_]+\b", SETTINGS.read_text(encoding="utf-8")))

    assert read_settings() - explained == set()


def test_every_file_a_document_links_to_exists() -> None:
    broken = {
        (name, target)
        for name, target in named(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
        if not ((ROOT / name).parent / target).exists()
    }

    assert broken == set()


def glossary() -> list[list[str]]:
    """Return the rows of the glossary's table: Japanese, English, code name, definition."""
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return rows[2:]


def test_every_word_of_the_glossary_has_both_languages_a_code_name_and_a_definition() -> None:
    incomplete = [row for row in glossary() if len(row) != 4 or not all(row)]

    assert incomplete == []


def test_no_two_words_of_the_glossary_are_the_same() -> None:
    for column in range(3):
        words = [row[column] for row in glossary()]
        assert len(words) == len(set(words))


def test_every_code_name_of_the_glossary_stands_in_the_code() -> None:
    code = "\n".join(module.text for module in source.product())
    folders = {path.name for path in source.PACKAGE.rglob("*") if path.is_dir()}

    names = {name for row in glossary() for name in re.findall(r"`(\w+)`", row[2])}

    assert {name for name in names if not re.search(rf"\b{name}\b", code)} - folders == set()
