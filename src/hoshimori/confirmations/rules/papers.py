"""What is confirmed and declared, as plain values with a digest: the expert's paper, and the whole.

A paper stands by itself: names instead of references, days and moments as ISO 8601.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, cast

from hoshimori.shared.canonical import digest

if TYPE_CHECKING:
    from hoshimori.assessments.rules.snapshot import Snapshot
    from hoshimori.shared.canonical import Plain

FORMAT = "hoshimori/confirmation/1"


class SubmissionPart(TypedDict):
    """Which handing over was confirmed."""

    number: int
    digest: str


class ExpertPart(TypedDict):
    """Who confirmed, and what made the expert eligible on the day. `training_valid_until` is exclusive."""

    name: str
    organization: str
    organization_en: str
    corporate_number: str
    is_in_house: bool
    qualifications: list[str]
    training_provider: str
    training_valid_until: str


class JudgementPart(TypedDict):
    """What the expert said about one thing. `what` names it for people: a criterion's number, or what is left out."""

    about: str
    subject: str
    what: str
    verdict: str
    reason: str


class ConfirmationPaper(TypedDict):
    """Everything an expert says by confirming."""

    format: str
    assessment: str
    submission: SubmissionPart
    expert: ExpertPart
    manner: str
    judgements: list[JudgementPart]
    advice: str
    confirmed_at: str


def whole_digest(self_evaluation: Snapshot, confirmation: ConfirmationPaper) -> str:
    """Return the SHA-256 over the canonical form of what was handed over together with the expert's paper.

    Management declares over this, and the operator registers this: nothing in either can change unseen.
    """
    return digest(cast("Plain", {"self_evaluation": self_evaluation, "confirmation": confirmation}))
