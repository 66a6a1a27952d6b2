"""One handing over as its expert goes through it: its parts in order, and where everything stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hoshimori.confirmations.permissions import Action, require
from hoshimori.confirmations.queries.detail import detail
from hoshimori.confirmations.rules.judging import carried_over
from hoshimori.confirmations.rules.states import About, ConfirmationState, Verdict
from hoshimori.schemes.queries import edition
from hoshimori.shared.bilingual import Text
from hoshimori.web.expert.judging.addresses import SCOPE, Show, part_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.rules.snapshot import CriterionPart, FindingPart
    from hoshimori.confirmations.queries.detail import ConfirmationDetail
    from hoshimori.confirmations.rules.judging import Key, Subject
    from hoshimori.schemes.rules import Edition
    from hoshimori.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Counts:
    """How far judging is; `total` and `judged` count everything, the others one kind of it."""

    total: int
    judged: int
    criteria: int
    criteria_judged: int
    agreed: int
    not_agreed: int

    @property
    def open(self) -> int:
        """Return how much nobody has judged yet."""
        return self.total - self.judged


@dataclass(frozen=True)
class Dossier:
    """A handing over with everything that was judged, by part."""

    detail: ConfirmationDetail

    @cached_property
    def edition(self) -> Edition:
        """Return the edition it was answered under."""
        return edition(self.detail.snapshot["edition"]["code"])

    @property
    def company(self) -> Text:
        """Return what the company was called when it handed over."""
        organization = self.detail.snapshot["organization"]
        return Text(organization["name_ja"], organization["name_en"])

    @cached_property
    def criteria(self) -> Mapping[str, CriterionPart]:
        """Return what the company says, by criterion."""
        return {part["no"]: part for part in self.detail.snapshot["criteria"]}

    @cached_property
    def parts(self) -> Mapping[str, tuple[Subject, ...]]:
        """Return what is to be judged by part, in the order in which one goes through it: the scope, then the rest.

        The scope is always a part, also where nothing is left out: it says what all the rest is about.
        """
        parts: dict[str, list[Subject]] = {SCOPE: []}
        for subject in self.detail.subjects:
            parts.setdefault(part_of(subject.key), []).append(subject)
        return {part: tuple(subjects) for part, subjects in parts.items()}

    @cached_property
    def findings(self) -> tuple[FindingPart, ...]:
        """Return what the automatic checks found when it was handed over."""
        handing_over = self.detail.snapshot["handing_over"]
        return tuple(handing_over["findings"]) if handing_over else ()

    @cached_property
    def to_take_over(self) -> int:
        """Return how many agreements of the former handing over can be taken over."""
        former = self.detail.former
        agreed = carried_over(former.same, former.judgements) if former else {}
        return sum(key not in self.detail.judgements for key in agreed)

    @property
    def can_judge(self) -> bool:
        """Tell whether it is being judged now."""
        return self.detail.line.state == ConfirmationState.JUDGING

    def has_changed(self, key: Key) -> bool:
        """Tell whether something is new or other than in the former handing over; no where there was none."""
        return self.detail.former is not None and self.detail.former.has_changed(key)

    def is_found(self, key: Key, show: Show) -> bool:
        """Tell whether something passes a filter."""
        judgement = self.detail.judgements.get(key)
        return {
            Show.ALL: True,
            Show.OPEN: judgement is None,
            Show.NOT_AGREED: judgement is not None and judgement.verdict == Verdict.NOT_AGREED,
            Show.CHANGED: self.has_changed(key),
            Show.FOUND: self.findings_at(key) != (),
        }[show]

    def findings_at(self, key: Key) -> tuple[FindingPart, ...]:
        """Return what the automatic checks found about one thing."""
        if key.about == About.EXCLUSION:
            what = self.detail.snapshot["scope"]["exclusions"][int(key.subject)]["what"]
            return tuple(one for one in self.findings if not one["criterion"] and one["about"] == what)
        is_alternative = key.about == About.ALTERNATIVE
        return tuple(
            one
            for one in self.findings
            if one["criterion"] == key.subject and (one["code"] == "ALTERNATIVE_WITHOUT_REASON") == is_alternative
        )

    def found(self, show: Show) -> tuple[Subject, ...]:
        """Return everything that passes a filter, in the order in which one goes through it."""
        return tuple(
            subject for subjects in self.parts.values() for subject in subjects if self.is_found(subject.key, show)
        )

    def counts(self, subjects: tuple[Subject, ...] | None = None) -> Counts:
        """Return how far judging is, of all or of some."""
        chosen = [subject.key for subject in (self.detail.subjects if subjects is None else subjects)]
        judged = [self.detail.judgements[key] for key in chosen if key in self.detail.judgements]
        agreed = sum(one.verdict == Verdict.AGREED for one in judged)
        return Counts(
            total=len(chosen),
            judged=len(judged),
            criteria=sum(key.about == About.CRITERION for key in chosen),
            criteria_judged=sum(one.key.about == About.CRITERION for one in judged),
            agreed=agreed,
            not_agreed=len(judged) - agreed,
        )

    def next_open(self, part: str) -> Subject | None:
        """Return the first thing not judged after a part, then from the beginning; None where all is judged."""
        order = list(self.parts)
        start = order.index(part) + 1 if part in order else 0
        waiting = [
            subject
            for name in (*order[start:], *order[:start])
            for subject in self.parts[name]
            if subject.key not in self.detail.judgements
        ]
        return waiting[0] if waiting else None


def dossier(actor: Actor, at: datetime, confirmation_id: UUID) -> Dossier:
    """Return a handing over as its expert goes through it.

    Raises:
        NotPermitted: the actor does not act as an expert.
        NotFound: there is none, or it is not open to this expert.
    """
    found = detail(actor, at, confirmation_id)
    require(actor, Action.JUDGE)
    return Dossier(found)
