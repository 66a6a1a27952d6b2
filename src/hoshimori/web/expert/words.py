"""The words that several pages of experts use: results, verdicts, states, what the automatic checks found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hoshimori.assessments.rules.answers import Result
from hoshimori.assessments.rules.checks import Lack
from hoshimori.assessments.rules.scope import ExclusionCategory, ScopeKind, Unit
from hoshimori.confirmations.rules.states import ConfirmationState, Manner, Verdict

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as the layout's `mark` shows it: its kind, its word, and its drawing where it is not that of the kind."""

    kind: str
    word: str
    icon: str = ""


_RESULTS: dict[Result, tuple[str, StrPromise, str]] = {
    Result.MET: ("ok", _("Met"), "check"),
    Result.NOT_MET: ("no", _("Not met"), "cross"),
    Result.NOT_APPLICABLE: ("none", _("Not applicable"), "dash"),
    Result.BLANK: ("plain", _("Unanswered"), "ring"),
}
_VERDICTS: dict[Verdict, tuple[str, StrPromise, str]] = {
    Verdict.AGREED: ("ok", _("Agreed"), "check"),
    Verdict.NOT_AGREED: ("no", _("Not agreed"), "cross"),
}
_STATES: dict[ConfirmationState, tuple[str, StrPromise, str]] = {
    ConfirmationState.OPEN: ("plain", _("On the list"), "ring"),
    ConfirmationState.ASKED: ("info", _("Asked of you"), "comment"),
    ConfirmationState.JUDGING: ("wait", _("Being judged"), "edit"),
    ConfirmationState.RETURNED: ("warn", _("Returned to the company"), "arrow-left"),
    ConfirmationState.CONFIRMED: ("ok", _("Confirmed"), "check"),
    ConfirmationState.DECLINED: ("none", _("Declined"), "dash"),
    ConfirmationState.WITHDRAWN: ("none", _("Withdrawn by the company"), "dash"),
}

VERDICT_CHOICES: tuple[tuple[Verdict, str, str, StrPromise], ...] = (
    (Verdict.AGREED, "met", "check", _("I agree")),
    (Verdict.NOT_AGREED, "not", "cross", _("I do not agree")),
)
"""What an expert can choose: the value, how the choice looks, its drawing and its word."""

MANNER_WORDS: dict[Manner, tuple[StrPromise, StrPromise]] = {
    Manner.VISIT: (_("Visited"), _("You were there and saw how it is done.")),
    Manner.EVIDENCE_SEEN: (_("Evidence seen"), _("You opened the evidence and looked at it, without being there.")),
    Manner.PAPER_ONLY: (_("On paper only"), _("You read the answers, and no or little evidence.")),
}

LACK_WORDS: dict[Lack, StrPromise] = {
    Lack.SCOPE_EMPTY: _("The scope is not written"),
    Lack.EXCLUSION_WITHOUT_REASON: _("Exclusion without category, reason or what limits the risk"),
    Lack.UNANSWERED: _("Unanswered"),
    Lack.TO_CONFIRM: _("Taken over from an earlier year and not confirmed again"),
    Lack.NOT_MET: _("Not met"),
    Lack.BASIS_MISSING: _("“Not applicable” without a basis"),
    Lack.ALTERNATIVE_WITHOUT_REASON: _("Alternative that is not fully explained"),
    Lack.EVIDENCE_MISSING: _("Met, but without evidence"),
    Lack.RECORD_UNDATED: _("Evidence without a period"),
    Lack.RECORD_OLD: _("Record older than the criterion asks for"),
}

UNIT_WORDS: dict[Unit, StrPromise] = {
    Unit.ENTITY: _("the whole legal entity"),
    Unit.GROUP: _("a group of companies"),
    Unit.BUSINESS_UNIT: _("one business unit"),
}
KIND_WORDS: dict[ScopeKind, StrPromise] = {
    ScopeKind.SITE: _("Site"),
    ScopeKind.DEPARTMENT: _("Department"),
    ScopeKind.CLOUD_SERVICE: _("Cloud service"),
    ScopeKind.PLATFORM: _("IT platform"),
}
CATEGORY_WORDS: dict[ExclusionCategory, StrPromise] = {
    ExclusionCategory.SEPARATE_NETWORK: _("On a separate network"),
    ExclusionCategory.OUT_OF_SUPPORT_CUT_OFF: _("Out of support and cut off"),
    ExclusionCategory.UNDER_OTHERS_CONTROL: _("Under somebody else's control"),
    ExclusionCategory.BEING_RETIRED: _("Being retired"),
    ExclusionCategory.OTHER: _("Other"),
}

UNJUDGED: StrPromise = _("Not judged")


def result_mark(result: str, *, to_confirm: bool) -> Mark:
    """Return how a company's answer stands."""
    if to_confirm:
        return Mark("wait", str(_("To be confirmed again")), "clock")
    kind, word, icon = _RESULTS[Result(result)]
    return Mark(kind, str(word), icon)


def verdict_mark(verdict: Verdict | None) -> Mark:
    """Return how a judgement stands; None where there is none."""
    if verdict is None:
        return Mark("plain", str(UNJUDGED), "ring")
    kind, word, icon = _VERDICTS[verdict]
    return Mark(kind, str(word), icon)


def state_mark(state: ConfirmationState) -> Mark:
    """Return where a confirmation stands."""
    kind, word, icon = _STATES[state]
    return Mark(kind, str(word), icon)


def lack_word(code: str) -> str:
    """Name what an automatic check found; a code of another time stands for itself."""
    return str(LACK_WORDS[Lack(code)]) if code in set(Lack) else code
