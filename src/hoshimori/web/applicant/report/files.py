"""Reports as files, as they leave the server."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from hoshimori.assessments.rules.reports import Form, Language
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Conflict, Invalid

if TYPE_CHECKING:
    from hoshimori.assessments.queries.reports import ReportFile
    from hoshimori.shared.refusal import Refusal

CONTENT_TYPES = {
    Form.PDF: "application/pdf",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
STATUS: dict[type[Refusal], HTTPStatus] = {
    Conflict: HTTPStatus.CONFLICT,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
}
_NAMES = {Language.JA: "自己評価報告書", Language.EN: "self-evaluation-report"}


def name_of(file: ReportFile) -> str:
    """Return the name of the file: what it is, of which day, and the beginning of its digest."""
    day = day_in_japan(file.ordered_at)
    return f"{_NAMES[file.language]}_{day:%Y%m%d}_{file.digest[:8]}.{file.form.value.lower()}"
