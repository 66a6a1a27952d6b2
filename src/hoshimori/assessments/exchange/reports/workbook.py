"""The report as a workbook: to sort, filter and pass on what the pages say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.assessments.exchange.reports.reading import points
from hoshimori.assessments.exchange.reports.words import CATEGORY, EXCLUSIONS, KINDS, NOT_OFFICIAL, SCOPE, UNITS, WHOLE
from hoshimori.documents.workbooks.writing import AnySheet, Column, Look, PageSheet, Properties, TableSheet, write
from hoshimori.shared.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hoshimori.assessments.exchange.reports.content import Content
    from hoshimori.assessments.rules.snapshot import CriterionPart

_NAME_WIDTH, _TEXT_WIDTH, _WORD_WIDTH, _NUMBER_WIDTH = 28, 48, 16, 10


def workbook(content: Content) -> bytes:
    """Return the report as xlsx. No cell of it is a formula."""
    tell = content.tell
    title = f"{tell(_TITLE)} {content.star} {content.organization}"
    sheets: list[AnySheet] = [
        _about(content, title),
        _scope(content),
        _summary(content),
        _answers(content),
        _open_points(content),
        _effort(content),
        *_handing_over(content),
    ]
    return write(sheets, Properties(title, content.organization, tell(NOT_OFFICIAL), made_at=content.made_at))


def _titled(content: Content, title: Text) -> str:
    """Return the title of a sheet; every sheet says that it is no official result."""
    return f"{content.tell(title)}　{content.tell(NOT_OFFICIAL)}"


def _about(content: Content, title: str) -> PageSheet:
    heading = [("", content.tell(NOT_OFFICIAL)), *content.facts(), ("", content.tell(_HOW_TO_READ))]
    return PageSheet(content.tell(_ABOUT), title, [*heading, *((str(no), says) for no, says in _numbered(content))])


def _numbered(content: Content) -> list[tuple[int, str]]:
    return list(enumerate(points(content), start=1))


def _scope(content: Content) -> TableSheet:
    tell, scope = content.tell, content.snapshot["scope"]
    rows = [[tell(_UNIT), tell(UNITS[scope["unit"]]), scope["statement"], ""]] if scope["unit"] else []
    for kind, word in KINDS.items():
        rows += [[tell(word), item["name"], item["detail"], ""] for item in scope["items"] if item["kind"] == kind]
    for part in scope["exclusions"]:
        said = f"{tell(EXCLUSIONS[part['category']])}\n{part['reason']}"
        rows.append([tell(_EXCLUSION), part["what"], said, part["limits_risk"]])
    widths = {_KIND: _WORD_WIDTH, _WHAT: _NAME_WIDTH, _DETAIL: _TEXT_WIDTH, _LIMITS_RISK: _TEXT_WIDTH}
    return _table(content, SCOPE, widths, rows)


def _summary(content: Content) -> TableSheet:
    header, rows = content.summary_table()
    numbers = [Column(word, _NUMBER_WIDTH, Look.NUMBER) for word in header[1:]]
    columns = [Column(header[0], _NAME_WIDTH), *numbers]
    return TableSheet(content.tell(_SUMMARY), _titled(content, _SUMMARY), columns, rows, frozen=1)


def _answers(content: Content) -> TableSheet:
    widths = {
        _NO: _NUMBER_WIDTH,
        _REQUIREMENT: _NAME_WIDTH,
        _CRITERION: _NAME_WIDTH,
        _QUESTION: _TEXT_WIDTH,
        _RESULT: _WORD_WIDTH,
        _REASON: _TEXT_WIDTH,
        _PLAN: _TEXT_WIDTH,
        _NOTE: _NAME_WIDTH,
        _ALTERNATIVE: _TEXT_WIDTH,
        _EVIDENCE: _TEXT_WIDTH,
        _WHO: _WORD_WIDTH,
        _UNTIL: _WORD_WIDTH,
        _MINUTES: _NUMBER_WIDTH,
    }
    rows = [_answer(content, part) for part in content.snapshot["criteria"]]
    return _table(content, _ANSWERS, widths, rows, numbers=(_MINUTES,), frozen=1)


def _answer(content: Content, part: CriterionPart) -> list[str | int]:
    tell = content.tell
    criterion = content.edition.criteria[part["no"]]
    requirement = content.edition.requirements[criterion.requirement_no]
    said = "\n".join(f"{tell(word)}: {says}" for word, says in _alternative(part))
    return [
        part["no"],
        f"{requirement.no} {tell(requirement.name)}",
        tell(criterion.label),
        tell(criterion.asked),
        content.result(part)[0],
        part["reason"],
        part["plan"],
        part["note"],
        said,
        "\n".join(content.evidence(piece) for piece in part["evidence"]),
        part["responsible"],
        part["due_on"],
        part["minutes"],
    ]


def _alternative(part: CriterionPart) -> list[tuple[Text, str]]:
    other = part["alternative"]
    return [(_GOAL, other["goal"]), (_MEANS, other["means"]), (_WHY, other["why_equal"])] if other else []


def _open_points(content: Content) -> TableSheet:
    tell = content.tell
    criteria = [[tell(_NOT_MET), no, name, *rest] for no, name, *rest in content.open_criteria()]
    tasks = [
        [tell(_TASK), part["criterion"] or tell(WHOLE), part["what"], "", part["owner"], part["due_on"]]
        for part in content.snapshot["tasks"]
    ]
    widths = {
        _KIND: _WORD_WIDTH,
        _NO: _NUMBER_WIDTH,
        _WHAT: _TEXT_WIDTH,
        _PLAN: _TEXT_WIDTH,
        _WHO: _WORD_WIDTH,
        _UNTIL: _WORD_WIDTH,
    }
    return _table(content, _OPEN, widths, [*criteria, *tasks])


def _effort(content: Content) -> TableSheet:
    tell = content.tell
    people: list[list[str | int]] = [
        [tell(_PERSON), part["person"], part["minutes"]] for part in content.snapshot["effort"]
    ]
    categories: list[list[str | int]] = [
        [tell(CATEGORY), name, minutes] for name, minutes in content.effort_by_category()
    ]
    widths = {_KIND: _WORD_WIDTH, _WHO_OR_WHAT: _NAME_WIDTH, _MINUTES: _NUMBER_WIDTH}
    return _table(content, _EFFORT, widths, [*people, *categories], numbers=(_MINUTES,))


def _handing_over(content: Content) -> list[PageSheet]:
    handing_over = content.snapshot["handing_over"]
    if handing_over is None:
        return []
    lines = [("", content.state())]
    if found := content.found():
        lines += [(content.tell(_WHY_NEVERTHELESS), handing_over["reason"]), *((where, what) for where, what in found)]
    return [PageSheet(content.tell(_HANDED_OVER), _titled(content, _HANDED_OVER), lines)]


def _table(
    content: Content,
    title: Text,
    widths: dict[Text, int],
    rows: Sequence[Sequence[str | int]],
    *,
    numbers: tuple[Text, ...] = (),
    frozen: int = 0,
) -> TableSheet:
    tell = content.tell
    columns = [
        Column(tell(word), width, Look.NUMBER if word in numbers else Look.FACT) for word, width in widths.items()
    ]
    return TableSheet(tell(title), _titled(content, title), columns, rows, frozen)


_TITLE = Text("自己評価報告書", "Self-evaluation report")
_ABOUT = Text("この報告書について", "About this report")
_HOW_TO_READ = Text("読みかた", "How to read this report")
_SUMMARY = Text("まとめ", "Summary")
_ANSWERS = Text("評価基準ごとの回答", "Answers by criterion")
_OPEN = Text("残っていること", "Open points")
_EFFORT = Text("かかった時間", "Time spent")
_HANDED_OVER = Text("渡したときの確認", "Checks when handing over")
_KIND = Text("種類", "Kind")
_UNIT = Text("取得の単位", "Unit of acquisition")
_EXCLUSION = Text("適用除外", "Exclusion")
_WHAT = Text("内容", "What")
_DETAIL = Text("説明・理由", "Detail or reason")
_LIMITS_RISK = Text("リスクを抑える手段", "What limits the risk")
_NO = Text("No.", "No.")
_REQUIREMENT = Text("要求事項", "Requirement")
_CRITERION = Text("評価基準", "Criterion")
_QUESTION = Text("質問", "Question")
_RESULT = Text("自己評価", "Result")
_REASON = Text("いま満たしている理由・該当しない根拠", "Why it is met now, or why it does not apply")
_PLAN = Text("これからすること", "What will be done")
_NOTE = Text("補足", "Note")
_ALTERNATIVE = Text("代替策", "Alternative")
_GOAL = Text("守りたいこと", "Goal")
_MEANS = Text("方法", "Means")
_WHY = Text("同等といえる理由", "Why it is equal")
_EVIDENCE = Text("証跡", "Evidence")
_WHO = Text("担当", "Responsible")
_UNTIL = Text("期限", "Due")
_MINUTES = Text("分", "Minutes")
_NOT_MET = Text("不適合", "Not met")
_TASK = Text("やること", "Task")
_PERSON = Text("人", "Person")
_WHO_OR_WHAT = Text("名前", "Name")
_WHY_NEVERTHELESS = Text("足りないものがあっても渡した理由", "Why it was handed over nevertheless")
