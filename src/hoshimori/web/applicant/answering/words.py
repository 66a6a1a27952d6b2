"""What the fields of the answering page are called, and who can read what is written in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hoshimori.assessments.rules.answers import Result
from hoshimori.web.applicant.answering.states import RESULT_WORDS

if TYPE_CHECKING:
    from hoshimori.assessments.rules.alternatives import AlternativeText
    from hoshimori.web.applicant.answering.forms import Typed


@dataclass(frozen=True, slots=True)
class Choice:
    """One result that can be chosen: its value, word, drawing and look."""

    value: str
    word: str
    icon: str
    look: str


@dataclass(frozen=True, slots=True)
class TextField:
    """One text of an answer or an alternative; `theirs` is what somebody else saved there, where it differs."""

    name: str
    label: str
    value: str
    readers: str = ""
    theirs: str | None = None


_LOOKS = {
    Result.MET: ("check", "met"),
    Result.NOT_MET: ("cross", "not"),
    Result.NOT_APPLICABLE: ("dash", "none"),
    Result.BLANK: ("ring", "blank"),
}


def choices(*, conditional: bool) -> tuple[Choice, ...]:
    """Return the results that can be chosen; only a conditional criterion can be not applicable [P]."""
    results = [result for result in _LOOKS if conditional or result != Result.NOT_APPLICABLE]
    return tuple(Choice(result.value, str(RESULT_WORDS[result]), *_LOOKS[result]) for result in results)


def answer_texts(fields: Typed, theirs: Typed | None, *, conditional: bool) -> tuple[TextField, ...]:
    """Return the three texts of an answer; the first is also the basis of "not applicable"."""
    reason = _("Why it is met now, or why it does not apply") if conditional else _("Why it is met now")
    own = _("Your company; it is part of what you hand over")
    labels = {
        "reason": (reason, _("Your company, later the expert or evaluators")),
        "plan": (_("What will be done"), own),
        "note": (_("Supplementary note"), own),
    }
    return tuple(
        TextField(name, label, getattr(fields, name), readers, _differing(name, fields, theirs))
        for name, (label, readers) in labels.items()
    )


def alternative_texts(text: AlternativeText) -> tuple[TextField, ...]:
    """Return the three texts of an alternative."""
    return (
        TextField("goal", _("Goal (that of the requirement; it may not be lowered)"), text.goal),
        TextField("means", _("Means: what you do instead"), text.means),
        TextField("why_equal", _("Why this reaches the goal just as well"), text.why_equal),
    )


def _differing(name: str, fields: Typed, theirs: Typed | None) -> str | None:
    if theirs is None or getattr(theirs, name) == getattr(fields, name):
        return None
    return str(getattr(theirs, name))
