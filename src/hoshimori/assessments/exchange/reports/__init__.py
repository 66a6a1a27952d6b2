"""The report of a self-evaluation: the same snapshot as pages (PDF) and as a workbook, Japanese or English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.assessments.exchange.reports.content import Content
from hoshimori.assessments.exchange.reports.pages import pages
from hoshimori.assessments.exchange.reports.words import Teller
from hoshimori.assessments.exchange.reports.workbook import workbook
from hoshimori.assessments.rules.reports import Form

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.assessments.rules.reports import Language
    from hoshimori.assessments.rules.snapshot import Snapshot
    from hoshimori.schemes.rules import Edition

__all__ = ["make"]


def make(snapshot: Snapshot, edition: Edition, form: Form, language: Language, made_at: datetime) -> bytes:
    """Return the report on a snapshot; the same values always give the same bytes."""
    content = Content(snapshot, edition, Teller(language.value), made_at)
    return pages(content) if form == Form.PDF else workbook(content)
