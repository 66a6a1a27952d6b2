"""The report as pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.assessments.exchange.reports.charts import description, progress_chart
from hoshimori.assessments.exchange.reports.content import texts
from hoshimori.assessments.exchange.reports.reading import points
from hoshimori.assessments.exchange.reports.words import CATEGORY, EXCLUSIONS, KINDS, NOT_OFFICIAL, SCOPE, TOTAL, UNITS
from hoshimori.documents.glyphs import MISSING, showable
from hoshimori.documents.pdf import (
    Card,
    Column,
    Cover,
    Document,
    Facts,
    Heading,
    Mark,
    Picture,
    Points,
    Prose,
    Table,
    pdf,
)
from hoshimori.shared.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hoshimori.assessments.exchange.reports.content import Content
    from hoshimori.assessments.rules.snapshot import CriterionPart
    from hoshimori.documents.pdf import Block
    from hoshimori.schemes.rules import Requirement


def pages(content: Content) -> bytes:
    """Return the report as PDF."""
    tell = content.tell
    title = tell(_TITLE)
    return pdf(
        Document(
            language=tell.language,
            title=f"{title} {content.star} {content.organization}",
            author=content.organization,
            made_at=content.made_at,
            cover=Cover(
                over=tell(_OVER, star=content.star),
                title=title,
                subtitle=content.organization,
                notice=tell(NOT_OFFICIAL),
                notice_text=tell(_NOTICE, star=content.star),
                facts=content.facts(),
            ),
            contents=tell(_CONTENTS),
            head=f"{content.organization}　{title} {content.star}",
            mark=tell(NOT_OFFICIAL),
            foot=tell(_FOOT, edition=content.edition.code, digest=content.digest[:16]),
            body=list(_body(content)),
        )
    )


def _body(content: Content) -> Iterator[Block]:
    yield from _reading(content)
    yield from _scope(content)
    yield from _summary(content)
    yield Heading(1, content.tell(_ANSWERS), breaks=True)
    for category in content.edition.categories:
        if category.no in content.by_category:
            yield Heading(2, content.tell(category.name), category.no)
            for requirement in category.requirements:
                yield from _requirement(content, requirement)
    yield from _open_points(content)
    yield from _effort(content)
    yield from _handing_over(content)


def _reading(content: Content) -> Iterator[Block]:
    yield Heading(1, content.tell(_HOW_TO_READ))
    has_missing = any(MISSING in showable(text) for text in _typed(content))
    yield Points(points(content, has_missing=has_missing))


def _typed(content: Content) -> Iterator[str]:
    """Yield the texts in which people may have used a character that the font lacks."""
    for part in content.snapshot["criteria"]:
        yield from (part["reason"], part["plan"], part["note"], *(piece["name"] for piece in part["evidence"]))
    for task in content.snapshot["tasks"]:
        yield task["what"]


def _scope(content: Content) -> Iterator[Block]:
    tell, scope = content.tell, content.snapshot["scope"]
    yield Heading(1, tell(SCOPE), breaks=True)
    if not scope["statement"] and not scope["items"]:
        yield Prose(tell(_NO_SCOPE))
    rows = [(tell(_UNIT), tell(UNITS[scope["unit"]]))] if scope["unit"] else []
    if scope["statement"]:
        rows.append((tell(_COVERED), scope["statement"]))
    for kind, word in KINDS.items():
        named = [_with_detail(content, item["name"], item["detail"]) for item in scope["items"] if item["kind"] == kind]
        if named:
            rows.append((tell(word), "\n".join(named)))
    yield Facts(rows)
    yield Prose(tell(_OUTSIDE), "notice")
    yield Heading(2, tell(_EXCLUSIONS))
    if not scope["exclusions"]:
        yield Prose(tell(_NO_EXCLUSIONS))
    for number, part in enumerate(scope["exclusions"], start=1):
        said = [(tell(_REASON), part["reason"]), (tell(_LIMITS_RISK), part["limits_risk"])]
        yield Card(str(number), part["what"], tell(EXCLUSIONS[part["category"]]), None, said, level=3)


def _with_detail(content: Content, name: str, detail: str) -> str:
    return content.tell(_DETAIL, name=name, detail=detail) if detail else name


def _summary(content: Content) -> Iterator[Block]:
    tell = content.tell
    header, rows = content.summary_table()
    yield Heading(1, tell(_SUMMARY), breaks=True)
    yield Prose(content.summary(), "lead")
    chart = progress_chart(content.edition, content.by_category, tell.language)
    yield Picture(chart, description(tell.language), share=58)
    columns = [Column(header[0], share=4), *(Column(word, share=2, is_number=True) for word in header[1:])]
    yield Table(columns, texts(rows), has_sum=True)


def _requirement(content: Content, requirement: Requirement) -> Iterator[Block]:
    criteria = requirement.criteria_of(content.level)
    if not criteria:
        return
    yield Heading(3, content.tell(requirement.name), requirement.no)
    yield Prose(content.tell(_GOAL, goal=content.tell(requirement.goal)), "quiet")
    for criterion in criteria:
        part = content.parts[criterion.no]
        word, look = content.result(part)
        yield Card(
            criterion.no,
            content.tell(criterion.label),
            content.tell(criterion.asked),
            Mark(look, word),
            list(_said(content, part)),
            list(_short(content, part)),
        )


def _said(content: Content, part: CriterionPart) -> Iterator[tuple[str, str | Sequence[str]]]:
    tell = content.tell
    is_basis = part["result"] == "NOT_APPLICABLE"
    yield tell(_BASIS if is_basis else _REASON_MET), part["reason"]
    yield tell(_PLAN), part["plan"]
    yield tell(_NOTE), part["note"]
    if part["alternative"]:
        other = part["alternative"]
        said = [(_GOAL_SAYS, other["goal"]), (_MEANS_SAY, other["means"]), (_WHY_EQUAL, other["why_equal"])]
        yield tell(_ALTERNATIVE), [tell(word, says=says) for word, says in said]
    yield tell(_EVIDENCE), [content.evidence(piece) for piece in part["evidence"]]


def _short(content: Content, part: CriterionPart) -> Iterator[tuple[str, str]]:
    tell = content.tell
    if part["responsible"]:
        yield tell(_WHO), part["responsible"]
    if part["due_on"]:
        yield tell(_UNTIL), tell.iso_day(part["due_on"])
    if part["minutes"]:
        yield tell(_TIME), tell.minutes(part["minutes"])


def _open_points(content: Content) -> Iterator[Block]:
    tell = content.tell
    criteria, tasks = content.open_criteria(), content.tasks()
    yield Heading(1, tell(_OPEN), breaks=True)
    yield Heading(2, tell(_OPEN_CRITERIA))
    if criteria:
        header = [Column(tell(_NO)), Column(tell(_NAME), 3), Column(tell(_PLAN), 5), Column(tell(_WHO), 2)]
        yield Table([*header, Column(tell(_UNTIL))], criteria)
    else:
        yield Prose(tell(_NO_OPEN_CRITERIA))
    yield Heading(2, tell(_TASKS))
    if tasks:
        header = [Column(tell(_NO)), Column(tell(_WHAT), 6), Column(tell(_WHO), 2), Column(tell(_UNTIL))]
        yield Table(header, tasks)
    else:
        yield Prose(tell(_NO_TASKS))


def _effort(content: Content) -> Iterator[Block]:
    tell = content.tell
    people = [(part["person"], part["minutes"]) for part in content.snapshot["effort"]]
    yield Heading(1, tell(_EFFORT))
    if not people:
        yield Prose(tell(_NO_EFFORT))
        return
    yield Prose(tell(_EFFORT_SAYS), "quiet")
    total = [(tell(TOTAL), tell.minutes(sum(minutes for _, minutes in people)))]
    for head, rows in ((_PERSON, people), (CATEGORY, content.effort_by_category())):
        lines = [(name, tell.minutes(minutes)) for name, minutes in rows]
        yield Table([Column(tell(head), 3), Column(tell(_TIME), 1, is_number=True)], [*lines, *total], has_sum=True)


def _handing_over(content: Content) -> Iterator[Block]:
    tell, found = content.tell, content.found()
    handing_over = content.snapshot["handing_over"]
    if handing_over is None:
        return
    yield Heading(1, tell(_HANDING_OVER))
    yield Prose(content.state())
    if not found:
        yield Prose(tell(_NOTHING_FOUND))
        return
    yield Facts([(tell(_WHY_NEVERTHELESS), handing_over["reason"])])
    yield Table([Column(tell(_WHERE), 1), Column(tell(_FOUND), 4)], found)


_TITLE = Text("自己評価報告書", "Self-evaluation report")
_OVER = Text("SCS評価制度 %(star)s", "SCS evaluation scheme %(star)s")
_NOTICE = Text(
    "会社が自分で行った評価の内容をまとめたものです。%(star)sに登録されていることを示すものではありません。",
    "This is what the company found when it evaluated itself. It does not show that the company is registered for"
    " %(star)s.",
)
_CONTENTS = Text("目次", "Contents")
_FOOT = Text("%(edition)s版　内容のダイジェスト %(digest)s…", "Edition %(edition)s   Digest of the content %(digest)s…")
_HOW_TO_READ = Text("読みかた", "How to read this report")
_NO_SCOPE = Text("適用範囲はまだ書かれていません。", "The scope is not written yet.")
_UNIT = Text("取得の単位", "Unit of acquisition")
_COVERED = Text("対象", "What is covered")
_DETAIL = Text("%(name)s(%(detail)s)", "%(name)s (%(detail)s)")
_OUTSIDE = Text(
    "工場の制御システム(OT)と製品は、この制度の対象外です。[P]",
    "Factory control systems (OT) and products are outside this scheme. [P]",
)
_EXCLUSIONS = Text("適用除外", "Exclusions")
_NO_EXCLUSIONS = Text("適用除外はありません。", "Nothing is excluded.")
_REASON = Text("理由", "Reason")
_LIMITS_RISK = Text("リスクを抑える手段", "What limits the risk")
_SUMMARY = Text("まとめ", "Summary")
_ANSWERS = Text("評価基準ごとの回答", "Answers by criterion")
_GOAL = Text("守りたいこと: %(goal)s", "Goal: %(goal)s")
_REASON_MET = Text("いま満たしている理由", "Why it is met now")
_BASIS = Text("該当しない根拠", "Why it does not apply")
_PLAN = Text("これからすること", "What will be done")
_NOTE = Text("補足", "Note")
_ALTERNATIVE = Text("代替策", "Alternative")
_GOAL_SAYS = Text("守りたいこと: %(says)s", "Goal: %(says)s")
_MEANS_SAY = Text("方法: %(says)s", "Means: %(says)s")
_WHY_EQUAL = Text("同等といえる理由: %(says)s", "Why it is equal: %(says)s")
_EVIDENCE = Text("証跡", "Evidence")
_WHO = Text("担当", "Responsible")
_UNTIL = Text("期限", "Due")
_TIME = Text("かかった時間", "Time spent")
_OPEN = Text("残っていること", "Open points")
_OPEN_CRITERIA = Text("不適合の評価基準", "Criteria not met")
_NO_OPEN_CRITERIA = Text("不適合と答えた評価基準はありません。", "No criterion is answered as not met.")
_TASKS = Text("やること", "Tasks")
_NO_TASKS = Text("終わっていないやることはありません。", "No task is open.")
_NO = Text("No.", "No.")
_NAME = Text("評価基準", "Criterion")
_WHAT = Text("内容", "What")
_EFFORT = Text("かかった時間", "Time spent")
_EFFORT_SAYS = Text(
    "取り組んだ人が自分で記録した時間です。見積もりではありません。",
    "Recorded by the people who did the work. Nothing is estimated.",
)
_NO_EFFORT = Text("時間の記録はありません。", "No time is recorded.")
_PERSON = Text("人", "Person")
_HANDING_OVER = Text("渡したときの確認", "Checks when handing over")
_NOTHING_FOUND = Text(
    "自動の確認で、足りないものは見つかりませんでした。", "The automatic checks found nothing missing."
)
_WHY_NEVERTHELESS = Text("足りないものがあっても渡した理由", "Why it was handed over nevertheless")
_WHERE = Text("評価基準など", "Where")
_FOUND = Text("足りなかったもの", "What was missing")
