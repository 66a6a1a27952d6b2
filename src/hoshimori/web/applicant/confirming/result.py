"""The page with what the expert said: reasons thing by thing, advice, how it was done, and how to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from hoshimori.assessments.permissions import Action as Assessing
from hoshimori.assessments.permissions import may
from hoshimori.assessments.queries.submissions import handed_over
from hoshimori.confirmations.queries.detail import detail
from hoshimori.confirmations.rules.states import About, ConfirmationState, Verdict
from hoshimori.shared.bilingual import Text
from hoshimori.shared.refusal import NotFound
from hoshimori.web.applicant.answering.addresses import of_criterion
from hoshimori.web.applicant.confirming.matter import matter_of
from hoshimori.web.applicant.confirming.pages import expert_called, head_of
from hoshimori.web.applicant.confirming.way import Next, next_of
from hoshimori.web.applicant.confirming.words import confirmation_mark, manner_word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.rules.snapshot import Snapshot
    from hoshimori.confirmations.queries.detail import ConfirmationDetail
    from hoshimori.confirmations.queries.lines import ConfirmationLine
    from hoshimori.confirmations.rules.judging import JudgementValue
    from hoshimori.shared.actor import Actor
    from hoshimori.web.applicant.confirming.matter import Matter
    from hoshimori.web.applicant.confirming.pages import Head
    from hoshimori.web.applicant.words import Mark

_PLACES = {About.EXCLUSION: 0, About.ALTERNATIVE: 1, About.CRITERION: 2}


@dataclass(frozen=True, slots=True)
class Said:
    """What the expert said about one thing. `kind` names what it is where it is no criterion."""

    no: str
    name: Text
    kind: str
    reason: str
    address: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    """What the expert said about one handing over; `is_former`: the one before, since the present one is being judged.

    `next` is what is to be done now.
    """

    head: Head
    mark: Mark
    expert: str
    is_in_house: bool
    manner: str
    number: int
    is_former: bool
    is_returned: bool
    is_confirmed: bool
    is_in_force: bool
    concluded_at: datetime | None
    reason: str
    advice: str
    disagreed: tuple[Said, ...]
    agreed: tuple[Said, ...]
    can_take_back: bool
    can_mend: bool
    next: Next


def result_page(actor: Actor, at: datetime, assessment_id: UUID) -> ResultPage:
    """Return what the expert said last.

    Raises:
        NotFound: the self-evaluation does not exist for this actor, or nobody has looked at it.
    """
    matter = matter_of(actor, at, assessment_id)
    line = matter.confirmation or next(iter(matter.ended), None)
    if line is None:
        raise NotFound
    whole = detail(actor, at, line.id)
    number, judgements, content = _told(whole)
    said = [(one, _said(matter, one, content)) for one in judgements]
    stands = matter.is_handed_over
    return ResultPage(
        head=head_of(matter),
        mark=confirmation_mark(line.state),
        expert=expert_called(line),
        is_in_house=line.is_in_house,
        manner=manner_word(line.manner),
        number=number,
        is_former=number != line.submission_number,
        is_returned=line.state == ConfirmationState.RETURNED,
        is_confirmed=line.state == ConfirmationState.CONFIRMED,
        is_in_force=line.is_in_force,
        concluded_at=line.concluded_at,
        reason=_reason(line),
        advice=line.advice,
        disagreed=tuple(words for one, words in said if one.verdict == Verdict.NOT_AGREED),
        agreed=tuple(words for one, words in said if one.verdict == Verdict.AGREED),
        can_take_back=stands and may(actor, Assessing.SUBMIT),
        can_mend=not stands,
        next=next_of(matter),
    )


def _reason(line: ConfirmationLine) -> str:
    return line.reason if line.state == ConfirmationState.RETURNED else ""


def _told(whole: ConfirmationDetail) -> tuple[int, list[JudgementValue], Snapshot]:
    """Return what the company was told last: of the present handing over, or else of the one before."""
    if whole.judgements or whole.former is None:
        return whole.line.submission_number, _sorted(whole.judgements.values()), whole.snapshot
    then = handed_over(whole.line.assessment_id, whole.former.number)
    return whole.former.number, _sorted(whole.former.judgements.values()), then or whole.snapshot


def _sorted(judgements: Iterable[JudgementValue]) -> list[JudgementValue]:
    """Return exclusions first, then alternatives, then criteria in the order of the catalogue."""
    return sorted(
        judgements, key=lambda one: (_PLACES[one.key.about], [int(part) for part in one.key.subject.split("-")])
    )


def _said(matter: Matter, one: JudgementValue, content: Snapshot) -> Said:
    key = one.key
    if key.about == About.EXCLUSION:
        what = content["scope"]["exclusions"][int(key.subject)]["what"]
        return Said("", Text(what, what), _("Exclusion"), one.reason, reverse("tabs:scope", args=[matter.id]))
    criterion = matter.sheet.edition.criteria[key.subject]
    kind = _("Alternative") if key.about == About.ALTERNATIVE else ""
    return Said(key.subject, criterion.label, kind, one.reason, of_criterion(matter.id, key.subject))
