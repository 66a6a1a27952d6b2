"""The forms with which a self-evaluation begins: afresh, or from an earlier one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hoshimori.assessments.operations.beginning import TITLE_LIMIT
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.sheet import sheet
from hoshimori.schemes.queries import current_edition, edition
from hoshimori.schemes.rules import Level
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotFound
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from hoshimori.assessments.queries.sheet import Sheet
    from hoshimori.schemes.rules import Edition
    from hoshimori.shared.actor import Actor

_APRIL = 4


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """How much a level asks for: criteria and requirements, by count."""

    level: Level
    criteria: int
    requirements: int


@dataclass(frozen=True, slots=True)
class BeginPage:
    """What the form needs: levels with their words, what was typed; `earlier` is what one continues from, if so."""

    levels: tuple[tuple[str, str, str], ...]
    edition: Edition
    form: Form
    title_limit: int
    earlier: Sheet | None


def begin_page(actor: Actor, at: datetime, form: Form | None = None) -> BeginPage:
    """Return the form for a blank self-evaluation.

    Raises:
        NotPermitted: the actor's role may not begin one.
    """
    require(actor, Action.BEGIN)
    values = {"level": str(int(Level.THREE)), "title": suggested_title(day_in_japan(at))}
    return _page(form or Form(values), None)


def continue_page(
    actor: Actor, at: datetime, assessment_id: UUID, level: str = "", form: Form | None = None
) -> BeginPage:
    """Return the form for continuing an earlier self-evaluation; the same level means the next year's.

    Raises:
        NotFound: there is no such self-evaluation of the actor's own organization.
        NotPermitted: the actor's role may not begin one.
    """
    earlier = sheet(actor, at, assessment_id)
    if earlier.organization_id != actor.organization_id:
        raise NotFound
    require(actor, Action.BEGIN)
    known = {str(int(one)) for one in Level}
    values = {
        "level": level if level in known else str(int(earlier.level)),
        "title": suggested_title(day_in_japan(at)),
    }
    return _page(form or Form(values), earlier)


def facts(of: Edition) -> tuple[LevelFacts, ...]:
    """Return how much each level of an edition asks for."""
    return tuple(LevelFacts(level, len(of.criteria_of(level)), len(of.requirements_of(level))) for level in Level)


def suggested_title(today: date) -> str:
    """Return a title for a self-evaluation that begins today: the fiscal year in Japan, from April to March."""
    year = today.year if today.month >= _APRIL else today.year - 1
    return _("Fiscal %(year)s") % {"year": year}


def _page(form: Form, earlier: Sheet | None) -> BeginPage:
    of = edition(current_edition())
    three, four = facts(of)
    levels = (
        (
            str(int(Level.THREE)),
            _("★3 Basic: %(count)s criteria") % {"count": three.criteria},
            _("A trained security expert confirms your self-evaluation, and your management declares conformity."),
        ),
        (
            str(int(Level.FOUR)),
            _("★4 Standard: %(count)s criteria") % {"count": four.criteria},
            _("A designated evaluation body looks at documents, comes on site and verifies your systems."),
        ),
    )
    return BeginPage(levels, of, form, TITLE_LIMIT, earlier)
