"""The pages on which a company files with the operator and sees what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hoshimori.confirmations.queries.declarations import declared
from hoshimori.parties.rules import PREFECTURES
from hoshimori.registry.permissions import Action, may, require
from hoshimori.registry.queries.filings import filing
from hoshimori.registry.queries.own import registrations_of
from hoshimori.registry.rules.states import UNDECIDED, FilingKind, FilingState
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import Period
from hoshimori.web.applicant.confirming.matter import matter_of
from hoshimori.web.applicant.confirming.next_words import next_words
from hoshimori.web.applicant.confirming.pages import head_of
from hoshimori.web.applicant.confirming.way import Next, next_of
from hoshimori.web.applicant.confirming.words import POINT_WORDS, VOID_WORDS, filing_mark
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.registry.queries.filings import FilingDetail
    from hoshimori.registry.queries.own import RegistrationLine
    from hoshimori.shared.actor import Actor
    from hoshimori.web.applicant.confirming.matter import Matter
    from hoshimori.web.applicant.confirming.next_words import NextWords
    from hoshimori.web.applicant.confirming.pages import Head
    from hoshimori.web.applicant.words import Mark

SUMMARY_LIMIT = 400
NO_SUMMARIES: Mapping[str, str] = {"scope_summary_ja": "", "scope_summary_en": ""}


@dataclass(frozen=True, slots=True)
class Public:
    """What the public page will show. `begins` is None for a first registration: it begins when it is registered."""

    level: int
    name: Text
    corporate_number: str
    prefecture: Text
    summary: Text
    begins: date | None
    lasts: Period
    number: str


@dataclass(frozen=True, slots=True)
class FilePage:
    """File what is declared. `public` is None until the summaries are written; `renews` is what a renewal is for."""

    head: Head
    can_file: bool
    next: NextWords
    declared_by: str
    declared_at: datetime | None
    renews: RegistrationLine | None
    public: Public | None
    form: Form = field(default_factory=Form)
    summary_limit: int = SUMMARY_LIMIT


@dataclass(frozen=True, slots=True)
class PointLine:
    """A formal point at which the operator found something."""

    word: str
    note: str


@dataclass(frozen=True, slots=True)
class FilingPage:
    """One filing and what became of it."""

    head: Head
    id: UUID
    mark: Mark
    is_renewal: bool
    filed_at: datetime
    decided_at: datetime | None
    days_waiting: int
    summary: Text
    digest: str
    declared_by: str
    is_waiting: bool
    is_refused: bool
    can_withdraw: bool
    can_file_anew: bool
    reason: str
    points: tuple[PointLine, ...]
    why_void: str
    registration: RegistrationLine | None
    form: Form = field(default_factory=Form)


def file_page(
    actor: Actor, at: datetime, assessment_id: UUID, form: Form | None = None, *, looks: bool = False
) -> tuple[Matter, FilePage]:
    """Return the page on which one files, with the matter it is about; who `looks` sees what will be public.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        NotPermitted: the actor does not lead.
    """
    matter = matter_of(actor, at, assessment_id)
    require(actor, Action.FILE)
    can_file = next_of(matter) in {Next.FILE, Next.REFUSED}
    now = matter.declared
    values = dict(form.values) if form else _written_before(actor, at, matter)
    page = FilePage(
        head=head_of(matter),
        can_file=can_file,
        next=next_words(matter),
        declared_by=f"{now.name} ({now.title})" if now else "",
        declared_at=now.declared_at if now else None,
        renews=renewed(matter),
        public=_public(matter, values) if looks and can_file else None,
        form=form or Form(values=values),
    )
    return matter, page


def renewed(matter: Matter) -> RegistrationLine | None:
    """Return the registration for which a filing now would be a renewal."""
    registration = matter.registration
    return registration if registration and registration.can_be_renewed else None


def filing_page(actor: Actor, at: datetime, filing_id: UUID, form: Form | None = None) -> FilingPage:
    """Return one filing and what became of it.

    Raises:
        NotFound: it does not exist for this actor.
    """
    found = filing(actor, at, filing_id)
    rests_on = declared(found.declaration_id)
    matter = matter_of(actor, at, rests_on.assessment_id)
    why, is_waiting = rests_on.standing.why, found.line.state in UNDECIDED
    return FilingPage(
        head=head_of(matter),
        id=found.line.id,
        mark=filing_mark(found.line.state),
        is_renewal=found.line.kind == FilingKind.RENEWAL,
        filed_at=found.line.filed_at,
        decided_at=found.line.decided_at,
        days_waiting=found.line.days_waiting,
        summary=found.scope_summary,
        digest=found.whole_digest,
        declared_by=f"{rests_on.name} ({rests_on.title})",
        is_waiting=is_waiting,
        is_refused=found.line.state == FilingState.REFUSED,
        can_withdraw=is_waiting and may(actor, Action.FILE),
        can_file_anew=next_of(matter) in {Next.FILE, Next.REFUSED} and may(actor, Action.FILE),
        reason=found.reason,
        points=_points(found),
        why_void=str(VOID_WORDS[why]) if why and is_waiting else "",
        registration=_registration(actor, at, found),
        form=form or Form(),
    )


def _points(found: FilingDetail) -> tuple[PointLine, ...]:
    """Return the points at which something was found, once the filing is refused."""
    if found.line.state != FilingState.REFUSED:
        return ()
    return tuple(
        PointLine(str(POINT_WORDS[point]), said.note) for point, said in found.points.items() if not said.holds
    )


def _registration(actor: Actor, at: datetime, found: FilingDetail) -> RegistrationLine | None:
    number = found.line.registration_number
    own = registrations_of(actor, at) if number else ()
    return next((line for line in own if line.public.number == number), None)


def _written_before(actor: Actor, at: datetime, matter: Matter) -> Mapping[str, str]:
    """Return the summaries of the last filing, or of the registration to be renewed: they seldom change."""
    registration = matter.registration
    if matter.filings:
        summary = filing(actor, at, matter.filings[0].id).scope_summary
    elif registration is not None:
        summary = registration.public.scope_summary
    else:
        return NO_SUMMARIES
    return {"scope_summary_ja": summary.ja, "scope_summary_en": summary.en}


def _public(matter: Matter, values: Mapping[str, object]) -> Public | None:
    now, registration = matter.declared, renewed(matter)
    if now is None:
        return None
    organization = now.snapshot["organization"]
    lasts = matter.sheet.edition.settings[f"star{now.level}_registration_lasts"].value
    summaries = (" ".join(str(values.get(name, "")).split()) for name in NO_SUMMARIES)
    return Public(
        level=now.level,
        name=Text(organization["name_ja"], organization["name_en"]),
        corporate_number=organization["corporate_number"],
        prefecture=PREFECTURES[organization["prefecture"]],
        summary=Text(*summaries),
        begins=registration.public.valid_until if registration else None,
        lasts=Period.parse(str(lasts)),
        number=registration.public.written_number if registration else "",
    )
