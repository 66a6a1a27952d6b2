"""What the answering page shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.permissions import Action, may
from hoshimori.assessments.queries.requirement import requirement as requirement_of
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.rules.states import AssessmentState, takes_answers, takes_comments
from hoshimori.parties.queries import organization_seen_by
from hoshimori.schemes.queries import official_wording
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import day_in_japan
from hoshimori.web.applicant.answering import addresses
from hoshimori.web.applicant.answering.addresses import NOTHING_SOUGHT, Sought
from hoshimori.web.applicant.answering.criterion import CriterionPage, Option, Ways, criterion_page
from hoshimori.web.applicant.answering.listing import Listing, Whole, listing

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.queries.requirement import AnsweredRequirement
    from hoshimori.assessments.rules.progress import Progress
    from hoshimori.schemes.rules import Criterion
    from hoshimori.shared.actor import Actor
    from hoshimori.web.applicant.answering.criterion import Refused


@dataclass(frozen=True, slots=True)
class Place:
    """Which requirement is asked for, which of its criteria (empty: the first unanswered), and what is looked for."""

    assessment_id: UUID
    requirement_no: str
    criterion_no: str = ""
    sought: Sought = NOTHING_SOUGHT

    @classmethod
    def of(cls, assessment_id: UUID, criterion_no: str, sought: Sought = NOTHING_SOUGHT) -> Place:
        """Return the place of a criterion."""
        return cls(assessment_id, criterion_no.rpartition("-")[0], criterion_no, sought)


@dataclass(frozen=True, slots=True)
class RequirementPage:
    """The whole page of one requirement.

    `may_answer` and `may_comment` say what the reader can do now: by role, and by where the self-evaluation stands.
    `company` is named only where the reader looks at another one's answers. `query` keeps what is looked for.
    """

    assessment_id: UUID
    title: str
    level: int
    state: AssessmentState
    changed_at: datetime
    changed_today: bool
    progress: Progress
    no: str
    name: Text
    goal: Text
    criteria: tuple[CriterionPage, ...]
    listing: Listing
    colleagues: tuple[Option, ...]
    may_answer: bool
    may_comment: bool
    company: Text | None
    membership_id: UUID | None
    query: str

    @property
    def current(self) -> CriterionPage:
        """Return the criterion that is open."""
        return next(criterion for criterion in self.criteria if criterion.is_current)

    @property
    def settled(self) -> int:
        """Return how many criteria stand in no way of a ★."""
        return self.progress.met + self.progress.not_applicable


def requirement(actor: Actor, at: datetime, place: Place, refused: Refused | None = None) -> RequirementPage:
    """Return the page of one requirement; `refused` is a form that was sent and could not be taken.

    Raises:
        NotFound: the actor may not see the self-evaluation, or it asks nothing under this number.
    """
    answered = requirement_of(actor, at, place.assessment_id, place.requirement_no)
    seen = answered.sheet
    whole = Whole(seen, answered.around, actor.person_id, day_in_japan(at))
    current = _current(answered, place)
    walk = whole.walk(place.sought)
    wording = official_wording(actor, seen.edition.code)
    return RequirementPage(
        assessment_id=seen.id,
        title=seen.title,
        level=int(seen.level),
        state=seen.state,
        changed_at=seen.changed_at,
        changed_today=day_in_japan(seen.changed_at) == whole.today,
        progress=seen.progress,
        no=answered.requirement.no,
        name=answered.requirement.name,
        goal=answered.requirement.goal,
        criteria=tuple(
            criterion_page(
                answered,
                criterion,
                today=whole.today,
                ways=_ways(whole, walk, criterion, place.sought),
                is_current=criterion.no == current,
                wording=wording,
                refused=refused if refused and refused.criterion_no == criterion.no else None,
            )
            for criterion in answered.criteria
        ),
        listing=listing(whole, place.sought, requirement_no=place.requirement_no, criterion_no=current),
        colleagues=tuple(
            Option(str(person.id), person.name) for person in answered.people.values() if person.is_member
        ),
        may_answer=may(actor, Action.ANSWER) and takes_answers(seen.state),
        may_comment=may(actor, Action.COMMENT) and takes_comments(seen.state),
        company=_company(actor, at, seen.organization_id),
        membership_id=actor.membership_id,
        query=place.sought.query(),
    )


def first_open(actor: Actor, at: datetime, assessment_id: UUID, sought: Sought) -> str:
    """Return the address of the first criterion that waits for an answer; of the first one when none does.

    Raises:
        NotFound: the actor may not see the self-evaluation.
    """
    whole = sheet(actor, at, assessment_id)
    waiting = (criterion for criterion in whole.criteria if not whole.answer(criterion.no).counts)
    return addresses.of_criterion(assessment_id, next(waiting, whole.criteria[0]).no, sought)


def _company(actor: Actor, at: datetime, organization_id: UUID) -> Text | None:
    if actor.organization_id == organization_id:
        return None
    organization = organization_seen_by(actor, at, organization_id)
    return Text(organization.name_ja, organization.name_en)


def _current(answered: AnsweredRequirement, place: Place) -> str:
    """Return which criterion is open: the one asked for, else the first unanswered, else the first."""
    numbers = [criterion.no for criterion in answered.criteria]
    if place.criterion_no in numbers:
        return place.criterion_no
    waiting = (no for no in numbers if not answered.sheet.answer(no).counts)
    return next(waiting, numbers[0])


def _ways(whole: Whole, walk: tuple[Criterion, ...], criterion: Criterion, sought: Sought) -> Ways:
    place = whole.place(criterion.no)
    before = [other.no for other in walk if whole.place(other.no) < place]
    after = [other.no for other in walk if whole.place(other.no) > place]
    waiting = [other.no for other in whole.sheet.criteria if not whole.sheet.answer(other.no).counts]
    later = [no for no in waiting if whole.place(no) > place]
    following_open = [no for no in later + waiting if no != criterion.no]
    return Ways(
        here=addresses.of_criterion(whole.sheet.id, criterion.no, sought),
        previous=_address(whole, before[-1:], sought),
        following=_address(whole, after[:1], sought),
        next_open=_address(whole, following_open[:1], sought),
    )


def _address(whole: Whole, numbers: list[str], sought: Sought) -> str:
    return addresses.of_criterion(whole.sheet.id, numbers[0], sought) if numbers else ""
