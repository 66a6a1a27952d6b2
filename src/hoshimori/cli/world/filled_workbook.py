"""A workbook as a company may have filled it before it knew Hoshimori: in the official layout, with mistakes in it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import xlsxwriter

from hoshimori.schemes.queries import edition
from hoshimori.schemes.rules import Level

if TYPE_CHECKING:
    from pathlib import Path

HEADERS = [
    "大分類No",
    "大分類",
    "中分類No",
    "中分類",
    "要求事項No",
    "要求事項",
    "No",
    "評価基準",
    "段階",
    "CSF",
    "自己評価",
    "理由",
    "根拠および実施する事",
    "補足",
]
ANSWERS: dict[str, tuple[str, str, str]] = {
    "1-2-1-1": ("○", "組織図に書いている。", ""),
    "4-1-6-1": ("○", "パスワードは鍵のかかる引き出しの手帳にだけ書いてよいと決めている。", ""),
    "4-1-6-2": ("△", "変えることにはしているが、手順は書いていない。", "手順を1枚にまとめる。"),
    "4-1-6-3": ("✖", "", "手順ができたら朝礼で配る。"),
    "4-1-7-1": ("適合", "入室とアクセス権の申請書を使っている。", ""),
    "4-2-2-2": ("やった", "訓練の写真がある。", ""),
    "4-2-2-3": ("該当なし", "", ""),
    "4-3-4-3": ("×", "", "NASと会計データの戻し方を、それぞれ1枚に書く。"),
    "4-4-1-1": ("◯", "管理者でないとソフトを入れられない設定にしている。", ""),
    "4-4-1-2": ("該当なし", "USBメモリーなどの外部媒体は、使えない設定にしている。", ""),
    "4-4-1-3": ("○", "保守会社の作業は、申請書に専務の印をもらってから行う。", ""),
    "4-4-4-1": ("○", "サポートの終わったOSとソフトはない(2026年10月に台帳で確認)。", ""),
    "4-4-4-2": ("x", "", "更新を14日以内に当てたかを、毎月第1水曜に台帳で確かめる。"),
    "4-5-1-1": ('=IF(1,"○","")', "初期パスワードは設置のときに変えた。", ""),
    "4-5-1-4": ("○", "ルーターの初期設定のまま、外からの通信は通さない。", ""),
    "6-1-1-1": ("×", "", "IPAの手引きをもとに、5つの段階の手順書を作る。"),
    "6-1-1-2": ("○", "警察・IPA・得意先・保守会社の連絡先を1枚にして貼っている。", ""),
}


def write(file: Path) -> None:
    """Write the workbook: a title row, the criteria of ★3 and a few answers, some of which cannot be taken."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("★3・★4要求事項・評価基準")
    sheet.write(0, 1, "自己評価表(青葉部品株式会社)")
    sheet.write_row(1, 1, HEADERS)
    row = 2
    for category in edition("2026-03-27").categories:
        for requirement in category.requirements:
            for criterion in requirement.criteria_of(Level.THREE):
                facts = [category.no, category.name.ja, requirement.no.rsplit("-", 1)[0], "", requirement.no]
                sheet.write_row(row, 1, [*facts, requirement.name.ja, criterion.no, "", "★3", requirement.csf_function])
                sheet.write_row(row, 11, ANSWERS.get(criterion.no, ("", "", "")))
                row += 1
    sheet.write_row(row, 1, ["", "", "", "", "", "", "4-9-9-9", "", "★3", "", "○", "社内で足した行", ""])
    sheet.write_row(row + 1, 1, ["", "", "", "", "", "", "1-2-1-1", "", "★3", "", "×", "同じ番号の行", ""])
    book.close()
    file.write_bytes(output.getvalue())
