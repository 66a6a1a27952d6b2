"""The operator's editions: the final one in force, the draft superseded, neither ever changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

from hoshimori.schemes import queries
from hoshimori.schemes.operations import editions
from hoshimori.schemes.rules import EDITION, EditionAction, EditionState
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.refusal import NotFound, NotPermitted, NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime

    from tests.cast import Cast

FINAL, OLD = "2026-03-27", "2025-12-26-draft"


def test_the_final_edition_is_in_force_and_the_draft_superseded(cast: Cast) -> None:
    del cast

    states = {line.code: line.state for line in queries.all_editions()}

    assert states == {FINAL: EditionState.PUBLISHED, OLD: EditionState.SUPERSEDED}
    assert queries.current_edition() == FINAL


def test_taking_in_twice_changes_nothing(cast: Cast, at: datetime) -> None:
    del cast
    before = queries.all_editions()

    editions.take_in_shipped(actor=SYSTEM, at=at)

    assert queries.all_editions() == before


def test_a_published_edition_with_other_content_is_refused(cast: Cast, at: datetime) -> None:
    del cast
    with connection.cursor() as cursor:
        cursor.execute("UPDATE schemes_editionrecord SET digest = 'other' WHERE code = %s", [FINAL])

    with pytest.raises(NotPossibleNow, match="EDITION_IS_FIXED"):
        editions.draft(code=FINAL, actor=SYSTEM, at=at)


def test_a_company_keeps_no_editions(cast: Cast, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        editions.supersede(code=FINAL, actor=cast.sato, at=at)
    with pytest.raises(NotFound):
        editions.publish(code="1999-01-01", actor=SYSTEM, at=at)


@pytest.mark.parametrize("state", EditionState)
@pytest.mark.parametrize("action", [EditionAction.PUBLISH, EditionAction.SUPERSEDE])
def test_an_edition_moves_only_as_the_table_says(
    cast: Cast, at: datetime, state: EditionState, action: EditionAction
) -> None:
    del cast
    with connection.cursor() as cursor:
        cursor.execute("UPDATE schemes_editionrecord SET state = %s WHERE code = %s", [state.value, FINAL])
    act = editions.publish if action == EditionAction.PUBLISH else editions.supersede

    if action in EDITION.allowed(state):
        act(code=FINAL, actor=SYSTEM, at=at)
        assert EDITION.after(state, action) in {line.state for line in queries.all_editions() if line.code == FINAL}
    else:
        with pytest.raises(NotPossibleNow):
            act(code=FINAL, actor=SYSTEM, at=at)
