"""Read the official workbook: its sentences by criterion number, and what it says otherwise than the edition here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.documents.workbooks.reading import read as read_workbook
from hoshimori.schemes.exchange.layout import HEADINGS, Kind
from hoshimori.schemes.exchange.locating import edition_of, locate, was_taken_for_a_day
from hoshimori.schemes.exchange.numbers import REQUIREMENT_PARTS, number_in
from hoshimori.schemes.rules import Level
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from hoshimori.schemes.exchange.locating import Line, Located
    from hoshimori.schemes.rules import Criterion, Edition

TEXT_LIMIT = 4_000
_NAME_LIMIT = 40
_SENTENCE_LENGTH = 15
_MOSTLY = 0.8
_NO_MARK = frozenset("-‐‑‒–—―−ー×✕xX")


class DeviationKind(StrEnum):
    """In what a line of the official workbook differs from the edition here."""

    MISSING = "MISSING"
    UNKNOWN = "UNKNOWN"
    TWICE = "TWICE"
    WITHOUT_TEXT = "WITHOUT_TEXT"
    LEVEL = "LEVEL"
    REQUIREMENT = "REQUIREMENT"
    NAME = "NAME"


@dataclass(frozen=True, slots=True)
class Deviation:
    """One deviation: at which number and cell, what stands here, and what the official workbook says."""

    kind: str
    no: str
    cell: str = ""
    here: str = ""
    official: str = ""


@dataclass(frozen=True)
class OfficialReading:
    """The official sentences by number (criteria, and requirements where the workbook has them), and deviations."""

    sheet: str
    texts: Mapping[str, str]
    deviations: Sequence[Deviation]


def read(content: bytes, edition: Edition, editions: Mapping[str, Collection[str]]) -> OfficialReading:
    """Return what the official workbook of an edition says; `editions` are all editions by their numbers.

    Raises:
        Invalid: the file is no workbook that can be read, it holds no criteria or no column of official sentences,
            or it is the workbook of another edition.
    """
    located = locate(read_workbook(content), HEADINGS)
    if located is None:
        raise Invalid("WORKBOOK_WITHOUT_CRITERIA", field="file")
    found = edition_of(located.numbers, editions)
    if found not in {None, edition.code}:
        raise Invalid("WORKBOOK_OF_ANOTHER_EDITION", field="file", edition=found)
    wording = _wording_column(located, edition)
    if wording is None:
        raise Invalid("WORKBOOK_WITHOUT_WORDING", field="file")
    sentences, names = _requirement_columns(located)
    texts, deviations = _criteria(located, edition, wording, names)
    if sentences is not None:
        texts |= _requirement_texts(located, edition, sentences)
    return OfficialReading(located.sheet.name, texts, deviations)


def _text(located: Located, line: Line, column: int) -> str:
    shown = located.sheet.shown(line.row, column)
    return "" if shown.is_blank else shown.text.strip()[:TEXT_LIMIT]


def _texts(located: Located, column: int) -> list[str]:
    found = (_text(located, line, column) for line in located.lines if line.no)
    return [text for text in found if text]


def _mean_length(located: Located, column: int) -> float:
    texts = _texts(located, column)
    return sum(map(len, texts)) / len(texts) if texts else 0


def _wording_column(located: Located, edition: Edition) -> int | None:
    """Return the column of official sentences: the one headed so, else the one that holds the longest sentences."""
    headed = located.head.columns.get(Kind.WORDING, ())
    known = {column for columns in located.head.columns.values() for column in columns}
    others = [column for column in located.sheet.columns if column not in known]
    for candidates in (headed, others):
        column = max(candidates, key=lambda column: _mean_length(located, column), default=None)
        if column is not None and _holds_sentences(located, column, edition):
            return column
    return None


def _holds_sentences(located: Located, column: int, edition: Edition) -> bool:
    texts = _texts(located, column)
    ours = {text for part in edition.criteria.values() for text in (part.asked.ja, part.asked.en) if text}
    lines = sum(line.no is not None for line in located.lines)
    return (
        len(texts) >= _MOSTLY * lines
        and _mean_length(located, column) >= _SENTENCE_LENGTH
        and sum(text in ours for text in texts) < _MOSTLY * len(texts)
    )


def _requirement_columns(located: Located) -> tuple[int | None, int | None]:
    """Return the columns of the requirements' sentences and of their names, told apart by how long they are."""
    columns = sorted(located.head.columns.get(Kind.REQUIREMENT, ()), key=lambda column: _mean_length(located, column))
    names = [column for column in columns if 0 < _mean_length(located, column) <= _NAME_LIMIT]
    sentences = [column for column in columns if column not in names[:1] and _mean_length(located, column) > 0]
    return sentences[-1] if sentences else None, names[0] if names else None


def _criteria(
    located: Located, edition: Edition, wording: int, names: int | None
) -> tuple[dict[str, str], list[Deviation]]:
    texts: dict[str, str] = {}
    deviations: list[Deviation] = []
    seen: set[str] = set()
    for line in located.lines:
        criterion = edition.criteria.get(line.no or "")
        if line.no and criterion is None:
            deviations.append(Deviation(DeviationKind.UNKNOWN, line.no, line.cell.address))
        if criterion is None:
            continue
        text = _text(located, line, wording)
        if criterion.no in seen:
            deviations.append(Deviation(DeviationKind.TWICE, criterion.no, line.cell.address))
        elif text:
            texts[criterion.no] = text
        else:
            deviations.append(Deviation(DeviationKind.WITHOUT_TEXT, criterion.no, line.cell.address))
        seen.add(criterion.no)
        deviations += _deviations(located, line, criterion, edition, names)
    missing = [Deviation(DeviationKind.MISSING, no) for no in edition.criteria if no not in seen]
    return texts, deviations + missing


def _deviations(
    located: Located, line: Line, criterion: Criterion, edition: Edition, names: int | None
) -> Iterator[Deviation]:
    level, cell = _level(located, line)
    if level is not None and level != criterion.level:
        here, official = f"★{int(criterion.level)}", f"★{int(level)}"
        yield Deviation(DeviationKind.LEVEL, criterion.no, cell, here, official)
    numbers = located.column(Kind.REQUIREMENT_NO)
    shown = located.sheet.shown(line.row, numbers) if numbers else None
    if shown is not None and not shown.is_blank:
        no = number_in(shown.text, REQUIREMENT_PARTS)
        if no != criterion.requirement_no and not was_taken_for_a_day(shown, criterion.requirement_no):
            official = no or shown.text[:_NAME_LIMIT]
            yield Deviation(DeviationKind.REQUIREMENT, criterion.no, shown.address, criterion.requirement_no, official)
    name = _text(located, line, names) if names else ""
    ours = edition.requirements[criterion.requirement_no].name.ja
    if name and names and _even(_without_number(name)) != _even(ours):
        address = located.sheet.shown(line.row, names).address
        yield Deviation(DeviationKind.NAME, criterion.no, address, ours, name[:TEXT_LIMIT])


def _requirement_texts(located: Located, edition: Edition, column: int) -> dict[str, str]:
    """Return each requirement's sentences, from the first of its criteria."""
    texts: dict[str, str] = {}
    for line in located.lines:
        criterion = edition.criteria.get(line.no or "")
        if criterion and (text := _text(located, line, column)):
            texts.setdefault(criterion.requirement_no, text)
    return texts


def _level(located: Located, line: Line) -> tuple[Level | None, str]:
    """Return the level a row names, by a word such as ★3 or by a mark under the header of a level."""
    column = located.column(Kind.LEVEL)
    if column is not None:
        shown = located.sheet.shown(line.row, column)
        found = re.findall(r"[34]", unicodedata.normalize("NFKC", shown.text)) or _stars(shown.text)
        return (Level(min(int(digit) for digit in found)) if found else None), shown.address
    for kind, level in ((Kind.STAR_3, Level.THREE), (Kind.STAR_4, Level.FOUR)):
        column = located.column(kind)
        cell = located.sheet.cell(line.row, column) if column else None
        if cell is not None and not cell.is_blank and cell.text.strip() not in _NO_MARK:
            return level, cell.address
    return None, ""


def _stars(text: str) -> list[str]:
    """Return the digit that a row of stars stands for."""
    count = str(text.count("★"))
    return [count] if count in {str(int(level)) for level in Level} else []


def _even(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _without_number(name: str) -> str:
    """Return a name without the number that may stand before it."""
    head, _space, rest = unicodedata.normalize("NFKC", name).strip().partition(" ")
    return rest if rest and number_in(head, REQUIREMENT_PARTS) else name
