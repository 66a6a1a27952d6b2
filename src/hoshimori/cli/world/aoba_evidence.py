"""The evidence Aoba keeps: small files of its own making, and pointers to what stays at the company."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import TYPE_CHECKING

import xlsxwriter

from hoshimori.assessments.operations import evidence
from hoshimori.assessments.rules.evidence import Covers, Pointer
from hoshimori.files.intake import Upload
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from uuid import UUID

    from hoshimori.cli.world.stage import Clock
    from hoshimori.shared.actor import Actor

TABLES: list[tuple[str, str, int, int, list[list[str]]]] = [
    # criterion, name, days ago its period begins and ends, rows
    (
        "3-1-1-1",
        "パソコン台帳.xlsx",
        90,
        30,
        [["番号", "メーカー", "OS", "使う人"]]
        + [[f"PC-{number:02}", "国産A社", "Windows 11 Pro", f"社員{number:02}"] for number in range(1, 32)],
    ),
    (
        "2-1-1-2",
        "外部接続一覧の見直し記録.xlsx",
        500,
        440,
        [["確認した日", "確認した人", "結果"], ["2025年9月8日", "佐藤", "変更なし"]],
    ),
    (
        "1-2-1-3",
        "安全衛生委員会_議事録.xlsx",
        85,
        84,
        [["日付", "議題", "決まったこと"], ["2026年9月2日", "セキュリティの体制", "変更なし。連絡先を2か所直した"]],
    ),
]
TEXTS: list[tuple[str, str, int, int, str]] = [
    (
        "4-3-4-1",
        "バックアップの記録.txt",
        30,
        1,
        "NAS 毎晩 23:00 → 外付けディスク\n" + "".join(f"{day:02}日 完了 エラー0\n" for day in range(1, 31)),
    ),
    ("4-4-5-2", "ウイルス検査の記録.txt", 14, 1, "毎日 12:00 簡易検査 検出0\n毎週金曜 全体の検査 検出0\n"),
]


def attach_all(assessment_id: UUID, sato: Actor, ito: Actor, clock: Clock) -> None:
    """Attach what Aoba keeps: files here, and a pointer to what stays at the company."""
    for no, name, begins, ends, rows in TABLES:
        evidence.add_file(
            assessment_id=assessment_id,
            criterion_no=no,
            upload=_upload(name, _workbook(rows)),
            covers=_covers((begins, ends), clock),
            actor=sato,
            at=clock.ago(19),
        )
    for no, name, begins, ends, text in TEXTS:
        evidence.add_file(
            assessment_id=assessment_id,
            criterion_no=no,
            upload=_upload(name, text.encode()),
            covers=_covers((begins, ends), clock),
            actor=ito,
            at=clock.ago(19),
        )
    evidence.add_pointer(
        assessment_id=assessment_id,
        criterion_no="1-2-3-2",
        pointer=Pointer("入社時チェック表(署名入り)", "総務部 書庫2段目「入社・退社」ファイル"),
        covers=_covers((200, 10), clock),
        actor=sato,
        at=clock.ago(18),
    )


def _upload(name: str, content: bytes) -> Upload:
    return Upload(name, io.BytesIO(content), len(content))


def _covers(days: tuple[int, int], clock: Clock) -> Covers:
    today: date = day_in_japan(clock.today)
    return Covers(today - timedelta(days=days[0]), today - timedelta(days=days[1]))


def _workbook(rows: list[list[str]]) -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("一覧")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return output.getvalue()
