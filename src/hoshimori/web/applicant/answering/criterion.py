"""One criterion on the page: its question, its answer as a form, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from hoshimori.assessments.operations.alternatives import AlternativeConflict
from hoshimori.assessments.operations.answering import AnswerConflict
from hoshimori.assessments.rules.alternatives import AlternativeText
from hoshimori.assessments.rules.comments import Piece, pieces
from hoshimori.assessments.rules.finding import Around, is_late, is_out_of_date
from hoshimori.web.applicant.answering import addresses, words
from hoshimori.web.applicant.answering.forms import Typed, alternative
from hoshimori.web.applicant.answering.guide import Guide, guide_of
from hoshimori.web.applicant.answering.states import RESULT_WORDS, AnswerState, state_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.assessments.queries.requirement import AnsweredRequirement
    from hoshimori.schemes.queries import Wording
    from hoshimori.schemes.rules import Criterion
    from hoshimori.shared.bilingual import Text
    from hoshimori.shared.refusal import Refusal
    from hoshimori.web.applicant.answering.words import Choice, TextField

ANSWER, CONFIRM, ALTERNATIVE, COMMENT, TIME = "answer", "confirm", "alternative", "comment", "time"
"""The forms of a criterion."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice in a list."""

    value: str
    word: str


@dataclass(frozen=True, slots=True)
class Theirs:
    """What somebody else saved while one was writing: the fields as they stand now, by whom and when."""

    fields: Typed
    responsible: str
    due_on: date | None
    result: str
    by: str
    at: datetime | None
    has_other_facts: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that could not be taken: which one, what was typed, and why not, also in the reader's words."""

    criterion_no: str
    form: str
    typed: Mapping[str, str]
    refusal: Refusal
    message: str


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """The fields of an answer with what stands in them, saved or typed, and what is wrong with them.

    `saved_version` is that of the answer as it stands. `gone` is a responsible person who has left the company.
    """

    fields: Typed
    saved_version: int
    choices: tuple[Choice, ...]
    texts: tuple[TextField, ...]
    gone: Option | None
    message: str
    field: str
    theirs: Theirs | None


@dataclass(frozen=True, slots=True)
class AlternativeForm:
    """The texts of an alternative; `version` is 0 as long as none is proposed."""

    texts: tuple[TextField, ...]
    version: int
    by: str
    at: datetime | None
    message: str = ""
    field: str = ""
    theirs: tuple[TextField, ...] = ()


@dataclass(frozen=True, slots=True)
class SmallForm:
    """A form of one field."""

    text: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as it is shown."""

    author: str
    at: datetime
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """Where one can go from a criterion, and its own address; empty where there is nothing more."""

    here: str
    previous: str
    following: str
    next_open: str


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """Everything about one criterion."""

    no: str
    label: Text
    asked: Text
    is_current: bool
    state: AnswerState
    taken_over: bool
    form: AnswerForm
    responsible: str
    due_on: date | None
    is_late: bool
    around: Around
    evidence_until: date | None
    evidence_is_old: bool
    evidence_address: str
    alternative: AlternativeForm
    comments: tuple[Remark, ...]
    comment_form: SmallForm
    time_form: SmallForm
    guide: Guide
    ways: Ways


def criterion_page(
    answered: AnsweredRequirement,
    criterion: Criterion,
    *,
    today: date,
    ways: Ways,
    is_current: bool,
    wording: Wording | None,
    refused: Refused | None,
) -> CriterionPage:
    """Return one criterion as the page shows it."""
    answer = answered.sheet.answer(criterion.no)
    around = answered.around.get(criterion.no, Around())
    period = criterion.record.period if criterion.record else None
    return CriterionPage(
        no=criterion.no,
        label=criterion.label,
        asked=criterion.asked,
        is_current=is_current,
        state=state_of(answer),
        taken_over=answer.taken_over,
        form=_answer_form(answered, criterion, _of(refused, ANSWER), _of(refused, CONFIRM)),
        responsible=_name(answered, answer.responsible_id),
        due_on=answer.due_on,
        is_late=is_late(answer, today),
        around=around,
        evidence_until=around.covers_until - timedelta(days=1) if around.covers_until else None,
        evidence_is_old=is_out_of_date(around.covers_until, period, today),
        evidence_address=addresses.of_evidence(answered.sheet.id, criterion.no),
        alternative=_alternative_form(answered, criterion.no, _of(refused, ALTERNATIVE)),
        comments=_remarks(answered, criterion.no),
        comment_form=_small_form(_of(refused, COMMENT), "text"),
        time_form=_small_form(_of(refused, TIME), "minutes"),
        guide=guide_of(criterion, wording),
        ways=ways,
    )


def _of(refused: Refused | None, form: str) -> Refused | None:
    return refused if refused and refused.form == form else None


def _name(answered: AnsweredRequirement, person_id: UUID | None) -> str:
    person = answered.people.get(person_id) if person_id else None
    return person.name if person else ""


def _answer_form(
    answered: AnsweredRequirement, criterion: Criterion, refused: Refused | None, unconfirmed: Refused | None
) -> AnswerForm:
    answer = answered.sheet.answer(criterion.no)
    fields = Typed.sent(refused.typed) if refused else Typed.of(answer)
    theirs = None
    if refused and isinstance(refused.refusal, AnswerConflict):
        theirs = _theirs(answered, refused.refusal, fields)
        fields = replace(fields, version=theirs.fields.version)
    responsible = answered.people.get(answer.responsible_id) if answer.responsible_id else None
    said = refused or unconfirmed
    is_gone = responsible is not None and not responsible.is_member
    return AnswerForm(
        fields=fields,
        saved_version=answer.version,
        choices=words.choices(conditional=criterion.conditional),
        texts=words.answer_texts(fields, theirs.fields if theirs else None, conditional=criterion.conditional),
        gone=Option(str(responsible.id), responsible.name) if responsible and is_gone else None,
        message=said.message if said else "",
        field=said.refusal.field if said else "",
        theirs=theirs,
    )


def _theirs(answered: AnsweredRequirement, conflict: AnswerConflict, mine: Typed) -> Theirs:
    current = conflict.current
    fields = Typed.of(current)
    return Theirs(
        fields=fields,
        result=str(RESULT_WORDS[current.text.result]),
        responsible=_name(answered, current.responsible_id),
        due_on=current.due_on,
        by=_name(answered, conflict.changed_by_id),
        at=conflict.changed_at,
        has_other_facts=(fields.result, fields.responsible, fields.due_on)
        != (mine.result, mine.responsible, mine.due_on),
    )


def _alternative_form(answered: AnsweredRequirement, criterion_no: str, refused: Refused | None) -> AlternativeForm:
    proposed = answered.alternatives.get(criterion_no)
    blank = AlternativeText(answered.requirement.goal.in_language(get_language() or "ja"), "", "")
    saved = proposed.text if proposed else blank
    form = AlternativeForm(
        texts=words.alternative_texts(saved),
        version=proposed.version if proposed else 0,
        by=_name(answered, proposed.proposed_by_id) if proposed else "",
        at=proposed.proposed_at if proposed else None,
    )
    if refused is None:
        return form
    is_conflict = isinstance(refused.refusal, AlternativeConflict) and proposed is not None
    return replace(
        form,
        texts=words.alternative_texts(alternative(refused.typed)),
        message=refused.message,
        field=refused.refusal.field,
        theirs=form.texts if is_conflict else (),
    )


def _small_form(refused: Refused | None, name: str) -> SmallForm:
    return SmallForm(refused.typed.get(name, ""), refused.message) if refused else SmallForm()


def _remarks(answered: AnsweredRequirement, criterion_no: str) -> tuple[Remark, ...]:
    names = {person.name for person in answered.people.values()}
    return tuple(
        Remark(_name(answered, comment.author_id), comment.written_at, pieces(comment.text, names))
        for comment in answered.comments
        if comment.criterion_no == criterion_no
    )
