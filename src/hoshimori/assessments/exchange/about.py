"""The second sheet of the workbook: what this file is, how to fill it in, what happens when it is taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.assessments.exchange.marks import PARTLY, WRITTEN
from hoshimori.assessments.rules.answers import Result
from hoshimori.documents.workbooks.writing import PageSheet
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from hoshimori.assessments.exchange.filling import Filling

NOT_OFFICIAL = Text("自己点検(公式の評価結果ではありません)", "Self-check (not an official result)")


def about(filling: Filling, language: str) -> PageSheet:
    """Return the sheet that explains the file."""
    conditional = [part.no for part in filling.edition.criteria_of(filling.level) if part.conditional]
    day = day_in_japan(filling.made_at)
    facts = {
        "level": f"★{int(filling.level)}",
        "organization": filling.organization,
        "title": filling.title,
        "edition": filling.edition.title.in_language(language),
        "day": day.isoformat() if language == "en" else f"{day.year}年{day.month}月{day.day}日",
        "conditional": ", ".join(conditional),
        "met": WRITTEN[Result.MET].in_language(language),
        "not_met": WRITTEN[Result.NOT_MET].in_language(language),
        "not_applicable": WRITTEN[Result.NOT_APPLICABLE].in_language(language),
        "partly": PARTLY.in_language(language),
    }
    lines = [(word.in_language(language), says.in_language(language)) for word, says in _LINES]
    return PageSheet(
        name=Text("このファイルについて", "About this file").in_language(language),
        title=_TITLE.in_language(language) % facts,
        lines=[(word % facts, says % facts) for word, says in lines],
    )


_TITLE = Text(f"%(level)s {NOT_OFFICIAL.ja}", f"%(level)s {NOT_OFFICIAL.en}")
_HEADING = Text("", "")
_LINES: tuple[tuple[Text, Text], ...] = (
    (
        _HEADING,
        Text(
            "自己点検のための表です。公式の評価結果ではありません。",
            "A table for your own check. It is not an official result.",
        ),
    ),
    (Text("会社", "Company"), Text("%(organization)s", "%(organization)s")),
    (Text("自己評価の名前", "Self-evaluation"), Text("%(title)s", "%(title)s")),
    (Text("段階", "Level"), Text("%(level)s", "%(level)s")),
    (Text("版", "Edition"), Text("%(edition)s", "%(edition)s")),
    (Text("書き出した日", "Written on"), Text("%(day)s", "%(day)s")),
    (
        Text("対象", "What it is about"),
        Text(
            "社内のパソコン、サーバー、クラウド、スマートフォン、ネットワークです。工場の制御システム(OT)と製品は対象外です。",
            "PCs, servers, cloud services, mobile devices and networks. Factory control (OT) and products are outside.",
        ),
    ),
    (_HEADING, Text("書き方", "How to fill it in")),
    (
        Text("%(met)s", "%(met)s"),
        Text(
            "適合。いま満たしています。「理由」に、なぜそう言えるかを書いてください。",
            "You meet it now. Write why you can say so under “Reason”.",
        ),
    ),
    (
        Text("%(not_met)s", "%(not_met)s"),
        Text(
            "不適合。まだ満たしていません。「根拠および実施する事」に、これからすることを書いてください。",
            "You do not meet it yet. Write what you will do under “Basis and what will be done”.",
        ),
    ),
    (
        Text("%(partly)s", "%(partly)s"),
        Text(
            "一部だけ満たしているときの目印です。取り込むと不適合になります。半分という数え方はありません。",
            "A reminder that part of it is done. It is taken in as not met: nothing counts half.",
        ),
    ),
    (
        Text("%(not_applicable)s", "%(not_applicable)s"),
        Text(
            "条件つきの評価基準だけで選べます(%(conditional)s)。「理由」に、当てはまらない根拠を書いてください。",
            "Only for conditional criteria (%(conditional)s). Write on what basis it does not apply under “Reason”.",
        ),
    ),
    (
        Text("空欄", "Blank"),
        Text("未回答です。「はい」にも「いいえ」にもなりません。", "Not answered. It is neither yes nor no."),
    ),
    (_HEADING, Text("取り込むとき", "When you take it back in")),
    (
        Text("並べ替え", "Order"),
        Text(
            "行は評価基準No.で照らし合わせます。並べ替えや絞り込みをしても、列や行を足しても取り込めます。",
            "Rows are matched by criterion number. You may sort, filter, and add columns or rows.",
        ),
    ),
    (
        Text("空欄", "Blank cells"),
        Text(
            "空欄は、画面にある回答を消しません。消したいときは、取り込むときに選べます。",
            "A blank cell does not erase the answer on the screen. You can choose otherwise when taking the file in.",
        ),
    ),
    (
        Text("画面での変更", "Changes on the screen"),
        Text(
            "書き出したあとに画面で変わった回答は、そのまま残ります。両方で変えた回答は並べて見せます。",
            "Answers changed on the screen since then stay. If both changed, you see them side by side.",
        ),
    ),
    (
        Text("数式", "Formulas"),
        Text(
            "回答の欄には、数式ではなく文字を書いてください。数式のある行は取り込みません。",
            "Please write text, not formulas, in the answer columns. A row with a formula is not taken.",
        ),
    ),
    (
        Text("参考文献の列", "Reference columns"),
        Text(
            "ISO/IEC 27001などの列はたたんであります。列の見出しの上にある [+] で開きます。",
            "Columns for ISO/IEC 27001 and others are folded. Open them with the [+] above the column letters.",
        ),
    ),
    (
        Text("隠れたシート", "Hidden sheet"),
        Text(
            "取り込むときに照らし合わせるための控えが入っています。回答の文章は入っていません。",
            "It holds marks for comparing when the file is taken back in, and no text of your answers.",
        ),
    ),
)
