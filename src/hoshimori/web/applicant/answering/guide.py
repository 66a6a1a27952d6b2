"""What stands beside a criterion to help with it: ways, evidence, record, pitfall, where other standards ask it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.shared.bilingual import Text

if TYPE_CHECKING:
    from hoshimori.schemes.queries import Wording
    from hoshimori.schemes.rules import Criterion
    from hoshimori.shared.calendar import Period

STANDARDS: dict[str, Text] = {
    "iso27001_2022": Text("ISO/IEC 27001:2022", "ISO/IEC 27001:2022"),
    "jama_japia_gl_2_3": Text(
        "自工会/部工会 サイバーセキュリティガイドライン 2.3版", "JAMA/JAPIA Cybersecurity Guidelines 2.3"
    ),
    "gov_unified_standards_r7": Text(
        "政府機関等の対策基準策定のための統一基準(令和7年度版)",
        "Common standards for government agencies of Japan (FY2025)",
    ),
    "cyber_essentials_v16": Text("Cyber Essentials v16(英国)", "Cyber Essentials v16 (UK)"),
    "cmmc_32cfr170": Text("CMMC(米国 32 CFR Part 170)", "CMMC (US, 32 CFR Part 170)"),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """Where another standard asks the same."""

    standard: Text
    clauses: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The help for one criterion. `period` is how often the criterion itself asks for a record."""

    ways: tuple[Text, ...]
    evidence: tuple[Text, ...]
    record: Text | None
    period: Period | None
    pitfall: Text
    names_alternative: bool
    references: tuple[Reference, ...]
    official: str
    official_file: str


def guide_of(criterion: Criterion, wording: Wording | None) -> Guide:
    """Return the help for one criterion, beside it its official wording where somebody loaded that."""
    record = criterion.record
    return Guide(
        ways=criterion.ways,
        evidence=criterion.evidence,
        record=record.text if record else None,
        period=record.period if record else None,
        pitfall=criterion.pitfall,
        names_alternative=criterion.names_alternative,
        references=tuple(
            Reference(STANDARDS.get(standard, Text(standard, standard)), clauses)
            for standard, clauses in criterion.references.items()
        ),
        official=wording.texts.get(criterion.no, "") if wording else "",
        official_file=wording.file_name if wording else "",
    )
