"""Two people act at the same moment: each act looks again once it holds what it changes."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection

from hoshimori.assessments.operations import submitting
from hoshimori.confirmations.operations import asking, concluding, judging
from hoshimori.confirmations.queries import lines
from hoshimori.confirmations.rules.states import ConfirmationState, Manner
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import NotFound, NotPossibleNow
from tests import confirming
from tests.cast import Cast, Experts, make_eligible
from tests.meanwhile import Meanwhile

CONFIRMATIONS = "confirmations_confirmation"


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    make_eligible(experts.kiyota, cast.hayashi)
    return experts.kiyota


@pytest.fixture
def minami(cast: Cast, experts: Experts) -> Actor:
    make_eligible(experts.minami, cast.hayashi)
    return experts.minami


def test_of_two_experts_who_take_the_same_need_on_the_first_has_it(
    cast: Cast, kiyota: Actor, minami: Actor, at: datetime
) -> None:
    assessment_id = confirming.handed_over(cast.sato, at)
    need = asking.show_need(assessment_id=assessment_id, message="", actor=cast.sato, at=at)
    meanwhile = Meanwhile(CONFIRMATIONS, lambda: judging.take_on(confirmation_id=need, actor=minami, at=at))

    with connection.execute_wrapper(meanwhile), pytest.raises(NotFound):
        judging.take_on(confirmation_id=need, actor=kiyota, at=at)

    assert meanwhile.happened


def test_what_the_company_takes_back_at_that_moment_is_not_confirmed(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.judged(cast.sato, kiyota, at)
    meanwhile = Meanwhile(
        CONFIRMATIONS, lambda: submitting.take_back(assessment_id=matter.assessment_id, actor=cast.sato, at=at)
    )

    with connection.execute_wrapper(meanwhile), pytest.raises(NotPossibleNow, match="NOT_HANDED_OVER"):
        concluding.confirm(confirmation_id=matter.confirmation_id, manner=Manner.VISIT, advice="", actor=kiyota, at=at)

    assert lines.line(kiyota, at, matter.confirmation_id).state == ConfirmationState.JUDGING


def test_what_the_company_withdraws_at_that_moment_is_not_declared(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.confirmed(cast.sato, kiyota, at)
    seen = lines.line(cast.mori, at, matter.confirmation_id).whole_digest
    why = "組織が変わります。"
    meanwhile = Meanwhile(
        CONFIRMATIONS,
        lambda: asking.withdraw(confirmation_id=matter.confirmation_id, reason=why, actor=cast.sato, at=at),
    )

    with connection.execute_wrapper(meanwhile), pytest.raises(NotPossibleNow, match="NOT_CONFIRMED"):
        confirming.declare_over(matter, seen, cast.mori, at)
