"""What the page shows on which an expert confirms or returns: what still prevents confirming, and what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.confirmations.rules.judging import unmet
from hoshimori.confirmations.rules.states import About
from hoshimori.qualifications.queries import grounds, own
from hoshimori.web.expert.eligibility import hindrances
from hoshimori.web.expert.judging.addresses import Show, of_key, of_part
from hoshimori.web.expert.judging.dossier import dossier
from hoshimori.web.expert.words import MANNER_WORDS
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.confirmations.queries.lines import ConfirmationLine
    from hoshimori.confirmations.rules.judging import Subject
    from hoshimori.shared.actor import Actor
    from hoshimori.shared.bilingual import Text
    from hoshimori.web.expert.eligibility import Hindrance
    from hoshimori.web.expert.judging.dossier import Counts, Dossier


@dataclass(frozen=True, slots=True)
class Where:
    """One thing that stands in the way, and where to look at it."""

    no: str
    words: str
    address: str
    is_alternative: bool = False


@dataclass(frozen=True, slots=True)
class ConcludePage:
    """The page on which an expert decides."""

    line: ConfirmationLine
    company: Text
    counts: Counts
    open_address: str
    not_agreed: tuple[Where, ...]
    unmet: tuple[Where, ...]
    hindrances: tuple[Hindrance, ...]
    can_conclude: bool
    form: Form
    manners: tuple[tuple[str, str, str], ...]

    @property
    def can_confirm(self) -> bool:
        """Tell whether nothing stands in the way of confirming."""
        return not (self.counts.open or self.not_agreed or self.unmet or self.hindrances) and self.line.is_in_force


def conclude(actor: Actor, at: datetime, confirmation_id: UUID, form: Form | None = None) -> ConcludePage:
    """Return the page on which an expert decides.

    Raises:
        NotPermitted: the actor does not act as an expert.
        NotFound: the handing over is not open to this expert.
    """
    whole = dossier(actor, at, confirmation_id)
    against = grounds(actor.person_id, whole.edition.code, at)
    detail = whole.detail
    opened = whole.found(Show.OPEN)[:1]
    typed = {"manner": detail.line.manner, "advice": detail.line.advice}
    return ConcludePage(
        line=detail.line,
        company=whole.company,
        counts=whole.counts(),
        open_address=of_key(confirmation_id, opened[0].key, Show.OPEN) if opened else "",
        not_agreed=tuple(_where(whole, subject) for subject in whole.found(Show.NOT_AGREED)),
        unmet=tuple(_criterion(whole, no) for no in unmet(detail.snapshot, whole.edition)),
        hindrances=hindrances(own(actor, at), against, at) if against else (),
        can_conclude=whole.can_judge,
        form=form or Form(values=typed),
        manners=tuple((manner.value, str(word), str(hint)) for manner, (word, hint) in MANNER_WORDS.items()),
    )


def _where(whole: Dossier, subject: Subject) -> Where:
    key, here = subject.key, whole.detail.line.id
    if key.about == About.EXCLUSION:
        return Where("", subject.label, of_key(here, key))
    return Where(key.subject, "", of_key(here, key), is_alternative=key.about == About.ALTERNATIVE)


def _criterion(whole: Dossier, no: str) -> Where:
    return Where(no, "", of_part(whole.detail.line.id, no.rpartition("-")[0]) + f"#CRITERION-{no}")
