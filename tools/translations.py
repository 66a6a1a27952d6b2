"""The words in both languages: English stands in the code, Japanese in `locale/ja` of each Django app.

    python -m tools.translations update [APP …]    bring the .po files up to the code
    python -m tools.translations compile [APP …]   write the .mo files that Django reads
    python -m tools.translations check             nothing missing, nothing unused, nothing out of date

An APP is the name of a folder (`layout`, `applicant`, …); without one, all are meant. Needs no GNU gettext.
The .po files are sorted and carry no dates or line numbers, so that two people can work on them.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import django
import polib

from tools import ROOT
from tools.messages import Message, NotCollectable, of_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

METADATA = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "ja",
    "Plural-Forms": "nplurals=1; plural=0;",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|</?\w+")
# Words that no text of ours may use: scheme.md §8 and the tone of the product.
NEVER = re.compile(r"認定企業|経産省認定|安全です|合格率|スコア|ランク|[!！]")


@dataclass(frozen=True)
class Catalogue:
    """The Japanese words of one Django app."""

    folder: Path

    @property
    def path(self) -> Path:
        """Where the words are written by people."""
        return self.folder / "locale" / "ja" / "LC_MESSAGES" / "django.po"

    def written(self) -> polib.POFile:
        """Return the words as they stand on disk."""
        return polib.pofile(str(self.path)) if self.path.exists() else polib.POFile()

    def wanted(self) -> polib.POFile:
        """Return the words as they should stand: exactly those the code uses, each with what was written for it."""
        known = {(entry.msgid, entry.msgctxt or ""): entry for entry in self.written()}
        file = polib.POFile(wrapwidth=0)
        file.metadata = dict(METADATA)
        for message in sorted(of_folder(self.folder)):
            file.append(_entry(message, known.get((message.text, message.context))))
        return file


def _entry(message: Message, known: polib.POEntry | None) -> polib.POEntry:
    """Return the entry of a message; words that were written for it are kept, also when it has become a plural."""
    japanese = (known.msgstr or known.msgstr_plural.get(0, "")) if known else ""
    comment = known.tcomment if known else ""
    if message.plural:
        return polib.POEntry(
            msgid=message.text,
            msgid_plural=message.plural,
            msgctxt=message.context or None,
            msgstr_plural={0: japanese},
            tcomment=comment,
        )
    return polib.POEntry(msgid=message.text, msgctxt=message.context or None, msgstr=japanese, tcomment=comment)


def catalogues(names: list[str]) -> list[Catalogue]:
    """Return the apps of the product with these names, or all of them."""
    folders = sorted(path.parent for path in (ROOT / "src").rglob("apps.py"))
    if unknown := set(names) - {folder.name for folder in folders}:
        sys.exit(f"no such app: {', '.join(sorted(unknown))}")
    return [Catalogue(folder) for folder in folders if not names or folder.name in names]


def update(names: list[str]) -> int:
    """Write the .po files; says which words are to be written and which are gone."""
    for catalogue in catalogues(names):
        before, wanted = catalogue.written(), catalogue.wanted()
        used = {entry.msgid for entry in wanted}
        for entry in before:
            if entry.msgid not in used:
                print(f"{catalogue.folder.name}: gone: {entry.msgid!r} = {_japanese(entry)!r}")
        if not wanted and not catalogue.path.exists():
            continue
        catalogue.path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.path.write_text(f"{wanted}\n", encoding="utf-8", newline="\n")
        missing = sum(not _japanese(entry) for entry in wanted)
        print(f"{catalogue.folder.name}: {len(wanted)} messages, {missing} without Japanese")
    return 0


def compile_all(names: list[str]) -> int:
    """Write the .mo files from the .po files."""
    for catalogue in catalogues(names):
        if catalogue.path.exists():
            catalogue.path.with_suffix(".mo").write_bytes(catalogue.written().to_binary())
    return 0


def check(names: list[str]) -> int:
    """Print every problem, a line each."""
    problems = [problem for catalogue in catalogues(names) for problem in _problems(catalogue)]
    problems += _contradictions(catalogues(names))
    print("\n".join(problems))
    return 1 if problems else 0


def _problems(catalogue: Catalogue) -> Iterator[str]:
    name, path = catalogue.folder.name, catalogue.path
    wanted = catalogue.wanted()
    if not wanted and not path.exists():
        return
    if not path.exists() or path.read_text(encoding="utf-8") != f"{wanted}\n":
        yield f"{name}: the .po file is not that of the code: python -m tools.translations update {name}"
    for entry in wanted:
        yield from (f"{name}: {entry.msgid!r}: {problem}" for problem in _faults(entry))
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != catalogue.written().to_binary():
        yield f"{name}: the .mo file is not that of the .po file: python -m tools.translations compile {name}"


def _faults(entry: polib.POEntry) -> Iterator[str]:
    english, japanese = entry.msgid_plural or entry.msgid, _japanese(entry)
    if english != english.strip() or "\n " in english:
        yield "loose white space: {% blocktranslate trimmed %} takes it away"
    if not japanese:
        yield "no Japanese"
        return
    if Counter(PLACEHOLDER.findall(english)) != Counter(PLACEHOLDER.findall(japanese)):
        yield "placeholders or tags differ between the languages"
    if found := NEVER.search(english + japanese):
        yield f"{found[0]!r} is never said"


def _contradictions(all_of_them: list[Catalogue]) -> Iterator[str]:
    """Django merges all catalogues: the same English in two apps must be the same Japanese."""
    said: dict[tuple[str, str], str] = {}
    for catalogue in all_of_them:
        for entry in catalogue.written():
            key = (entry.msgid, entry.msgctxt or "")
            if said.setdefault(key, _japanese(entry)) != _japanese(entry):
                name = catalogue.folder.name
                yield f"{name}: {entry.msgid!r} is said otherwise in another app: agree, or give it a context"


def _japanese(entry: polib.POEntry) -> str:
    return entry.msgstr or entry.msgstr_plural.get(0, "")


COMMANDS: dict[str, Callable[[list[str]], int]] = {"update": update, "compile": compile_all, "check": check}


def main(arguments: list[str]) -> int:
    """Do one of the commands."""
    if not arguments or arguments[0] not in COMMANDS:
        sys.exit(__doc__)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoshimori.config.settings")
    django.setup()
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except NotCollectable as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
