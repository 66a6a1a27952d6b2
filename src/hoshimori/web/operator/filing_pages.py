"""What the operator's pages about filings show, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import pgettext

from hoshimori.confirmations.rules.states import Manner
from hoshimori.parties.rules import INDUSTRIES, PREFECTURES, SIZE_CLASSES
from hoshimori.registry.permissions import Action, require
from hoshimori.registry.queries import filings as queries
from hoshimori.registry.rules.formal import FormalPoint, Point
from hoshimori.registry.rules.numbers import written
from hoshimori.registry.rules.states import FILING, FilingAction, FilingState
from hoshimori.shared.bilingual import Text
from hoshimori.web.layout.forms import Form
from hoshimori.web.operator.words import FILINGS, KINDS, MANNERS, NOTABLES, POINTS, REGISTRATIONS

if TYPE_CHECKING:
    from uuid import UUID

    from django_stubs_ext import StrPromise

    from hoshimori.registry.queries.filings import FilingDetail, FilingLine
    from hoshimori.registry.rules.formal import FilingPaper
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class FilingRow:
    """A filing in a list, in words. `number` is that of the registration it renews or became."""

    id: UUID
    name: Text
    corporate_number: str
    level: int
    edition: str
    kind: str
    number: str
    filed_at: datetime
    days: int
    mark: str
    state: str


@dataclass(frozen=True, slots=True)
class FilingsPage:
    """Filings in one state, the oldest first; `state` is empty for those that wait."""

    state: str
    states: tuple[tuple[str, str], ...]
    rows: tuple[FilingRow, ...]
    next_after: UUID | None


@dataclass(frozen=True, slots=True)
class PointRow:
    """One of the five points with what was found at it; `holds` is "yes", "no" or empty."""

    code: str
    name: str
    says: str
    holds: str
    note: str
    error: str


@dataclass(frozen=True, slots=True)
class SamePlatformRow:
    """Another company's filing on the same IT platform that does not go with this one."""

    id: UUID
    name: Text
    level: int
    mark: str
    state: StrPromise


@dataclass(frozen=True, slots=True)
class Paper:
    """What was filed, in words."""

    name: Text
    name_kana: str
    prefecture: Text
    size_class: Text
    industry: Text
    scope_statement: str
    items: tuple[tuple[str, str], ...]
    exclusions: tuple[tuple[str, str, str], ...]
    override: str
    findings: int
    expert: str
    expert_organization: str
    qualifications: tuple[str, ...]
    training: str
    manner: str
    confirmed_at: datetime
    declared_by: str
    title: str
    declared_at: datetime
    platforms: tuple[str, ...]


@dataclass(frozen=True)
class FilingPage:
    """One filing, what bears on its decision, and what the officer can do now."""

    row: FilingRow
    paper: Paper
    scope_summary: Text
    whole_digest: str
    notables: tuple[str, ...]
    on_same_platform: tuple[SamePlatformRow, ...]
    points: tuple[PointRow, ...]
    answers: tuple[tuple[str, str], ...]
    all_hold: bool
    can_check: bool
    can_register: bool
    can_refuse: bool
    reason: str
    check_form: Form
    refuse_form: Form


def filings_page(actor: Actor, at: datetime, state: str, after: UUID | None) -> FilingsPage:
    """Return one page of filings in a state.

    Raises:
        NotPermitted: the actor is no officer.
    """
    require(actor, Action.CHECK)
    chosen = state if state in list(FilingState) else ""
    found = queries.filings(actor, at, state=chosen, after=after)
    states = tuple((code.value, str(word)) for code, (_mark, word) in FILINGS.items())
    return FilingsPage(chosen, states, tuple(filing_row(line) for line in found.lines), found.next_after)


def filing_page(
    actor: Actor,
    at: datetime,
    filing_id: UUID,
    *,
    check_form: Form | None = None,
    refuse_form: Form | None = None,
) -> FilingPage:
    """Return one filing.

    Raises:
        NotFound: there is none, or the actor may not see it.
        NotPermitted: the actor is no officer.
    """
    seen = queries.filing(actor, at, filing_id)
    require(actor, Action.CHECK)
    possible = FILING.allowed(seen.line.state)
    all_hold = bool(seen.points) and all(point.holds for point in seen.points.values())
    form = check_form or Form()
    return FilingPage(
        row=filing_row(seen.line),
        paper=_paper(seen.paper),
        scope_summary=seen.scope_summary,
        whole_digest=seen.whole_digest,
        notables=tuple(str(NOTABLES[notable]) for notable in seen.notables),
        on_same_platform=tuple(
            SamePlatformRow(
                other.filing_id,
                other.name,
                other.level,
                *(REGISTRATIONS[other.entry] if other.entry else FILINGS[other.state]),
            )
            for other in seen.on_same_platform
        ),
        points=tuple(_point(point, seen.points.get(point), form) for point in FormalPoint),
        answers=(("yes", pgettext("formal point", "holds")), ("no", pgettext("formal point", "does not hold"))),
        all_hold=all_hold,
        can_check=FilingAction.CHECK in possible,
        can_register=FilingAction.REGISTER in possible and all_hold and seen.is_declaration_in_force,
        can_refuse=FilingAction.REFUSE in possible,
        reason=_reason(seen),
        check_form=form,
        refuse_form=refuse_form or Form(),
    )


def filing_row(line: FilingLine) -> FilingRow:
    """Return a filing in words."""
    mark, state = FILINGS[line.state]
    return FilingRow(
        id=line.id,
        name=line.name,
        corporate_number=line.corporate_number,
        level=line.level,
        edition=line.edition,
        kind=str(KINDS[line.kind]),
        number=written(line.registration_number) if line.registration_number else "",
        filed_at=line.filed_at,
        days=line.days_waiting,
        mark=mark,
        state=str(state),
    )


def _reason(seen: FilingDetail) -> str:
    return seen.reason if seen.line.state in {FilingState.REFUSED, FilingState.WITHDRAWN} else ""


def _point(point: FormalPoint, found: Point | None, form: Form) -> PointRow:
    name, says = POINTS[point]
    holds = {None: "", True: "yes", False: "no"}[found.holds if found else None]
    code = point.value.lower()
    return PointRow(
        code=code,
        name=str(name),
        says=str(says),
        holds=str(form.values.get(f"{code}_holds", holds)),
        note=str(form.values.get(f"{code}_note", found.note if found else "")),
        error=form.errors.get(point.value, ""),
    )


def _paper(paper: FilingPaper) -> Paper:
    company, scope, expert = paper["organization"], paper["scope"], paper["confirmation"]["expert"]
    handing_over = paper["handing_over"]
    return Paper(
        name=Text(company["name_ja"], company["name_en"]),
        name_kana=company["name_kana"],
        prefecture=PREFECTURES[company["prefecture"]],
        size_class=SIZE_CLASSES[company["size_class"]],
        industry=INDUSTRIES[company["industry"]],
        scope_statement=scope["statement"],
        items=tuple((item["name"], item["detail"]) for item in scope["items"]),
        exclusions=tuple((one["what"], one["reason"], one["limits_risk"]) for one in scope["exclusions"]),
        override=handing_over["reason"] if handing_over else "",
        findings=len(handing_over["findings"]) if handing_over else 0,
        expert=expert["name"],
        expert_organization=expert["organization"],
        qualifications=tuple(expert["qualifications"]),
        training=expert["training_provider"],
        manner=str(MANNERS[Manner(paper["confirmation"]["manner"])]),
        confirmed_at=datetime.fromisoformat(paper["confirmation"]["confirmed_at"]),
        declared_by=paper["declaration"]["name"],
        title=paper["declaration"]["title"],
        declared_at=datetime.fromisoformat(paper["declaration"]["at"]),
        platforms=tuple(platform["name"] for platform in paper["platforms"]),
    )
