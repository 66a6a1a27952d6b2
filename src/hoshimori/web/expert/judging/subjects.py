"""One thing to be judged, as the page shows it: what the company says, and the judgement beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from hoshimori.assessments.rules.evidence import Held
from hoshimori.assessments.rules.scope import ExclusionCategory
from hoshimori.confirmations.rules.judging import Key
from hoshimori.confirmations.rules.states import About
from hoshimori.web.expert.judging.addresses import code_of
from hoshimori.web.expert.judging.forms import Typed
from hoshimori.web.expert.words import CATEGORY_WORDS, Mark, lack_word, result_mark, verdict_mark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hoshimori.assessments.rules.snapshot import AlternativePart, CriterionPart, EvidencePart, ExclusionPart
    from hoshimori.schemes.rules import Criterion
    from hoshimori.web.expert.judging.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Refused:
    """A judgement that could not be saved: what was typed, and why not.

    `is_conflict`: something else stands there by now. `is_too_late`: the time for it is over, or that.
    """

    typed: Typed
    message: str
    field: str
    is_conflict: bool = False
    is_too_late: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """What was said in the former handing over, and whether what it was about has changed since."""

    mark: Mark | None
    reason: str
    has_changed: bool


@dataclass(frozen=True, slots=True)
class Judging:
    """The judgement of one thing as a form: saved, or typed and refused."""

    code: str
    mark: Mark
    is_open: bool
    fields: Typed
    judged_at: datetime | None
    before: Before | None
    findings: tuple[str, ...]
    message: str = ""
    field: str = ""
    is_conflict: bool = False
    theirs: Mark | None = None
    theirs_reason: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence that was handed over; days inclusive, None where not known."""

    name: str
    place: str
    is_at_company: bool
    since: date | None
    until: date | None
    address: str


@dataclass(frozen=True, slots=True)
class CriterionEntry:
    """One criterion: what is asked, what the company says, and the judgements of it and of its alternative."""

    criterion: Criterion
    said: CriterionPart
    result: Mark
    due_on: date | None
    evidence: tuple[Piece, ...]
    official: str
    judging: Judging
    alternative: AlternativePart | None
    alternative_judging: Judging | None


@dataclass(frozen=True, slots=True)
class ExclusionEntry:
    """One thing that the scope leaves out, and its judgement."""

    exclusion: ExclusionPart
    category: str
    judging: Judging


def judging_of(dossier: Dossier, key: Key, refused: Mapping[Key, Refused]) -> Judging:
    """Return the judgement of one thing as a form."""
    saved = dossier.detail.judgements.get(key)
    said = refused.get(key)
    fields = Typed.of(saved)
    if said is not None:
        version = saved.version if saved and said.is_conflict else said.typed.version
        fields = Typed(said.typed.verdict, said.typed.reason, version, said.typed.mark)
    return Judging(
        code=code_of(key),
        mark=verdict_mark(saved.verdict if saved else None),
        is_open=saved is None,
        fields=fields,
        judged_at=saved.judged_at if saved else None,
        before=_before(dossier, key),
        findings=tuple(lack_word(one["code"]) for one in dossier.findings_at(key)),
        message=said.message if said else "",
        field=said.field if said else "",
        is_conflict=said.is_conflict if said else False,
        theirs=verdict_mark(saved.verdict) if saved and said and said.is_conflict else None,
        theirs_reason=saved.reason if saved and said and said.is_conflict else "",
    )


def criterion_entry(dossier: Dossier, no: str, official: str, refused: Mapping[Key, Refused]) -> CriterionEntry:
    """Return one criterion as the page shows it."""
    said = dossier.criteria[no]
    alternative = said["alternative"]
    return CriterionEntry(
        criterion=dossier.edition.criteria[no],
        said=said,
        result=result_mark(said["result"], to_confirm=said["to_confirm"]),
        due_on=_day(said["due_on"]),
        evidence=tuple(_piece(dossier, piece) for piece in said["evidence"]),
        official=official,
        judging=judging_of(dossier, Key(About.CRITERION, no), refused),
        alternative=alternative,
        alternative_judging=judging_of(dossier, Key(About.ALTERNATIVE, no), refused) if alternative else None,
    )


def exclusion_entry(dossier: Dossier, place: int, refused: Mapping[Key, Refused]) -> ExclusionEntry:
    """Return one thing left out as the page shows it."""
    exclusion = dossier.detail.snapshot["scope"]["exclusions"][place]
    code = exclusion["category"]
    return ExclusionEntry(
        exclusion=exclusion,
        category=str(CATEGORY_WORDS[ExclusionCategory(code)]) if code in set(ExclusionCategory) else code,
        judging=judging_of(dossier, Key(About.EXCLUSION, str(place)), refused),
    )


def _before(dossier: Dossier, key: Key) -> Before | None:
    former = dossier.detail.former
    if former is None:
        return None
    then = former.judgement(key)
    return Before(
        mark=verdict_mark(then.verdict) if then else None,
        reason=then.reason if then else "",
        has_changed=former.has_changed(key),
    )


def _piece(dossier: Dossier, piece: EvidencePart) -> Piece:
    until = _day(piece["covers_until"])
    is_at_company = piece["held"] == Held.AT_COMPANY.value
    here = [dossier.detail.line.id, piece["sha256"]]
    return Piece(
        name=piece["name"],
        place=piece["place"],
        is_at_company=is_at_company,
        since=_day(piece["covers_from"]),
        until=until - timedelta(days=1) if until else None,
        address="" if is_at_company or not piece["sha256"] else reverse("expert:evidence", args=here),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
