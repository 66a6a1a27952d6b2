"""Two people act on one filing, or take a number, at the same moment: nothing is given twice."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection

from hoshimori.assessments.operations import submitting
from hoshimori.registry.operations import deciding
from hoshimori.registry.queries.public import search
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import NotPossibleNow
from tests.cast import Cast, Experts
from tests.confirming import declared
from tests.meanwhile import Meanwhile
from tests.registering import checked, eligible_for_years, file, register, registered_for

FILINGS, SERIES = "registry_filing", "registry_numberseries"


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    return eligible_for_years(experts.kiyota, cast.hayashi)


def test_of_two_officers_who_register_one_filing_the_first_does(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = checked(cast, kiyota, at)
    meanwhile = Meanwhile(FILINGS, lambda: register(done, at))

    with connection.execute_wrapper(meanwhile), pytest.raises(NotPossibleNow):
        register(done, at)

    assert meanwhile.happened


def test_what_is_refused_at_that_moment_is_not_registered(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = checked(cast, kiyota, at)
    meanwhile = Meanwhile(
        FILINGS, lambda: deciding.refuse(filing_id=done.filing_id, reason="誤り。", actor=cast.hayashi, at=at)
    )

    with connection.execute_wrapper(meanwhile), pytest.raises(NotPossibleNow):
        register(done, at)

    assert search(at=at).lines == ()


def test_what_the_company_takes_back_at_that_moment_is_not_registered(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = checked(cast, kiyota, at)
    meanwhile = Meanwhile(
        FILINGS, lambda: submitting.take_back(assessment_id=done.matter.assessment_id, actor=cast.sato, at=at)
    )

    with connection.execute_wrapper(meanwhile), pytest.raises(NotPossibleNow, match="DECLARATION_VOID"):
        register(done, at)

    assert search(at=at).lines == ()


def test_two_companies_that_are_registered_at_one_moment_have_two_numbers(
    cast: Cast, kiyota: Actor, at: datetime
) -> None:
    aobas = checked(cast, kiyota, at)
    meanwhile = Meanwhile(SERIES, lambda: registered_for(cast.kuro, kiyota, cast.hayashi, at))

    with connection.execute_wrapper(meanwhile):
        register(aobas, at)

    assert [line.number[3:9] for line in search(at=at).lines] == ["000001", "000002"]


def test_of_two_filings_of_one_level_the_first_waits(cast: Cast, kiyota: Actor, at: datetime) -> None:
    one = declared(cast.sato, kiyota, cast.mori, at)
    other = declared(cast.sato, kiyota, cast.mori, at)
    meanwhile = Meanwhile(FILINGS, lambda: file(other, at))

    with connection.execute_wrapper(meanwhile), pytest.raises(NotPossibleNow, match="FILED_ALREADY"):
        file(one, at)

    assert meanwhile.happened
