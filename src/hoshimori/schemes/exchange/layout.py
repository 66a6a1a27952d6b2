"""The official column layout B..N: what each column holds, and by which header words it is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.documents.workbooks.tables import Heading
from hoshimori.documents.workbooks.writing import Column, Look
from hoshimori.shared.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from hoshimori.schemes.rules import Category, Criterion, Edition, Requirement, Subcategory


class Kind(StrEnum):
    """What a column of the official layout holds."""

    CATEGORY_NO = "CATEGORY_NO"
    CATEGORY = "CATEGORY"
    SUBCATEGORY_NO = "SUBCATEGORY_NO"
    SUBCATEGORY = "SUBCATEGORY"
    REQUIREMENT_NO = "REQUIREMENT_NO"
    REQUIREMENT = "REQUIREMENT"
    NUMBER = "NUMBER"
    WORDING = "WORDING"
    LEVEL = "LEVEL"
    STAR_3 = "STAR_3"
    STAR_4 = "STAR_4"
    CSF = "CSF"
    REFERENCE = "REFERENCE"


_NO = r"(?:no|番号|id|number)"
HEADINGS: tuple[Heading, ...] = (
    Heading.of(Kind.CATEGORY_NO, rf"大(?:分類|項目){_NO}", rf"category{_NO}"),
    Heading.of(Kind.CATEGORY, r"大(?:分類|項目)(?:の?名称?)?", r"category(?:name)?"),
    Heading.of(Kind.SUBCATEGORY_NO, rf"中(?:分類|項目){_NO}", rf"subcategory{_NO}"),
    Heading.of(Kind.SUBCATEGORY, r"中(?:分類|項目)(?:の?名称?)?", r"subcategory(?:name)?"),
    Heading.of(Kind.REQUIREMENT_NO, rf"(?:要求事項|要求|小分類){_NO}", rf"requirement{_NO}"),
    Heading.of(
        Kind.REQUIREMENT,
        r"(?:要求事項|小分類|小項目)(?:の?(?:名称?|項目名?|見出し|題名|タイトル|内容|本文))?",
        r"requirements?(?:name|title)?",
    ),
    Heading.of(Kind.NUMBER, rf"(?:評価基準|評価項目|基準|項目|評価|管理)?{_NO}", "項番", rf"criteri(?:on|a){_NO}"),
    Heading.of(
        Kind.WORDING,
        r"(?:公式の?)?(?:評価基準|評価項目)(?:の?(?:内容|本文|文言?|文章|説明|詳細))?案?",
        r"(?:official|evaluation)?criteri(?:on|a)(?:text|wording)?",
    ),
    Heading.of(Kind.LEVEL, r"(?:該当|対象|取得|適用)?の?(?:段階|レベル|★の?数?|★3★4|星の?数)", r"levels?", r"stars?"),
    Heading.of(Kind.STAR_3, r"★3(?:basic|段階)?"),
    Heading.of(Kind.STAR_4, r"★4(?:standard|段階)?"),
    Heading.of(Kind.CSF, r"(?:nist)?csf(?:20)?(?:の?機能|function)?"),
    Heading.of(
        Kind.REFERENCE,
        r"isoiec27001.*",
        r"政府.*統一基準.*",
        r"government.*standards?.*",
        r"自工会.*",
        r"jama.*",
        r"cyberessentials.*",
        r"cmmc.*",
        r"参考(?:文献|基準).*",
    ),
)
"""How the columns of the official layout are known; whatever stands before or after them does not matter."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a criterion stands in its edition."""

    category: Category
    subcategory: Subcategory
    requirement: Requirement
    criterion: Criterion


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """One of the columns B..N: its header, its look, and what it holds for a criterion."""

    header: Text
    width: float
    look: Look
    value: Callable[[Place, str], str]
    folded: bool = False

    def column(self, language: str) -> Column:
        """Return it as a column of a workbook."""
        return Column(self.header.in_language(language), self.width, self.look, folded=self.folded)


def _reference(standard: str) -> Callable[[Place, str], str]:
    return lambda place, _language: place.criterion.references.get(standard, "")


LAYOUT: tuple[LayoutColumn, ...] = (
    LayoutColumn(Text("大分類", "Category"), 15, Look.QUIET, lambda at, lang: _named(at.category, lang)),
    LayoutColumn(Text("中分類", "Subcategory"), 19, Look.QUIET, lambda at, lang: _named(at.subcategory, lang)),
    LayoutColumn(Text("要求事項No.", "Requirement No."), 12.5, Look.QUIET, lambda at, _lang: at.requirement.no),
    LayoutColumn(
        Text("要求事項", "Requirement"), 17, Look.FACT, lambda at, lang: at.requirement.name.in_language(lang)
    ),
    LayoutColumn(Text("評価基準No.", "Criterion No."), 12.5, Look.FACT, lambda at, _lang: at.criterion.no),
    LayoutColumn(
        Text(
            "評価基準(Hoshimoriの言葉。公式の文言ではありません)",
            "Criterion (Hoshimori's words, not the official ones)",
        ),
        48,
        Look.FACT,
        lambda at, lang: at.criterion.asked.in_language(lang),
    ),
    LayoutColumn(Text("段階", "Level"), 6, Look.FACT, lambda at, _lang: f"★{int(at.criterion.level)}"),
    LayoutColumn(
        Text("NIST CSF機能", "NIST CSF function"),
        9,
        Look.QUIET,
        lambda at, _lang: at.requirement.csf_function,
        folded=True,
    ),
    LayoutColumn(
        Text("ISO/IEC 27001:2022", "ISO/IEC 27001:2022"), 18, Look.QUIET, _reference("iso27001_2022"), folded=True
    ),
    LayoutColumn(
        Text("政府統一基準(令和7年度版)", "Government unified standards (fiscal 2025)"),
        18,
        Look.QUIET,
        _reference("gov_unified_standards_r7"),
        folded=True,
    ),
    LayoutColumn(
        Text("自工会・部工会ガイドライン2.3版", "JAMA/JAPIA guideline 2.3"),
        18,
        Look.QUIET,
        _reference("jama_japia_gl_2_3"),
        folded=True,
    ),
    LayoutColumn(
        Text("Cyber Essentials v16", "Cyber Essentials v16"),
        18,
        Look.QUIET,
        _reference("cyber_essentials_v16"),
        folded=True,
    ),
    LayoutColumn(
        Text("CMMC(32 CFR Part 170)", "CMMC (32 CFR Part 170)"),
        18,
        Look.QUIET,
        _reference("cmmc_32cfr170"),
        folded=True,
    ),
)
"""The columns B..N."""


def _named(part: Category | Subcategory, language: str) -> str:
    return f"{part.no} {part.name.in_language(language)}"


def places(edition: Edition) -> tuple[Place, ...]:
    """Return where each criterion stands, in the order of the catalogue."""
    return tuple(
        Place(category, subcategory, requirement, criterion)
        for category in edition.categories
        for subcategory in category.subcategories
        for requirement in subcategory.requirements
        for criterion in requirement.criteria
    )
