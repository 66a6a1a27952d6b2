"""The words that reports and charts share, in both languages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hoshimori.assessments.rules.answers import Result
from hoshimori.assessments.rules.checks import Lack
from hoshimori.assessments.rules.scope import ExclusionCategory, ScopeKind, Unit
from hoshimori.shared.actor import Role
from hoshimori.shared.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_OFFICIAL = Text("自己点検(公式の評価結果ではありません)", "Self-check (not an official result)")
TO_CONFIRM = Text("もう一度確認", "To confirm again")
SCOPE = Text("適用範囲", "Scope")
WHOLE = Text("全体", "Whole")
CRITERIA = Text("評価基準", "Criteria")
TOTAL = Text("合計", "Total")
CATEGORY = Text("大分類", "Category")

RESULTS: Mapping[Result, Text] = {
    Result.MET: Text("適合", "Met"),
    Result.NOT_MET: Text("不適合", "Not met"),
    Result.NOT_APPLICABLE: Text("該当なし", "Not applicable"),
    Result.BLANK: Text("未回答", "Not answered"),
}

UNITS: Mapping[str, Text] = {
    Unit.ENTITY: Text("法人全体", "The whole legal entity"),
    Unit.GROUP: Text("企業グループ", "A group of companies"),
    Unit.BUSINESS_UNIT: Text("事業部門", "A business unit"),
}

KINDS: Mapping[ScopeKind, Text] = {
    ScopeKind.SITE: Text("拠点", "Sites"),
    ScopeKind.DEPARTMENT: Text("部門", "Departments"),
    ScopeKind.PLATFORM: Text("IT基盤", "IT platforms"),
    ScopeKind.CLOUD_SERVICE: Text("クラウドサービス", "Cloud services"),
}

EXCLUSIONS: Mapping[str, Text] = {
    ExclusionCategory.SEPARATE_NETWORK: Text("ほかから切り離したネットワーク", "On a separate network"),
    ExclusionCategory.OUT_OF_SUPPORT_CUT_OFF: Text(
        "サポートが終わり、切り離した機器", "Out of support and cut off from the network"
    ),
    ExclusionCategory.UNDER_OTHERS_CONTROL: Text("他社が管理するもの", "Under another organization's control"),
    ExclusionCategory.BEING_RETIRED: Text("廃止の予定があるもの", "About to be retired"),
    ExclusionCategory.OTHER: Text("その他", "Other"),
}

ROLES: Mapping[str, Text] = {
    Role.REPRESENTATIVE: Text("代表者", "Representative"),
    Role.COORDINATOR: Text("取りまとめ担当", "Coordinator"),
}

LACKS: Mapping[Lack, Text] = {
    Lack.SCOPE_EMPTY: Text("適用範囲が書かれていません", "The scope is not written"),
    Lack.EXCLUSION_WITHOUT_REASON: Text("適用除外の理由がありません", "An exclusion has no reason"),
    Lack.UNANSWERED: Text("未回答です", "Not answered"),
    Lack.TO_CONFIRM: Text("引き継いだ回答を確かめ直していません", "Taken over and not confirmed again"),
    Lack.NOT_MET: Text("不適合です", "Not met"),
    Lack.BASIS_MISSING: Text("該当なしの根拠がありません", "No basis for “not applicable”"),
    Lack.ALTERNATIVE_WITHOUT_REASON: Text("代替策の説明がそろっていません", "The alternative is not fully explained"),
    Lack.EVIDENCE_MISSING: Text("証跡がありません", "No evidence"),
    Lack.RECORD_UNDATED: Text("証跡がいつのものか書かれていません", "The evidence does not say which period it covers"),
    Lack.RECORD_OLD: Text(
        "いちばん新しい記録が、評価基準の求める期間より前です", "The newest record is older than the criterion asks for"
    ),
}

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HOUR = 60


class Teller:
    """Tells things in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, text: Text, **facts: object) -> str:
        """Return a text with its facts put in."""
        words = text.in_language(self.language)
        return words % facts if facts else words

    def day(self, on: date) -> str:
        """Write a day as 2027年1月20日 or 20 Jan 2027."""
        if self.language == "en":
            return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
        return f"{on.year}年{on.month}月{on.day}日"

    def iso_day(self, text: str) -> str:
        """Write a day given as ISO 8601; nothing for nothing."""
        return self.day(date.fromisoformat(text)) if text else ""

    def period(self, since: str, until: str) -> str:
        """Write a period given as ISO 8601, its end exclusive, by its first and last day; nothing if neither is known.

        A period of one day is written as that day.
        """
        last = self.day(date.fromisoformat(until) - timedelta(days=1)) if until else ""
        first = self.iso_day(since)
        if not (first or last):
            return ""
        return first if first == last else f"{first}{self(_TO)}{last}".strip()

    def minutes(self, count: int) -> str:
        """Write time spent as 1時間30分 or 1 h 30 min."""
        hours, rest = divmod(count, _HOUR)
        parts = [self(_HOURS, count=f"{hours:,}")] if hours else []
        if rest or not hours:
            parts.append(self(_MINUTES, count=rest))
        return self(_BETWEEN).join(parts)


_TO = Text("〜", " – ")
_HOURS = Text("%(count)s時間", "%(count)s h")
_MINUTES = Text("%(count)s分", "%(count)s min")
_BETWEEN = Text("", " ")
