"""The official workbook as it might come from its issuer: our own made-up sentences in the official places."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from hoshimori.schemes.exchange.layout import Place, places
from hoshimori.schemes.queries import edition

HEADERS = (
    "大分類",
    "中分類",
    "要求事項No.",
    "要求事項",
    "評価基準No.",
    "評価基準",
    "段階",
    "NIST CSF",
    "ISO/IEC 27001:2022",
    "政府統一基準(令和7年度版)",
    "自工会・部工会ガイドライン2.3",
    "Cyber Essentials v16",
    "CMMC",
)


def sentence(no: str) -> str:
    """Return what stands in for the official sentence of a criterion."""
    return f"見本の文です。番号{no}の評価基準で求めることを、ここに二十字より長く書きます。\n改行も一つ入ります。"


def row_of(place: Place) -> list[str | None]:
    """Return one row of the official layout, B to N."""
    criterion, requirement = place.criterion, place.requirement
    return [
        place.category.name.ja,
        place.subcategory.name.ja,
        requirement.no,
        requirement.name.ja,
        criterion.no,
        sentence(criterion.no),
        f"★{int(criterion.level)}",
        requirement.csf_function,
        *(criterion.references.get(name) for name in ("iso27001_2022", "gov_unified_standards_r7")),
        criterion.references.get("jama_japia_gl_2_3"),
        criterion.references.get("cyber_essentials_v16"),
        criterion.references.get("cmmc_32cfr170"),
    ]


@dataclass
class Official:
    """A workbook in the official layout that a test bends before it is saved."""

    code: str = "2026-03-27"
    headers: Sequence[str] = HEADERS
    first_column: int = 2
    header_row: int = 2
    rows: list[list[str | None]] = field(default_factory=list)
    bend: Callable[[Worksheet], None] = lambda _sheet: None

    def __post_init__(self) -> None:
        self.rows = self.rows or [row_of(place) for place in places(edition(self.code))]

    def row_number(self, no: str) -> int:
        """Return in which row of the sheet a criterion stands."""
        return self.header_row + 1 + next(place for place, row in enumerate(self.rows) if row[4] == no)

    def saved(self) -> bytes:
        book = Workbook()
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        sheet.title = "★3・★4要求事項・評価基準"
        sheet.cell(1, self.first_column).value = "★3・★4の要求事項と評価基準(見本)"
        for place, header in enumerate(self.headers):
            sheet.cell(self.header_row, self.first_column + place).value = header
        for line, row in enumerate(self.rows, start=self.header_row + 1):
            for place, value in enumerate(row):
                sheet.cell(line, self.first_column + place).value = value
        self.bend(sheet)
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()
