"""The pages on which a company chooses an expert, asks, shows its need, and withdraws."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from hoshimori.confirmations.permissions import Action, require
from hoshimori.confirmations.rules.asking import TEXT_LIMIT
from hoshimori.qualifications.queries import Asked, expert_named, grounds, in_house_experts, listed
from hoshimori.web.applicant.confirming.matter import matter_of
from hoshimori.web.applicant.confirming.pages import expert_called, head_of
from hoshimori.web.applicant.confirming.way import Next, next_of
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.standing import why_not
from hoshimori.web.layout.words import both

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import QueryDict

    from hoshimori.qualifications.queries import ExpertName, ListedExpert
    from hoshimori.shared.actor import Actor
    from hoshimori.web.applicant.confirming.matter import Matter
    from hoshimori.web.applicant.confirming.pages import Head

WORDS_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """One expert to choose; `why_not` says why it cannot confirm, if so."""

    name: str
    organization: str
    address: str
    is_in_house: bool = False
    statement: str = ""
    qualifications: tuple[str, ...] = ()
    why_not: tuple[str, ...] = ()
    training_until: date | None = None


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """Whom one can ask: one's own experts, those of the register, or all by the list of needs."""

    head: Head
    words: str
    own: tuple[Choice, ...]
    listed: tuple[Choice, ...]
    next: str
    can_ask: bool


@dataclass(frozen=True, slots=True)
class AskPage:
    """Ask one expert, or with `expert_id` None show the need; `criteria` is how many there are to look at.

    `can_ask`: an expert can be asked now. What was typed stays to be read where it was refused.
    """

    head: Head
    expert_id: UUID | None
    name: str
    organization: str
    is_in_house: bool
    why_not: tuple[str, ...]
    criteria: int
    can_ask: bool
    form: Form = field(default_factory=Form)
    message_limit: int = TEXT_LIMIT


@dataclass(frozen=True, slots=True)
class WithdrawPage:
    """Withdraw from the expert, and what that ends. `expert` is empty while the need stands on the list."""

    head: Head
    expert: str
    ends_declaration: bool
    form: Form = field(default_factory=Form)
    reason_limit: int = TEXT_LIMIT


def choose_page(actor: Actor, at: datetime, assessment_id: UUID, query: QueryDict) -> ChoosePage:
    """Return whom one can ask.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        NotPermitted: the actor does not lead.
    """
    matter = _led(actor, at, assessment_id)
    words = query.get("words", "")[:WORDS_LIMIT]
    found = listed(actor, at, Asked(words=words), _identifier(query.get("after", "")))
    return ChoosePage(
        head=head_of(matter),
        words=words,
        own=tuple(
            Choice(one.name, "", _asking(matter, one.membership_id), is_in_house=True, why_not=why_not(one.grounds))
            for one in in_house_experts(actor, at, matter.sheet.edition.code)
        ),
        listed=tuple(_choice(matter, one) for one in found.experts),
        next=urlencode({"words": words, "after": str(found.next_after)}) if found.next_after else "",
        can_ask=can_ask(matter),
    )


def ask_page(
    actor: Actor, at: datetime, assessment_id: UUID, expert_id: UUID | None, form: Form | None = None
) -> AskPage | None:
    """Return the page on which one expert is asked, or the need is shown; None where there is no such expert.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        NotPermitted: the actor does not lead.
    """
    matter = _led(actor, at, assessment_id)
    expert = _named(actor, at, expert_id) if expert_id else None
    if expert_id is not None and expert is None:
        return None
    against = grounds(expert.person_id, matter.sheet.edition.code, at) if expert else ()
    return AskPage(
        head=head_of(matter),
        expert_id=expert_id,
        name=expert.name if expert else "",
        organization=both(expert.organization) if expert else "",
        is_in_house=expert is not None and expert.organization_id == actor.organization_id,
        why_not=why_not(against),
        criteria=len(matter.sheet.criteria),
        can_ask=form is not None or can_ask(matter),
        form=form or Form(),
    )


def withdraw_page(
    actor: Actor, at: datetime, assessment_id: UUID, form: Form | None = None
) -> tuple[Matter, WithdrawPage]:
    """Return the page on which one withdraws, with the matter it is about.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        NotPermitted: the actor does not lead.
    """
    matter = _led(actor, at, assessment_id)
    line = matter.confirmation
    page = WithdrawPage(
        head=head_of(matter),
        expert=expert_called(line) if line else "",
        ends_declaration=matter.declared is not None,
        form=form or Form(),
    )
    return matter, page


def can_ask(matter: Matter) -> bool:
    """Tell whether an expert can be asked now."""
    return next_of(matter) in {Next.ASK, Next.ASK_SOMEBODY_ELSE}


def _led(actor: Actor, at: datetime, assessment_id: UUID) -> Matter:
    matter = matter_of(actor, at, assessment_id)
    require(actor, Action.ASK)
    return matter


def _choice(matter: Matter, one: ListedExpert) -> Choice:
    return Choice(
        name=one.person_name,
        organization=both(one.organization_name),
        address=_asking(matter, one.membership_id),
        statement=one.statement,
        qualifications=one.qualifications,
        training_until=one.training_valid_until,
    )


def _asking(matter: Matter, expert_id: UUID) -> str:
    return f"{reverse('confirming:ask', args=[matter.id])}?{urlencode({'expert': str(expert_id)})}"


def _named(actor: Actor, at: datetime, expert_id: UUID) -> ExpertName | None:
    """Return one's own expert, or one who agreed to be found: who did not is not named to other companies."""
    expert = expert_named(expert_id)
    if expert is None or expert.organization_id == actor.organization_id:
        return expert
    found = listed(actor, at, Asked(words=expert.name))
    return expert if any(one.membership_id == expert_id for one in found.experts) else None


def _identifier(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
