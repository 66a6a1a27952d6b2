"""The page on which the representative declares conformity."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hoshimori.confirmations.queries.detail import detail
from hoshimori.confirmations.rules.statement import CURRENT, STATEMENTS, TITLE_LIMIT
from hoshimori.confirmations.rules.states import ConfirmationState
from hoshimori.parties.queries import members_visible_to
from hoshimori.shared.actor import Role
from hoshimori.web.applicant.confirming.matter import matter_of
from hoshimori.web.applicant.confirming.pages import expert_called, head_of
from hoshimori.web.applicant.confirming.words import VOID_WORDS, manner_word
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.confirmations.queries.declarations import Declared
    from hoshimori.confirmations.queries.lines import ConfirmationLine
    from hoshimori.shared.actor import Actor
    from hoshimori.shared.bilingual import Text
    from hoshimori.web.applicant.confirming.matter import Matter
    from hoshimori.web.applicant.confirming.pages import Head


@dataclass(frozen=True, slots=True)
class Covered:
    """What is declared: whose, over which scope, how many criteria, and what the expert said."""

    company: Text
    edition: Text
    number: int
    scope: str
    items: int
    exclusions: tuple[str, ...]
    criteria: int
    expert: str
    is_in_house: bool
    manner: str
    advice: str
    confirmed_at: datetime | None
    digest: str


@dataclass(frozen=True, slots=True)
class MadeLine:
    """A declaration that was made; `why_void` is empty while it holds."""

    name: str
    title: str
    declared_at: datetime
    digest: str
    statement: Text
    why_void: str


@dataclass(frozen=True, slots=True)
class DeclarePage:
    """The statement, what it covers, and who can declare. `covered` is None as long as nothing is to be declared."""

    head: Head
    statement: Text
    covered: Covered | None
    can_declare: bool
    may_invite: bool
    representatives: tuple[str, ...]
    made: tuple[MadeLine, ...]
    form: Form = field(default_factory=Form)
    title_limit: int = TITLE_LIMIT

    @property
    def holds(self) -> MadeLine | None:
        """Return the declaration that holds."""
        return next((line for line in self.made if not line.why_void), None)


def declare_page(
    actor: Actor, at: datetime, assessment_id: UUID, form: Form | None = None
) -> tuple[Matter, DeclarePage]:
    """Return the page of the declaration, with the matter it is about.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
    """
    matter = matter_of(actor, at, assessment_id)
    line = matter.confirmation
    is_open = line is not None and line.state == ConfirmationState.CONFIRMED and line.is_in_force
    page = DeclarePage(
        head=head_of(matter),
        statement=STATEMENTS[CURRENT],
        covered=_covered(actor, at, matter, line) if line is not None and is_open else None,
        can_declare=is_open and matter.may_declare and matter.declared is None,
        may_invite=matter.may_lead,
        representatives=_representatives(actor),
        made=tuple(_made(one) for one in matter.declarations),
        form=form or Form(),
    )
    return matter, page


def _covered(actor: Actor, at: datetime, matter: Matter, line: ConfirmationLine) -> Covered:
    content = detail(actor, at, line.id).snapshot
    scope = content["scope"]
    return Covered(
        company=line.company.name,
        edition=matter.sheet.edition.title,
        number=line.submission_number,
        scope=scope["statement"],
        items=len(scope["items"]),
        exclusions=tuple(part["what"] for part in scope["exclusions"]),
        criteria=len(content["criteria"]),
        expert=expert_called(line),
        is_in_house=line.is_in_house,
        manner=manner_word(line.manner),
        advice=line.advice,
        confirmed_at=line.concluded_at,
        digest=line.whole_digest,
    )


def _representatives(actor: Actor) -> tuple[str, ...]:
    rows = members_visible_to(actor).filter(role=Role.REPRESENTATIVE.value)
    return tuple(rows.values_list("person__name", flat=True))


def _made(one: Declared) -> MadeLine:
    why = one.standing.why
    return MadeLine(
        name=one.name,
        title=one.title,
        declared_at=one.declared_at,
        digest=one.whole_digest,
        statement=STATEMENTS[one.statement],
        why_void=str(VOID_WORDS[why]) if why else "",
    )
