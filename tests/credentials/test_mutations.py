"""Every changed certificate is judged as the table beside it says; the table is made anew, byte for byte the same."""

from __future__ import annotations

import pytest

from hoshimori.credentials.exchange import certificate_files
from hoshimori.credentials.exchange.judging import judge
from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.credentials.rules.verdicts import Outcome, Verdict
from tests.credentials.mutations import table, world
from tests.credentials.mutations.people import ASSETS
from tests.credentials.mutations.table import Case

CASES = {f"{case.concern} {case.name}": case for case in table.cases()}
OUTCOMES = {
    None: Outcome.BELIEVED,
    Reason.EXPIRED: Outcome.ENDED,
    Reason.STATE_ENDED: Outcome.ENDED,
    Reason.STATE_SUSPENDED: Outcome.SUSPENDED,
    Reason.STATUS_LIST_MISSING: Outcome.STATE_UNKNOWN,
    Reason.STATUS_LIST_STALE: Outcome.STATE_UNKNOWN,
}


def judged(case: Case) -> Verdict:
    try:
        file = certificate_files.read(case.content)
    except Rejected as no:
        return Verdict(Outcome.NOT_BELIEVED, no.reason)
    return judge(
        file,
        world.TRUSTED,
        at=world.NOW,
        status_list=world.FRESH if case.with_list else "",
        demand_history=case.demands_history,
        audience=world.ORDERER if case.bound else "",
        nonce=world.NONCE if case.bound else "",
    )


@pytest.mark.parametrize("name", CASES)
def test_every_changed_certificate_is_judged_as_the_table_says(name: str) -> None:
    case = CASES[name]

    verdict = judged(case)

    assert (verdict.reason and verdict.reason.value) == case.reason
    assert verdict.outcome == OUTCOMES.get(verdict.reason, Outcome.NOT_BELIEVED)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.reason])
def test_what_is_not_believed_tells_nothing(name: str) -> None:
    verdict = judged(CASES[name])

    if verdict.outcome is Outcome.NOT_BELIEVED:
        assert verdict == Verdict(Outcome.NOT_BELIEVED, verdict.reason)
    else:
        assert verdict.facts["level"] == 3


def test_there_are_many_of_them_for_every_concern() -> None:
    rejected = [case for case in CASES.values() if case.reason]

    assert len(rejected) >= 120
    assert len(CASES) == len(table.MADE)
    assert {case.concern for case in rejected} == {case.concern for case in CASES.values()}


def test_the_files_are_those_that_the_keys_beside_them_make() -> None:
    written = table.written()

    assert {path.name for path in ASSETS.iterdir()} == {*written, "keys.json"}
    assert [name for name, content in written.items() if (ASSETS / name).read_bytes() != content] == []
