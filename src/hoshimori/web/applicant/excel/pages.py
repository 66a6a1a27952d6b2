"""The pages around a workbook: taking it along, bringing it back, and the official wording."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.queries.workbooks import desk
from hoshimori.schemes.permissions import Action, may
from hoshimori.schemes.queries import official_wording
from hoshimori.web.applicant.excel.words import STATE_WORDS
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.workbooks import official_part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.queries.workbooks import ImportLine
    from hoshimori.shared.actor import Actor
    from hoshimori.web.layout.workbooks import OfficialPart


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One line of the list of workbooks that were handed in."""

    line: ImportLine
    mark: str
    word: str


@dataclass(frozen=True)
class IndexPage:
    """What there is to do with workbooks."""

    assessment_id: UUID
    level: int
    criteria: int
    handed_in: Sequence[HandedIn]
    may_export: bool
    may_import: bool
    has_official: bool
    form: Form = field(default_factory=Form)


@dataclass(frozen=True)
class OfficialPage:
    """The official wording of a self-evaluation's edition, and loading it for one's company."""

    assessment_id: UUID
    official: OfficialPart
    may_load: bool
    form: Form = field(default_factory=Form)


def index(actor: Actor, at: datetime, assessment_id: UUID, form: Form | None = None) -> IndexPage:
    """Return the page of all that can be done with workbooks.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
    """
    found = desk(actor, at, assessment_id)
    return IndexPage(
        assessment_id=assessment_id,
        level=int(found.sheet.level),
        criteria=len(found.sheet.criteria),
        handed_in=[
            HandedIn(line, STATE_WORDS[line.state][0], str(STATE_WORDS[line.state][1])) for line in found.imports
        ],
        may_export=found.may_export,
        may_import=found.may_import,
        has_official=official_wording(actor, found.sheet.edition.code) is not None,
        form=form or Form(),
    )


def official(actor: Actor, at: datetime, assessment_id: UUID, form: Form | None = None) -> OfficialPage:
    """Return the page of the official wording, for the edition of a self-evaluation.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
    """
    return OfficialPage(
        assessment_id=assessment_id,
        official=official_part(actor, sheet(actor, at, assessment_id).edition.code),
        may_load=may(actor, Action.LOAD_OFFICIAL_WORDING),
        form=form or Form(),
    )
