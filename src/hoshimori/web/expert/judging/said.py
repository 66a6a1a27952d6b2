"""What an expert said about everything, to be read: the same paper that the company reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.confirmations.rules.states import About, Manner, Verdict
from hoshimori.web.expert.judging.addresses import SCOPE
from hoshimori.web.expert.judging.dossier import dossier
from hoshimori.web.expert.words import MANNER_WORDS, state_mark, verdict_mark

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.confirmations.queries.lines import ConfirmationLine
    from hoshimori.confirmations.rules.judging import Subject
    from hoshimori.shared.actor import Actor
    from hoshimori.shared.bilingual import Text
    from hoshimori.web.expert.judging.dossier import Counts, Dossier
    from hoshimori.web.expert.words import Mark


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about one thing. `name` is None for what the scope leaves out; `words` then says what."""

    no: str
    name: Text | None
    words: str
    is_alternative: bool
    mark: Mark
    reason: str


@dataclass(frozen=True, slots=True)
class SaidPart:
    """What was said about one requirement, or about the scope: then without name."""

    no: str
    name: Text | None
    entries: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class SaidPage:
    """Everything that was said."""

    line: ConfirmationLine
    company: Text
    mark: Mark
    manner: str
    counts: Counts
    not_agreed: tuple[Said, ...]
    parts: tuple[SaidPart, ...]


def page(actor: Actor, at: datetime, confirmation_id: UUID) -> SaidPage:
    """Return what an expert said about everything.

    Raises:
        NotPermitted: the actor does not act as an expert.
        NotFound: the handing over is not open to this expert.
    """
    whole = dossier(actor, at, confirmation_id)
    line, judgements = whole.detail.line, whole.detail.judgements
    parts = tuple(_part(whole, no, subjects) for no, subjects in whole.parts.items() if subjects)
    disagreed = [
        subject
        for subject in whole.detail.subjects
        if subject.key in judgements and judgements[subject.key].verdict == Verdict.NOT_AGREED
    ]
    return SaidPage(
        line=line,
        company=whole.company,
        mark=state_mark(line.state),
        manner=str(MANNER_WORDS[Manner(line.manner)][0]) if line.manner else "",
        counts=whole.counts(),
        not_agreed=tuple(_said(whole, subject) for subject in disagreed),
        parts=parts,
    )


def _part(whole: Dossier, no: str, subjects: tuple[Subject, ...]) -> SaidPart:
    is_scope = no == SCOPE
    name = None if is_scope else whole.edition.requirements[no].name
    return SaidPart("" if is_scope else no, name, tuple(_said(whole, subject) for subject in subjects))


def _said(whole: Dossier, subject: Subject) -> Said:
    key = subject.key
    judgement = whole.detail.judgements.get(key)
    is_exclusion = key.about == About.EXCLUSION
    return Said(
        no="" if is_exclusion else key.subject,
        name=None if is_exclusion else whole.edition.criteria[key.subject].label,
        words=subject.label if is_exclusion else "",
        is_alternative=key.about == About.ALTERNATIVE,
        mark=verdict_mark(judgement.verdict if judgement else None),
        reason=judgement.reason if judgement else "",
    )
