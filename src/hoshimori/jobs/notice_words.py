"""What a notice says: one short heading and one or two sentences, the same on the page and in the mail.

They name the organization, days and what happened; never an answer, a reason or a nonconformity. Who may read those
follows the link.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hoshimori.assessments import events as assessments
from hoshimori.confirmations import events as confirmations
from hoshimori.disclosures import events as disclosures
from hoshimori.notices.rules import TASK_OVERDUE
from hoshimori.qualifications import events as qualifications
from hoshimori.registry import events as registry
from hoshimori.shared.calendar import day_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from django_stubs_ext import StrPromise

    from hoshimori.shared.bilingual import Text


@dataclass(frozen=True, slots=True)
class Words:
    """What is said about an act. Both may name %(organization)s, %(days)s, %(last)s and %(due)s."""

    heading: StrPromise
    sentence: StrPromise


WORDS: Mapping[str, Words] = {
    assessments.ASSESSMENT_SUBMITTED: Words(
        _("The self-evaluation was handed over"),
        _("The self-evaluation of %(organization)s was handed over. It stays as it is until somebody takes it back."),
    ),
    confirmations.EXPERT_ASKED: Words(
        _("You are asked for a confirmation"),
        _("%(organization)s asks you to confirm its self-evaluation. Please take it on or decline."),
    ),
    confirmations.HANDED_OVER_AGAIN: Words(
        _("A self-evaluation came back to you"),
        _("%(organization)s has handed its self-evaluation over again. Please look at what has changed."),
    ),
    confirmations.WITHDRAWN: Words(
        _("A confirmation is no longer needed"),
        _("%(organization)s has withdrawn its ask. There is nothing left for you to do."),
    ),
    confirmations.TAKEN_ON: Words(
        _("The expert has begun"),
        _("The expert has taken on the confirmation for %(organization)s and will tell you how it ends."),
    ),
    confirmations.DECLINED: Words(
        _("The expert has declined"),
        _("The expert will not confirm what %(organization)s handed over. You can ask somebody else."),
    ),
    confirmations.RETURNED: Words(
        _("The expert has returned the self-evaluation"),
        _("Please read what the expert wrote about the self-evaluation of %(organization)s, then hand it over again."),
    ),
    confirmations.CONFIRMED: Words(
        _("The expert has confirmed"),
        _("The self-evaluation of %(organization)s is confirmed. Next, the representative declares conformity."),
    ),
    confirmations.DECLARED: Words(
        _("Conformity was declared"),
        _("The representative of %(organization)s has declared conformity. Next, the company files."),
    ),
    registry.FILED: Words(
        _("A filing was made"),
        _("%(organization)s has filed for registration. The operator checks it next."),
    ),
    registry.FILING_WITHDRAWN: Words(
        _("A filing was withdrawn"),
        _("%(organization)s has withdrawn its filing. Nothing will be decided about it."),
    ),
    registry.FILING_REFUSED: Words(
        _("The filing was not registered"),
        _("The operator did not register what %(organization)s filed. Please read on the page why."),
    ),
    registry.REGISTERED: Words(
        _("Your company is registered"),
        _("%(organization)s now stands in the register. Everybody can look it up."),
    ),
    registry.RENEWED: Words(
        _("The registration was renewed"),
        _("The registration of %(organization)s goes on for a further term."),
    ),
    registry.SUSPENDED: Words(
        _("The registration is suspended"),
        _("The registration of %(organization)s is suspended by the operator. Please read on the page why."),
    ),
    registry.REINSTATED: Words(
        _("The registration is valid again"),
        _("The suspension of the registration of %(organization)s has ended."),
    ),
    registry.WITHDRAWN: Words(
        _("The registration was withdrawn"),
        _("The registration of %(organization)s was withdrawn by the operator. Please read on the page why."),
    ),
    registry.RETURNED: Words(
        _("The registration was returned"),
        _("%(organization)s has returned its registration. The register shows it as returned."),
    ),
    registry.EXPIRED: Words(
        _("The registration has expired"),
        _("The time of the registration of %(organization)s is over. A new filing is needed to be registered again."),
    ),
    registry.ENDING: Words(
        _("The registration ends within %(days)s days"),
        _("The registration of %(organization)s is valid until %(last)s. To go on, please file its renewal before."),
    ),
    registry.CHANGE_NOTIFIED: Words(
        _("A change was notified"),
        _("%(organization)s has notified a change about its registration. Please take note of it."),
    ),
    registry.CHANGE_TAKEN_NOTE_OF: Words(
        _("The operator has taken note of your change"),
        _("The operator has answered the change that %(organization)s notified."),
    ),
    disclosures.ASKED: Words(
        _("You are asked for a disclosure"),
        _("An orderer asks %(organization)s to show something of its registration. You decide what it sees."),
    ),
    disclosures.REFUSED_AND_TOLD: Words(
        _("Your ask was refused"),
        _("%(organization)s will not show what you asked for, and lets you know."),
    ),
    disclosures.CONSENTED: Words(
        _("You can see what you asked for"),
        _("%(organization)s has answered your ask. It may show less than you asked for."),
    ),
    disclosures.OFFERED: Words(
        _("A company shows you something"),
        _("%(organization)s shows you something of its registration."),
    ),
    disclosures.RUNNING_OUT: Words(
        _("A disclosure ends within %(days)s days"),
        _("What %(organization)s shows is shown until %(last)s. If it shall go on, please consent once more."),
    ),
    disclosures.ORDERER_WARNED: Words(
        _("Something is shown to you for only %(days)s more days"),
        _("%(organization)s shows it to you until %(last)s. If you need it longer, please ask once more."),
    ),
    qualifications.TRAINING_RUNNING_OUT: Words(
        _("Your training runs out within %(days)s days"),
        _("It is valid until %(last)s; after that you cannot confirm. Once you have the next, tell the operator."),
    ),
    TASK_OVERDUE: Words(
        _("A task of yours is overdue"),
        _("Its day was %(due)s. If it is done, please say so; if it takes longer, choose another day."),
    ),
}
"""The words of every act that somebody is told of."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one notice says, in the present language."""

    heading: str
    sentence: str


def said(act: str, about: Text | None, particulars: Mapping[str, Any]) -> Said:
    """Return what a notice says, in the present language."""
    language = get_language() or "ja"
    values = {
        "organization": about.in_language(language) if about else "",
        "days": particulars.get("days", ""),
        "last": _day(particulars.get("valid_until"), timedelta(days=1), language),
        "due": _day(particulars.get("due_on"), timedelta(0), language),
    }
    words = WORDS[act]
    return Said(str(words.heading) % values, str(words.sentence) % values)


def _day(text: object, before: timedelta, language: str) -> str:
    """Write a day; of an end that is exclusive the day before it, the last one on which it holds."""
    return day_in_words(date.fromisoformat(text) - before, language) if isinstance(text, str) else ""
