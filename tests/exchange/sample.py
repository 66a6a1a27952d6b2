"""A workbook as it comes back from a busy office: filled in, with the mistakes people really make."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from hoshimori.assessments.exchange.columns import ANSWER_COLUMNS, Kind
from hoshimori.schemes.exchange.layout import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

_HEADER_ROW, _FIRST_COLUMN = 2, 2
_COLUMNS: Mapping[Kind, int] = {
    column.kind: place for place, column in enumerate(ANSWER_COLUMNS, start=_FIRST_COLUMN + len(LAYOUT))
}
_NUMBERS = _FIRST_COLUMN + 4


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody wrote into one row, as typed."""

    mark: str = ""
    reason: str = ""
    plan: str = ""
    note: str = ""


_WRITTEN: Mapping[str, Entry] = {
    "1-2-1-1": Entry("○", "社長をセキュリティの責任者、総務部を担当部署と定めました(2026年4月1日 職務分掌表)。"),
    "1-2-1-2": Entry("○", "連絡先の一覧を総務部の共有フォルダーに置いています。最新は2026年10月1日版です。"),
    "1-2-1-3": Entry("△", "2025年に1度確かめました。", "毎年4月に確かめることにし、2027年4月に記録を残します。"),
    "1-3-1-1": Entry("だいたい○", "基本方針はあります。"),
    "2-1-2-1": Entry("◯", "主な取引先5社と秘密保持契約を結んでいます。"),
    "3-1-1-1": Entry("✕", "", "2026年12月に資産台帳を作ります。", "担当は伊藤さん"),
    "3-1-1-2": Entry('=IF(TRUE,"○","×")', "台帳のシートから引いています。"),
    "4-1-1-1": Entry("該当なし", "全員が自分のIDを持っています。"),
    "4-1-3-2": Entry("×", "管理者5名は認証アプリを必須にしました。", "一般の23名を12月中に必須へ切り替えます。"),
    "4-1-4-1": Entry("-"),
    "4-4-1-2": Entry("該当なし"),
    "4-5-1-7": Entry("N/A"),
    "4-1-5-1": Entry("適合", "画面の設定で12文字以上にしています。\n設定画面の写しを残しました。"),
}


def with_mistakes(content: bytes) -> bytes:
    """Return a workbook of ours as somebody brings it back: a dozen rows filled in, some of them wrong.

    Every kind of problem that a preview shows at its cell is there once, and enough right answers to take in.
    """
    book = load_workbook(io.BytesIO(content))
    sheet: Worksheet = book.worksheets[0]
    rows = {str(sheet.cell(row, _NUMBERS).value): row for row in range(_HEADER_ROW + 1, sheet.max_row + 1)}
    for no, entry in _WRITTEN.items():
        for kind, text in zip(Kind, (entry.mark, entry.reason, entry.plan, entry.note), strict=True):
            if text and no in rows:
                _put(sheet, rows[no], _COLUMNS[kind], text)
    _spoil(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _spoil(sheet: Worksheet) -> None:
    """Add rows below the table that no criterion can be found for, and one number twice."""
    mark = _COLUMNS[Kind.RESULT]
    end = sheet.max_row
    for row, (number, said) in enumerate((("4-1-5-1", "×"), ("9-1-1-1", "○"), ("", "○")), start=end + 1):
        _put(sheet, row, _NUMBERS, number)
        _put(sheet, row, mark, said)
    sheet.cell(end + 4, _NUMBERS).value = date(2004, 1, 3)
    _put(sheet, end + 4, mark, "○")


def _put(sheet: Worksheet, row: int, column: int, text: str) -> None:
    sheet.cell(row, column).value = text or None
