"""Two connections act at the very same time: nothing is given twice, nobody waits for ever, nothing stands unfounded.

What one act finds when another one comes in between stands in `test_confirming_at_once` and `test_registering_at_once`.
Here both really run at once, each slowed down while it holds its locks. SQLite lets only one write at a time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from hoshimori.assessments.operations import submitting
from hoshimori.confirmations.operations import asking, judging
from hoshimori.confirmations.queries import declarations, lines
from hoshimori.confirmations.rules.states import ConfirmationState
from hoshimori.parties.operations import invitations
from hoshimori.registry.operations import deciding, keeping
from hoshimori.registry.operations import filing as filings
from hoshimori.registry.queries.filings import filings_of
from hoshimori.registry.queries.public import by_number, search
from hoshimori.registry.rules.states import RegistrationState
from hoshimori.shared.actor import SYSTEM, Actor, Role
from hoshimori.shared.refusal import Refusal
from tests import confirming, registering
from tests.cast import Cast, Experts, enter

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="one writer at a time"),
]

IN_THE_WINDOW = datetime(2027, 11, 1, 1, 0, tzinfo=UTC)
AFTER_THE_END = datetime(2027, 11, 23, 1, 0, tzinfo=UTC)
HELD = 0.03
"""How many seconds each lock is held longer than needed, so that the two acts come across each other."""


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    return registering.eligible_for_years(experts.kiyota, cast.hayashi)


def slowly(execute: Callable[..., Any], sql: str, *others: Any) -> object:
    result = execute(sql, *others)
    if "FOR UPDATE" in sql:
        time.sleep(HELD)
    return result


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Let everybody act at the same time; returns what each got: a value, or the refusal."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        try:
            with connection.execute_wrapper(slowly):
                start.wait(timeout=5)
                return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(one, acts))


def refused(results: list[object]) -> list[str]:
    """Return the codes of what was refused."""
    return sorted(result.code for result in results if isinstance(result, Refusal))


def second_officer(cast: Cast) -> Actor:
    invited = invitations.invite(
        organization_id=cast.hayashi.organization_id,
        email="hara@operator.example",
        role=Role.OFFICER.value,
        actor=cast.hayashi,
        at=datetime(2026, 11, 23, 1, 0, tzinfo=UTC),
    )
    hara = enter("原 七海", "hara@operator.example")
    return invitations.accept(secret=invited.secret, actor=hara, at=datetime(2026, 11, 23, 1, 0, tzinfo=UTC))


def test_of_two_officers_one_registers_a_filing(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done, hara = registering.checked(cast, kiyota, at), second_officer(cast)

    results = at_once(
        lambda: deciding.register(filing_id=done.filing_id, actor=cast.hayashi, at=at),
        lambda: deciding.register(filing_id=done.filing_id, actor=hara, at=at),
    )

    assert len(refused(results)) == 1
    assert [line.number[3:9] for line in search(at=at).lines] == ["000001"]


def test_two_filings_registered_at_once_have_two_numbers(cast: Cast, kiyota: Actor, at: datetime) -> None:
    aobas, hara = registering.checked(cast, kiyota, at), second_officer(cast)
    kuros = registering.checked_for(cast.kuro, kiyota, cast.hayashi, at)

    results = at_once(
        lambda: deciding.register(filing_id=aobas.filing_id, actor=cast.hayashi, at=at),
        lambda: deciding.register(filing_id=kuros.filing_id, actor=hara, at=at),
    )

    assert refused(results) == []
    assert [line.number[3:9] for line in search(at=at).lines] == ["000001", "000002"]


def test_one_of_two_experts_takes_a_need_on(cast: Cast, experts: Experts, kiyota: Actor, at: datetime) -> None:
    minami = registering.eligible_for_years(experts.minami, cast.hayashi)
    need = asking.show_need(assessment_id=confirming.handed_over(cast.sato, at), message="", actor=cast.sato, at=at)

    results = at_once(
        lambda: judging.take_on(confirmation_id=need, actor=kiyota, at=at),
        lambda: judging.take_on(confirmation_id=need, actor=minami, at=at),
    )

    assert refused(results) == ["NOT_FOUND"]
    mine = [lines.of_expert(expert, at).lines for expert in (kiyota, minami)]
    assert sorted(len(found) for found in mine) == [0, 1]


def test_what_is_confirmed_while_it_is_taken_back_is_not_in_force(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.judged(cast.sato, kiyota, at)

    results = at_once(
        lambda: confirming.confirm(matter, at),
        lambda: submitting.take_back(assessment_id=matter.assessment_id, actor=cast.sato, at=at),
    )

    line = lines.line(cast.sato, at, matter.confirmation_id)
    assert refused(results) == ([] if line.state == ConfirmationState.CONFIRMED else ["NOT_HANDED_OVER"])
    assert not line.is_in_force


def test_what_is_declared_while_it_is_taken_back_is_void(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.confirmed(cast.sato, kiyota, at)

    results = at_once(
        lambda: confirming.declare(matter, cast.mori, at),
        lambda: submitting.take_back(assessment_id=matter.assessment_id, actor=cast.sato, at=at),
    )

    made = declarations.of_assessment(cast.mori, at, matter.assessment_id)
    assert refused(results) == ([] if made else ["CONFIRMATION_NOT_IN_FORCE"])
    assert not any(one.standing.is_in_force for one in made)


def test_what_is_declared_twice_at_once_and_filed_twice_at_once_stands_once(
    cast: Cast, kiyota: Actor, at: datetime
) -> None:
    matter = confirming.confirmed(cast.sato, kiyota, at)

    declared = at_once(*[lambda: confirming.declare(matter, cast.mori, at)] * 2)
    filed = at_once(*[lambda: registering.file(matter, at)] * 2)

    assert (refused(declared), refused(filed)) == (["DECLARED_ALREADY"], ["FILED_ALREADY"])
    assert len(filings_of(cast.sato, at)) == 1


def test_what_is_filed_while_the_confirmation_is_withdrawn_is_not_registered(
    cast: Cast, kiyota: Actor, at: datetime
) -> None:
    done = registering.checked(cast, kiyota, at)
    matter = done.matter

    results = at_once(
        lambda: registering.register(done, at),
        lambda: asking.withdraw(confirmation_id=matter.confirmation_id, reason="誤り。", actor=cast.sato, at=at),
    )

    is_registered = bool(search(at=at).lines)
    assert refused(results) == ([] if is_registered else ["DECLARATION_VOID"])


def test_a_renewal_decided_while_ends_are_written_down_goes_on(cast: Cast, kiyota: Actor, at: datetime) -> None:
    done = registering.registered(cast, kiyota, at)
    renewal = registering.check(registering.renewal_filed(done, IN_THE_WINDOW), IN_THE_WINDOW)

    results = at_once(
        lambda: deciding.register(filing_id=renewal.filing_id, actor=cast.hayashi, at=AFTER_THE_END),
        lambda: keeping.expire_due(actor=SYSTEM, at=AFTER_THE_END),
    )

    assert refused(results) == []
    shown = by_number(done.number, AFTER_THE_END + timedelta(days=1))
    assert (shown.state, shown.is_kept_by_renewal) == (RegistrationState.VALID, False)


def test_a_renewal_taken_back_while_ends_are_written_down_and_it_is_decided_is_one_of_both(
    cast: Cast, kiyota: Actor, at: datetime
) -> None:
    done = registering.registered(cast, kiyota, at)
    renewal = registering.check(registering.renewal_filed(done, IN_THE_WINDOW), IN_THE_WINDOW)

    results = at_once(
        lambda: deciding.register(filing_id=renewal.filing_id, actor=cast.hayashi, at=AFTER_THE_END),
        lambda: filings.withdraw(filing_id=renewal.filing_id, reason="誤り。", actor=cast.sato, at=AFTER_THE_END),
        lambda: keeping.expire_due(actor=SYSTEM, at=AFTER_THE_END),
    )

    assert len(refused(results)) == 1
    is_renewed = not isinstance(results[0], Refusal)
    shown = by_number(done.number, AFTER_THE_END).state
    assert shown == (RegistrationState.VALID if is_renewed else RegistrationState.EXPIRED)
