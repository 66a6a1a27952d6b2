"""What a workbook written by Hoshimori remembers of the answers it was written from; nothing of it is trusted far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hoshimori.assessments.exchange.writing import MEMORY_SHEET
from hoshimori.assessments.rules.importing import Baseline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hoshimori.documents.workbooks.cells import Workbook

_COLUMNS = (1, 2, 3)
_LONGEST_VERSION, _LAST_ROW = 9, 400


@dataclass(frozen=True)
class Memory:
    """For which self-evaluation and edition a file was written, and how each answer stood then."""

    assessment: str = ""
    edition: str = ""
    baselines: Mapping[str, Baseline] = field(default_factory=dict)


def recall(workbook: Workbook) -> Memory:
    """Return what the file remembers; nothing for a file that Hoshimori did not write.

    A forged memory can at most make a change look like a conflict or like none: every change is shown, and only what
    is accepted is written.
    """
    sheet = workbook.sheet(MEMORY_SHEET)
    if sheet is None:
        return Memory()
    last = min(sheet.last_row, _LAST_ROW)
    rows = [[sheet.cell(row, column).text for column in _COLUMNS] for row in range(1, last + 1)]
    said = {name: value for name, value, _rest in rows}
    return Memory(
        assessment=said.get("assessment", ""),
        edition=said.get("edition", ""),
        baselines={
            no: Baseline(int(version), fingerprint)
            for no, version, fingerprint in rows
            if fingerprint and version.isascii() and version.isdigit() and len(version) <= _LONGEST_VERSION
        },
    )
