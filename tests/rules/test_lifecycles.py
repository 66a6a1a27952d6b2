"""Every lifecycle, state by state and act by act: what the table has is possible, everything else is refused."""

from __future__ import annotations

from enum import StrEnum
from itertools import product
from typing import Any

import pytest

from hoshimori.assessments.rules import states, tasks
from hoshimori.confirmations.rules import states as confirmations
from hoshimori.parties import rules as parties
from hoshimori.registry.rules import states as registry
from hoshimori.schemes import rules as schemes
from hoshimori.shared.lifecycle import Lifecycle
from hoshimori.shared.refusal import NotPossibleNow

MODULES = (states, tasks, parties, schemes, confirmations, registry)
TABLES: dict[str, tuple[Lifecycle[Any, Any], type[StrEnum], type[StrEnum]]] = {
    name: (table, type(table.steps[0].after), type(table.steps[0].action))
    for module in MODULES
    for name, table in vars(module).items()
    if isinstance(table, Lifecycle)
}
every = pytest.mark.parametrize(("table", "known", "acts"), TABLES.values(), ids=TABLES)


@every
def test_each_pair_of_state_and_act_leads_where_the_table_says_or_nowhere(
    table: Lifecycle[Any, Any], known: type[StrEnum], acts: type[StrEnum]
) -> None:
    moves = {(step.before, step.action): step.after for step in table.steps}

    for state, act in product([None, *known], acts):
        if (state, act) in moves:
            assert table.after(state, act) == moves[state, act]
            assert act in table.allowed(state)
        else:
            with pytest.raises(NotPossibleNow):
                table.after(state, act)
            assert act not in table.allowed(state)


@every
def test_every_state_can_be_reached_and_every_act_can_be_done(
    table: Lifecycle[Any, Any], known: type[StrEnum], acts: type[StrEnum]
) -> None:
    reached: set[StrEnum | None] = {None}
    while new := {step.after for step in table.steps if step.before in reached} - reached:
        reached |= new

    assert reached == {None, *known}
    assert {step.action for step in table.steps} == set(acts)
