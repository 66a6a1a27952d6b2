"""The words for what can be missing, and for where a report stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hoshimori.assessments.rules.checks import Lack
from hoshimori.assessments.rules.reports import Form, Language
from hoshimori.assessments.rules.states import ReportState

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class LackWords:
    """What is missing, and what to do about it."""

    heading: StrPromise
    advice: StrPromise


LACK_WORDS: dict[Lack, LackWords] = {
    Lack.SCOPE_EMPTY: LackWords(
        _("The scope is not written yet"), _("Say which sites, departments and systems the self-evaluation covers.")
    ),
    Lack.EXCLUSION_WITHOUT_REASON: LackWords(
        _("Exclusions without a reason"), _("Each exclusion needs a category, a reason, and what limits the risk.")
    ),
    Lack.UNANSWERED: LackWords(_("Not answered yet"), _("Blank is neither yes nor no.")),
    Lack.TO_CONFIRM: LackWords(
        _("Taken over and not confirmed again"),
        _("These answers come from an earlier self-evaluation. See whether they still hold."),
    ),
    Lack.NOT_MET: LackWords(_("Not met"), _("For a ★ every criterion has to be met or rightly not applicable.")),
    Lack.BASIS_MISSING: LackWords(
        _("“Not applicable” without a basis"), _("Write on what basis the criterion does not apply to you.")
    ),
    Lack.ALTERNATIVE_WITHOUT_REASON: LackWords(
        _("Alternatives that are not fully explained"),
        _("An alternative needs the goal, the means, and why it is equal."),
    ),
    Lack.EVIDENCE_MISSING: LackWords(
        _("Met, but without evidence"), _("Add what shows that it is met: a document, a picture of a screen, a record.")
    ),
    Lack.RECORD_UNDATED: LackWords(
        _("Evidence without a period"), _("Say from when until when the evidence speaks, so that its age can be seen.")
    ),
    Lack.RECORD_OLD: LackWords(
        _("Records older than the criterion asks for"), _("Add a newer record that shows it is still being done.")
    ),
}

STATE_WORDS: dict[ReportState, tuple[str, StrPromise]] = {
    ReportState.ORDERED: ("wait", _("Waiting")),
    ReportState.MAKING: ("wait", _("Being made")),
    ReportState.READY: ("ok", _("Ready")),
    ReportState.FAILED: ("no", _("Could not be made")),
}

FORM_WORDS: dict[Form, StrPromise] = {Form.PDF: _("PDF"), Form.XLSX: _("Excel")}
LANGUAGE_WORDS: dict[Language, StrPromise] = {Language.JA: _("Japanese"), Language.EN: _("English")}
