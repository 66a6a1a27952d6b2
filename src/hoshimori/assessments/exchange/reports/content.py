"""What a report says, drawn from one snapshot: the same sentences and tables for pages and workbook."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from hoshimori.assessments.exchange.reports.charts import LOOKS, counts, kinds
from hoshimori.assessments.exchange.reports.words import (
    CATEGORY,
    CRITERIA,
    LACKS,
    RESULTS,
    ROLES,
    SCOPE,
    TO_CONFIRM,
    TOTAL,
    WHOLE,
    Teller,
)
from hoshimori.assessments.rules.answers import Result
from hoshimori.assessments.rules.checks import Lack
from hoshimori.assessments.rules.progress import Progress, progress_by_category, progress_of
from hoshimori.assessments.rules.snapshot import answers_in, digest_of
from hoshimori.documents.charts import Look
from hoshimori.parties.rules import INDUSTRIES, PREFECTURES, SIZE_CLASSES
from hoshimori.schemes.rules import Edition, Level
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hoshimori.assessments.rules.snapshot import CriterionPart, EvidencePart, Snapshot

_SHOWN_DIGITS = 16


@dataclass(frozen=True)
class Content:
    """A snapshot together with the edition it was answered under, told in one language."""

    snapshot: Snapshot
    edition: Edition
    tell: Teller
    made_at: datetime

    @property
    def level(self) -> Level:
        """Return the level it is for."""
        return Level(self.snapshot["level"])

    @property
    def star(self) -> str:
        """Return the level as people write it."""
        return f"★{int(self.level)}"

    @cached_property
    def digest(self) -> str:
        """Return the digest of the content."""
        return digest_of(self.snapshot)

    @property
    def organization(self) -> str:
        """Return the name of the company; in English only if it has given one."""
        part = self.snapshot["organization"]
        return (self.tell.language == "en" and part["name_en"]) or part["name_ja"]

    @cached_property
    def parts(self) -> Mapping[str, CriterionPart]:
        """Return what is said about each criterion, by number."""
        return {part["no"]: part for part in self.snapshot["criteria"]}

    @cached_property
    def progress(self) -> Progress:
        """Return how far the whole has come."""
        return progress_of(self.edition.criteria_of(self.level), answers_in(self.snapshot))

    @cached_property
    def by_category(self) -> Mapping[str, Progress]:
        """Return how far each category has come."""
        return progress_by_category(self.edition, self.level, answers_in(self.snapshot))

    def facts(self) -> list[tuple[str, str]]:
        """Return whose self-evaluation it is, of what, and which content exactly."""
        part, tell = self.snapshot["organization"], self.tell
        code = self.snapshot["edition"]
        return [
            (tell(_COMPANY), self.organization),
            (tell(_NUMBER), part["corporate_number"]),
            (tell(_PLACE), tell(PREFECTURES[part["prefecture"]])),
            (tell(_SIZE), tell(SIZE_CLASSES[part["size_class"]])),
            (tell(_INDUSTRY), tell(INDUSTRIES[part["industry"]])),
            (tell(_EVALUATION), self.snapshot["title"]),
            (tell(_EDITION), f"{tell(self.edition.title)}\nSHA-256 {grouped(code['digest'][:_SHOWN_DIGITS])} …"),
            (tell(_STATE), self.state()),
            (tell(_MADE_ON), tell.day(day_in_japan(self.made_at))),
            (tell(_DIGEST), f"{grouped(self.digest[:32])}\n{grouped(self.digest[32:])}"),
        ]

    def state(self) -> str:
        """Say whether it is handed over, and if so by whom and when."""
        handing_over = self.snapshot["handing_over"]
        if handing_over is None:
            return self.tell(_NOT_HANDED_OVER)
        return self.tell(
            _HANDED_OVER,
            number=handing_over["number"],
            day=self.tell.day(day_in_japan(datetime.fromisoformat(handing_over["at"]))),
            by=handing_over["by"],
            role=self.tell(ROLES[handing_over["role"]]),
        )

    def summary(self) -> str:
        """Say how many criteria are answered how; "all met" is the only thing said about a ★ [P][M]."""
        progress = self.progress
        met, not_met, not_applicable, to_confirm, blank = counts(progress)
        numbers = self.tell(
            _COUNTS,
            total=progress.total,
            met=met,
            not_met=not_met,
            not_applicable=not_applicable,
            to_confirm=to_confirm,
            blank=blank,
        )
        rest = progress.total - met - not_applicable
        verdict = _ALL_MET if progress.is_all_met else _ONE_LEFT if rest == 1 else _SOME_LEFT
        return f"{numbers}\n{self.tell(verdict, total=progress.total, rest=rest)}"

    def summary_table(self) -> tuple[list[str], list[list[int | str]]]:
        """Return the header and the rows of the numbers by category, the sum last."""
        header = [self.tell(CATEGORY), self.tell(CRITERIA), *(word for word, _ in kinds(self.tell))]
        names = {category.no: self.tell(category.name) for category in self.edition.categories}
        rows: list[list[int | str]] = [
            [f"{no} {names[no]}", part.total, *counts(part)] for no, part in self.by_category.items()
        ]
        return header, [*rows, [self.tell(TOTAL), self.progress.total, *counts(self.progress)]]

    def result(self, part: CriterionPart) -> tuple[str, Look]:
        """Return word and look of what is said about a criterion."""
        if part["to_confirm"]:
            return self.tell(TO_CONFIRM), Look.DOT
        result = Result(part["result"])
        return self.tell(RESULTS[result]), LOOKS[result]

    def evidence(self, piece: EvidencePart) -> str:
        """Describe a piece of evidence in one or two lines."""
        period = self.tell.period(piece["covers_from"], piece["covers_until"])
        name = self.tell(_WITH_PERIOD, name=piece["name"], period=period) if period else piece["name"]
        digest = f"SHA-256 {grouped(piece['sha256'][:_SHOWN_DIGITS])} …" if piece["sha256"] else ""
        place = self.tell(_KEPT_AT, place=piece["place"]) if piece["place"] else ""
        return "\n".join([name, *filter(None, [self.tell(_APART).join(filter(None, [place, digest]))])])

    def open_criteria(self) -> list[list[str]]:
        """Return the criteria that are not met: number, name, what will be done, who, until when."""
        return [
            [
                part["no"],
                self.tell(self.edition.criteria[part["no"]].label),
                part["plan"],
                part["responsible"],
                self.tell.iso_day(part["due_on"]),
            ]
            for part in self.snapshot["criteria"]
            if part["result"] == Result.NOT_MET and not part["to_confirm"]
        ]

    def tasks(self) -> list[list[str]]:
        """Return what is still to be done: criterion, what, who, until when; what is due first comes first."""
        parts = sorted(self.snapshot["tasks"], key=lambda part: (not part["due_on"], part["due_on"]))
        return [
            [part["criterion"] or self.tell(WHOLE), part["what"], part["owner"], self.tell.iso_day(part["due_on"])]
            for part in parts
        ]

    def effort_by_category(self) -> list[tuple[str, int]]:
        """Return the minutes spent on each category."""
        minutes: dict[str, int] = defaultdict(int)
        for part in self.snapshot["criteria"]:
            minutes[part["no"].partition("-")[0]] += part["minutes"]
        return [
            (f"{category.no} {self.tell(category.name)}", minutes[category.no])
            for category in self.edition.categories
            if category.no in self.by_category
        ]

    def found(self) -> list[list[str]]:
        """Return what the automatic checks had found when it was handed over: where, and what."""
        handing_over = self.snapshot["handing_over"]
        parts = handing_over["findings"] if handing_over else []
        where = self.tell(SCOPE)
        return [[part["criterion"] or part["about"] or where, self.tell(LACKS[Lack(part["code"])])] for part in parts]


def grouped(digits: str) -> str:
    """Return a digest in groups of eight, so that people can compare it."""
    return " ".join(digits[start : start + 8] for start in range(0, len(digits), 8))


def texts(rows: Sequence[Sequence[int | str]]) -> list[list[str]]:
    """Return rows with every number written as text."""
    return [[str(cell) for cell in row] for row in rows]


_COMPANY = Text("会社", "Company")
_NUMBER = Text("法人番号", "Corporate number")
_PLACE = Text("所在地", "Prefecture")
_SIZE = Text("規模", "Size")
_INDUSTRY = Text("業種", "Industry")
_EVALUATION = Text("自己評価", "Self-evaluation")
_EDITION = Text("版", "Edition")
_STATE = Text("状態", "State")
_MADE_ON = Text("報告書の作成日", "Report made on")
_DIGEST = Text("内容のダイジェスト(SHA-256)", "Digest of the content (SHA-256)")
_NOT_HANDED_OVER = Text("回答中(専門家に渡していません)", "Being answered (not handed over)")
_HANDED_OVER = Text(
    "第%(number)s回として渡しました(%(day)s、%(by)s、%(role)s)",
    "Handed over, no. %(number)s (%(day)s, %(by)s, %(role)s)",
)
_COUNTS = Text(
    "%(total)s項目のうち、適合 %(met)s、不適合 %(not_met)s、該当なし %(not_applicable)s、"
    "もう一度確認 %(to_confirm)s、未回答 %(blank)s です。",
    "Of %(total)s criteria, %(met)s are met, %(not_met)s not met, %(not_applicable)s not applicable, "
    "%(to_confirm)s to confirm again and %(blank)s not answered.",
)
_ALL_MET = Text(
    "自己評価では、%(total)s項目すべてが適合または該当なしです。",
    "In this self-evaluation all %(total)s criteria are met or do not apply.",
)
_SOME_LEFT = Text(
    "適合または該当なしになっていない評価基準が%(rest)s項目あります。",
    "%(rest)s criteria are not yet met or shown not to apply.",
)
_ONE_LEFT = Text(
    "適合または該当なしになっていない評価基準が%(rest)s項目あります。",
    "%(rest)s criterion is not yet met or shown not to apply.",
)
_WITH_PERIOD = Text("%(name)s(%(period)s)", "%(name)s (%(period)s)")
_KEPT_AT = Text("会社で保管: %(place)s", "Kept by the company: %(place)s")
_APART = Text("　", "   ")
