"""What is told about a workbook: problems, hints, states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hoshimori.assessments.rules.answers import TEXT_LIMIT
from hoshimori.assessments.rules.importing import Hint, Problem
from hoshimori.assessments.rules.states import ImportState

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from hoshimori.assessments.rules.importing import Remark

FIELD_WORDS: dict[str, StrPromise] = {
    "result": _("Self-evaluation"),
    "reason": _("Reason"),
    "plan": _("Basis and what will be done"),
    "note": _("Supplement"),
}
"""The columns O to R as their headers call them."""

_REMARKS: dict[str, StrPromise] = {
    Problem.NUMBER_MISSING: _("There is no criterion number in this row, so nobody can tell what the answer is about."),
    Problem.NUMBER_UNKNOWN: _("There is no criterion with the number “%(shown)s” in this edition."),
    Problem.NUMBER_IS_A_DAY: _("The number has turned into a date. Please format the cell as text and write it again."),
    Problem.NUMBER_TWICE: _("The same number stands elsewhere too (%(shown)s) with another answer. Please keep one."),
    Problem.MARK_UNKNOWN: _("“%(shown)s” cannot be read as a mark. Please write ○, × or 該当なし (not applicable)."),
    Problem.FORMULA: _("There is a formula here. Please write the text itself."),
    Problem.ERROR_VALUE: _("Excel shows an error here (%(shown)s). Please write the text itself."),
    Problem.MERGED: _("Several rows are merged into one cell. Please write one answer in each row."),
    Problem.NOT_CONDITIONAL: _("“Not applicable” cannot be chosen here: this criterion applies to every company."),
    Problem.BASIS_MISSING: _("“Not applicable” needs a basis. Please write it in the column “Reason”."),
    Problem.TOO_LONG: _("The text is longer than %(limit)s characters."),
    Problem.UNREADABLE_CHARACTER: _("The text contains a character that cannot be read. Please type it again."),
    Hint.PARTLY_IS_NOT_MET: _("“%(shown)s” is taken in as not met. Nothing counts half."),
    Hint.DASH_IS_BLANK: _("“%(shown)s” was read as blank. If you mean “not applicable”, please write it out."),
    Hint.SAME_ROW_TWICE: _("This row stands twice with the same answer."),
    Hint.DAY_AS_TEXT: _("A date was read as the text “%(shown)s”."),
}

STATE_WORDS: dict[ImportState, tuple[str, StrPromise]] = {
    ImportState.PROPOSED: ("wait", _("Waiting for your decision")),
    ImportState.ACCEPTED: ("ok", _("Taken in")),
    ImportState.DISCARDED: ("plain", _("Discarded")),
}
"""How an import stands: the kind of mark and its word."""


def remark_words(remark: Remark) -> str:
    """Say what is the matter at a cell."""
    return str(_REMARKS[remark.code]) % {"shown": remark.shown, "limit": f"{TEXT_LIMIT:,}"}
