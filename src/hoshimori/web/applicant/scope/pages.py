"""The scope of a self-evaluation: what it covers, what it names, what it leaves out."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hoshimori.assessments.permissions import Action, may, require
from hoshimori.assessments.queries.heading import heading
from hoshimori.assessments.queries.scope import scope_of
from hoshimori.assessments.rules.scope import (
    DETAIL_LIMIT,
    NAME_LIMIT,
    STATEMENT_LIMIT,
    WHAT_LIMIT,
    ExclusionCategory,
    ScopeKind,
    Unit,
)
from hoshimori.parties.queries import platforms_visible_to
from hoshimori.shared.refusal import NotFound
from hoshimori.web.applicant.words import CATEGORY_WORDS, KIND_WORDS, UNIT_WORDS
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from django_stubs_ext import StrPromise

    from hoshimori.assessments.queries.heading import Heading
    from hoshimori.assessments.rules.scope import ExclusionValue, ItemValue, ScopeValue, Statement
    from hoshimori.shared.actor import Actor

LIMITS = {"name": NAME_LIMIT, "detail": DETAIL_LIMIT, "text": STATEMENT_LIMIT, "what": WHAT_LIMIT}
_ADD_WORDS: dict[ScopeKind, tuple[StrPromise, StrPromise]] = {
    ScopeKind.SITE: (
        _("Add a site"),
        _("For example: head office, second plant, warehouse. With the town if you like."),
    ),
    ScopeKind.DEPARTMENT: (_("Add a department"), _("Only where not all departments of a site are meant.")),
    ScopeKind.CLOUD_SERVICE: (_("Add a cloud service"), _("For example: mail, file sharing, accounting, chat.")),
    ScopeKind.PLATFORM: (_("Add an IT platform"), _("Networks and servers that several companies use together.")),
}
_CATEGORY_HINTS: dict[ExclusionCategory, StrPromise] = {
    ExclusionCategory.SEPARATE_NETWORK: _("It cannot be reached from the network in scope."),
    ExclusionCategory.OUT_OF_SUPPORT_CUT_OFF: _("It gets no updates any more, and is kept away from everything else."),
    ExclusionCategory.UNDER_OTHERS_CONTROL: _("A customer or partner owns it and decides how it is set up."),
    ExclusionCategory.BEING_RETIRED: _("It goes out of use on a day that is fixed."),
    ExclusionCategory.OTHER: _("Say in the reason what it is."),
}


@dataclass(frozen=True, slots=True)
class KindPart:
    """What the scope names of one kind, and the form that adds more."""

    kind: ScopeKind
    heading: str
    add: str
    hint: str
    items: tuple[ItemValue, ...]
    form: Form


@dataclass(frozen=True, slots=True)
class ExclusionLine:
    """One exclusion with the word of its category."""

    value: ExclusionValue
    category: str


@dataclass(frozen=True, slots=True)
class Forms:
    """What was typed into the forms of the page; empty ones show what is kept."""

    statement: Form | None = None
    kinds: Mapping[ScopeKind, Form] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScopePage:
    """The whole page. `may_change` is whether this reader may change it now."""

    assessment: Heading
    scope: ScopeValue
    unit: str
    units: tuple[tuple[str, StrPromise], ...]
    statement: Form
    parts: tuple[KindPart, ...]
    platforms: tuple[tuple[str, str], ...]
    exclusions: tuple[ExclusionLine, ...]
    limits: Mapping[str, int]
    may_change: bool


@dataclass(frozen=True, slots=True)
class ExclusionPage:
    """The form for one exclusion: a new one, or one that stands there already."""

    assessment: Heading
    exclusion_id: UUID | None
    version: int
    form: Form
    categories: tuple[tuple[str, StrPromise, StrPromise], ...]
    limits: Mapping[str, int]
    theirs: ExclusionLine | None = None


def scope_page(actor: Actor, at: datetime, assessment_id: UUID, forms: Forms | None = None) -> ScopePage:
    """Return the scope of a self-evaluation.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    assessment = heading(actor, at, assessment_id)
    found, typed = scope_of(assessment.id), forms or Forms()
    statement = {**asdict(found.statement), "version": found.version}
    return ScopePage(
        assessment=assessment,
        scope=found,
        unit=str(UNIT_WORDS[Unit(found.statement.unit)]),
        units=tuple((unit.value, UNIT_WORDS[unit]) for unit in Unit),
        statement=typed.statement or Form(statement),
        parts=tuple(_part(kind, found, typed) for kind in ScopeKind),
        platforms=_platforms(actor, found),
        exclusions=tuple(line(value) for value in found.exclusions),
        limits=LIMITS,
        may_change=assessment.is_answering and may(actor, Action.SET_SCOPE),
    )


def exclusion_page(
    actor: Actor,
    at: datetime,
    assessment_id: UUID,
    exclusion_id: UUID | None = None,
    *,
    form: Form | None = None,
    theirs: ExclusionValue | None = None,
) -> ExclusionPage:
    """Return the form for an exclusion; `theirs` is what somebody else has saved in the meantime.

    Raises:
        NotFound: there is no such self-evaluation or exclusion for this actor.
        NotPermitted: the actor's role may not set the scope.
    """
    assessment = heading(actor, at, assessment_id)
    value = theirs or _exclusion(assessment_id, exclusion_id)
    require(actor, Action.SET_SCOPE)
    return ExclusionPage(
        assessment=assessment,
        exclusion_id=exclusion_id,
        version=value.version if value else 0,
        form=form or Form(asdict(value.omission) if value else {}),
        categories=tuple((one.value, CATEGORY_WORDS[one], _CATEGORY_HINTS[one]) for one in ExclusionCategory),
        limits=LIMITS,
        theirs=line(theirs) if theirs else None,
    )


def stated(statement: Statement) -> str:
    """Return a whole statement in words, for somebody who was about to write over it."""
    return f"{UNIT_WORDS[Unit(statement.unit)]}\n{statement.text}"


def line(value: ExclusionValue) -> ExclusionLine:
    """Return an exclusion with the word of its category."""
    return ExclusionLine(value, str(CATEGORY_WORDS[ExclusionCategory(value.omission.category)]))


def _part(kind: ScopeKind, found: ScopeValue, typed: Forms) -> KindPart:
    add, hint = _ADD_WORDS[kind]
    form = typed.kinds.get(kind, Form())
    return KindPart(kind, str(KIND_WORDS[kind]), str(add), str(hint), found.items_of(kind), form)


def _platforms(actor: Actor, found: ScopeValue) -> tuple[tuple[str, str], ...]:
    """Return the IT platforms that could still be named."""
    named = {item.platform_id for item in found.items}
    return tuple((str(row.pk), row.name) for row in platforms_visible_to(actor) if row.pk not in named)


def _exclusion(assessment_id: UUID, exclusion_id: UUID | None) -> ExclusionValue | None:
    if exclusion_id is None:
        return None
    for value in scope_of(assessment_id).exclusions:
        if value.id == exclusion_id:
            return value
    raise NotFound
