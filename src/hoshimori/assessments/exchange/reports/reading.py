"""How a report is to be read, said the same in pages and workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.shared.bilingual import Text

if TYPE_CHECKING:
    from hoshimori.assessments.exchange.reports.content import Content


def points(content: Content, *, has_missing: bool = False) -> list[str]:
    """Return what a reader has to know, short; `has_missing` if some characters had to be left out."""
    said = (*_POINTS, _MISSING_LETTERS) if has_missing else _POINTS
    return [content.tell(text, star=content.star, total=content.progress.total) for text in said]


_POINTS = (
    Text(
        "%(star)sの評価基準は%(total)s項目です。%(star)sには、すべてを満たすことが必要です。点数や割合はありません。[P]",
        "%(star)s asks %(total)s criteria. All of them have to be met; there are no points and no percentages. [P]",
    ),
    Text(
        "適合: いま満たしています。 不適合: まだ満たしていません。"
        " 該当なし: 条件つきの評価基準で、その条件に当てはまりません(根拠を書いてあります)。",
        "Met: it is met now. Not met: it is not met yet."
        " Not applicable: the criterion has a condition that does not hold here; the basis is given.",
    ),
    Text(
        "もう一度確認: 前の自己評価から引き継いだ回答で、まだ確かめ直していません。数に入りません。"
        " 未回答: 「はい」でも「いいえ」でもありません。",
        "To confirm again: taken over from an earlier self-evaluation and not yet confirmed; it does not count."
        " Not answered: neither yes nor no.",
    ),
    Text(
        "代替策は、違う方法で同じ目的を達するものです。認めるかどうかは、★3では専門家、★4では評価機関が判断します。[M]",
        "An alternative reaches the same goal by other means. Whether it is accepted is for the expert (★3) or the"
        " evaluation body (★4) to say. [M]",
    ),
    Text(
        "証跡は、名前と期間と、ファイルのSHA-256(はじめの16桁)で示します。ファイルそのものは入っていません。",
        "Evidence is named with its period and the first 16 digits of the file's SHA-256. The files are not included.",
    ),
    Text(
        "質問の文は、分かりやすさのためにHoshimoriが書いたものです。公式の文言は、公式の資料で確かめてください。",
        "The questions are in Hoshimori's own plain words. For the official wording see the official documents.",
    ),
    Text(
        "対象は社内のITです。工場の制御システム(OT)と製品は対象外です。[P]",
        "It is about the company's IT. Factory control systems (OT) and products are outside. [P]",
    ),
    Text(
        "内容のダイジェストは、内容が1文字でも違えば変わります。画面にある値と同じなら、同じ内容から作られた報告書です。",
        "The digest of the content changes with every letter. If it equals the one on the screen, the report was made"
        " from that content.",
    ),
    Text(
        "出典の印: [P] 公表された方針や表、[M] 2025年12月23日の会議の議事要旨。",
        "Source marks: [P] published policy or table, [M] minutes of the meeting of 23 December 2025.",
    ),
)
_MISSING_LETTERS = Text(
    "〓 は、この報告書の書体にない文字です。元の文字は画面とExcelにあります。",
    "〓 stands for a character that the typeface of this report lacks. The screen and the workbook show it.",
)
