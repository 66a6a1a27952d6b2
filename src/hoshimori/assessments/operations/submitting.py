"""A self-evaluation is handed over as one frozen whole, and can be taken back."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from hoshimori.assessments import events
from hoshimori.assessments.models import Submission
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.seeing import locked_for
from hoshimori.assessments.queries.snapshot import snapshot_of
from hoshimori.assessments.rules.checks import findings
from hoshimori.assessments.rules.snapshot import REASON_LIMIT, as_handed_over, digest_of
from hoshimori.assessments.rules.states import ASSESSMENT, AssessmentAction, AssessmentState
from hoshimori.journal.operations import Act, record
from hoshimori.parties.queries.names import people_of
from hoshimori.schemes.queries import edition
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Conflict
from hoshimori.shared.texts import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.models import Assessment
    from hoshimori.assessments.rules.checks import Finding
    from hoshimori.assessments.rules.snapshot import HandingOverPart
    from hoshimori.shared.actor import Actor


def submit(*, assessment_id: UUID, seen_digest: str, reason: str, actor: Actor, at: datetime) -> str:
    """Hand the self-evaluation over as it stands; returns the digest of what was handed over.

    `seen_digest` is that of the content the actor looked at. Where the automatic checks find something missing, handing
    over needs a `reason`, which becomes part of what is handed over. Without findings no reason is kept.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        NotPossibleNow: it is handed over already, or closed.
        Conflict: somebody changed it since the actor looked.
        Invalid: something is missing and no reason is given, or the reason is too long.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        now = snapshot_of(assessment, actor, at)
        earlier = Submission.objects.filter(assessment=assessment).aggregate(number=Max("number"))["number"] or 0

        require(actor, Action.SUBMIT)

        state = ASSESSMENT.after(AssessmentState(assessment.state), AssessmentAction.SUBMIT)
        if digest_of(now) != seen_digest:
            raise Conflict("CHANGED_SINCE_SEEN")
        found = findings(now, edition(assessment.edition_id), day_in_japan(at))
        missing = "HAND_OVER_REASON_MISSING" if found else ""
        why = paragraphs(reason, field="reason", limit=REASON_LIMIT, missing=missing) if found else ""

        content = as_handed_over(now, _handing_over(earlier + 1, found, why, actor, at))
        fixed = digest_of(content)
        Submission.objects.create(
            assessment=assessment,
            number=earlier + 1,
            content=content,
            digest=fixed,
            submitted_by_id=actor.person_id,
            submitted_at=at,
        )
        _set_state(assessment, state)

        after = {"number": earlier + 1, "digest": fixed, "findings": len(found), "reason": why}
        act = Act(events.ASSESSMENT_SUBMITTED, "assessment", str(assessment.pk), after=after)
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)
    return fixed


def take_back(*, assessment_id: UUID, actor: Actor, at: datetime) -> None:
    """Take a self-evaluation back that was handed over, so that it can be changed; what was handed over stays kept.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        NotPossibleNow: it is not handed over.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        last = Submission.objects.filter(assessment=assessment).aggregate(number=Max("number"))["number"]

        require(actor, Action.SUBMIT)

        state = ASSESSMENT.after(AssessmentState(assessment.state), AssessmentAction.TAKE_BACK)

        _set_state(assessment, state)

        act = Act(events.ASSESSMENT_TAKEN_BACK, "assessment", str(assessment.pk), before={"number": last})
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)


def _set_state(assessment: Assessment, state: AssessmentState) -> None:
    assessment.state = state.value
    assessment.save(update_fields=["state"])


def _handing_over(number: int, found: Sequence[Finding], reason: str, actor: Actor, at: datetime) -> HandingOverPart:
    return {
        "number": number,
        "by": people_of(actor, at, actor.organization_id)[actor.person_id].name,
        "role": actor.role.value,
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "reason": reason,
        "findings": [
            {"code": finding.lack.value, "criterion": finding.criterion_no, "about": finding.about} for finding in found
        ],
    }
