"""What an expert has to judge in one handing over, and when everything is judged, agreed and met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.rules.answers import Result
from hoshimori.confirmations.rules.states import About, Manner, Verdict
from hoshimori.schemes.rules import Level
from hoshimori.shared.refusal import Invalid, NotFound, NotPossibleNow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from hoshimori.assessments.rules.snapshot import CriterionPart, EvidencePart, ScopePart, Snapshot
    from hoshimori.schemes.rules import Edition

CONFIRMED_LEVEL = Level.THREE
"""The level that an expert confirms [P]; ★4 is for an evaluation body."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a judgement is about: a criterion or the alternative at it by number, an exclusion by its place from 0."""

    about: About
    subject: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to be judged. `label` names it for people where its number does not: what is left out."""

    key: Key
    label: str


@dataclass(frozen=True, slots=True)
class JudgementValue:
    """What an expert said about one thing. `version` is 0 for what was never judged."""

    key: Key
    verdict: Verdict
    reason: str
    version: int
    judged_at: datetime


def to_judge(snapshot: Snapshot) -> tuple[Subject, ...]:
    """Return every criterion, every alternative and every exclusion of what was handed over, in its order."""
    subjects = []
    for part in snapshot["criteria"]:
        subjects.append(Subject(Key(About.CRITERION, part["no"]), part["no"]))
        if part["alternative"] is not None:
            subjects.append(Subject(Key(About.ALTERNATIVE, part["no"]), part["no"]))
    for place, exclusion in enumerate(snapshot["scope"]["exclusions"]):
        subjects.append(Subject(Key(About.EXCLUSION, str(place)), exclusion["what"]))
    return tuple(subjects)


def still_open(snapshot: Snapshot, judgements: Mapping[Key, JudgementValue]) -> tuple[Subject, ...]:
    """Return what nobody has judged yet."""
    return tuple(subject for subject in to_judge(snapshot) if subject.key not in judgements)


def disagreements(judgements: Iterable[JudgementValue]) -> tuple[JudgementValue, ...]:
    """Return what the expert does not agree with."""
    return tuple(judgement for judgement in judgements if judgement.verdict == Verdict.NOT_AGREED)


def unmet(snapshot: Snapshot, edition: Edition) -> tuple[str, ...]:
    """Return the criteria of the level that stand in the way of a ★: all of them must be met [P][M].

    Not applicable counts as met only where the criterion is conditional and a basis is given; an answer that was taken
    over from an earlier year and not confirmed again does not count.
    """
    said = {part["no"]: part for part in snapshot["criteria"]}
    asked = edition.criteria_of(Level(snapshot["level"]))
    return tuple(one.no for one in asked if not _is_met(said.get(one.no), is_conditional=one.conditional))


def _is_met(part: CriterionPart | None, *, is_conditional: bool) -> bool:
    if part is None or part["to_confirm"]:
        return False
    if part["result"] == Result.NOT_APPLICABLE.value:
        return is_conditional and bool(part["reason"].strip())
    return part["result"] == Result.MET.value


def require_confirmable(snapshot: Snapshot, edition: Edition, judgements: Mapping[Key, JudgementValue]) -> None:
    """Let through only a handing over in which everything is judged, agreed with and met.

    Raises:
        NotPossibleNow: something is not judged yet (NOT_ALL_JUDGED, with how many), not agreed with (NOT_ALL_AGREED,
            with how many), or criteria are not met (CRITERIA_NOT_MET, with their numbers).
    """
    missing = still_open(snapshot, judgements)
    if missing:
        raise NotPossibleNow("NOT_ALL_JUDGED", amount=len(missing))
    disagreed = disagreements(judgements.values())
    if disagreed:
        raise NotPossibleNow("NOT_ALL_AGREED", amount=len(disagreed))
    not_met = unmet(snapshot, edition)
    if not_met:
        raise NotPossibleNow("CRITERIA_NOT_MET", criteria=", ".join(not_met))


def unchanged(former: Snapshot, now: Snapshot) -> Mapping[Key, Key]:
    """Return what stands word for word as in a former handing over: its key now, mapped to its key then.

    Minutes spent say nothing about a criterion and do not count as a change. An exclusion may have moved.
    """
    before, same = {part["no"]: _frozen(part) for part in former["criteria"]}, {}
    for part in now["criteria"]:
        if before.get(part["no"]) == _frozen(part):
            same[Key(About.CRITERION, part["no"])] = Key(About.CRITERION, part["no"])
            if part["alternative"] is not None:
                same[Key(About.ALTERNATIVE, part["no"])] = Key(About.ALTERNATIVE, part["no"])
    places = former["scope"]["exclusions"]
    for place, exclusion in enumerate(now["scope"]["exclusions"]):
        if exclusion in places:
            same[Key(About.EXCLUSION, str(place))] = Key(About.EXCLUSION, str(places.index(exclusion)))
    return same


def has_scope_changed(former: Snapshot, now: Snapshot) -> bool:
    """Tell whether what is covered changed: what was agreed for one scope may not hold for another."""
    return _covered(former["scope"]) != _covered(now["scope"])


def evidence_in(snapshot: Snapshot, sha256: str) -> EvidencePart | None:
    """Return the piece of evidence with this digest that was handed over; None for every other file."""
    pieces = (piece for part in snapshot["criteria"] for piece in part["evidence"])
    return next((piece for piece in pieces if sha256 and piece["sha256"] == sha256), None)


def carried_over(same: Mapping[Key, Key], former: Mapping[Key, JudgementValue]) -> dict[Key, JudgementValue]:
    """Return what was agreed with before, by the key under which it stands now unchanged."""
    found = {now: former[then] for now, then in same.items() if then in former}
    return {key: judgement for key, judgement in found.items() if judgement.verdict == Verdict.AGREED}


def checked_subjects(keys: Iterable[Key], subjects: Iterable[Subject]) -> tuple[Key, ...]:
    """Return what is judged at once, each thing once.

    Raises:
        Invalid: nothing was chosen.
        NotFound: one of them was not handed over.
    """
    chosen = tuple(dict.fromkeys(keys))
    if not chosen:
        raise Invalid("NOTHING_CHOSEN", field="subjects")
    if set(chosen) - {subject.key for subject in subjects}:
        raise NotFound
    return chosen


def checked_verdict(verdict: str) -> Verdict:
    """Return whether the expert agrees.

    Raises:
        Invalid: nothing was said, or not in a known word.
    """
    if verdict not in set(Verdict):
        raise Invalid("VERDICT_MISSING", field="verdict")
    return Verdict(verdict)


def checked_manner(manner: str) -> Manner:
    """Return how a confirmation was done.

    Raises:
        Invalid: nobody said how, or not in a known word.
    """
    if manner not in set(Manner):
        raise Invalid("MANNER_MISSING", field="manner")
    return Manner(manner)


def _frozen(part: CriterionPart) -> CriterionPart:
    return {**part, "minutes": 0}


def _covered(scope: ScopePart) -> ScopePart:
    return {**scope, "exclusions": []}
