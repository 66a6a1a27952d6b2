"""Nobody rewrites the journal unseen, not even with the database in hand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection, transaction

from hoshimori.journal import queries
from hoshimori.journal.operations import Act, record, seal
from hoshimori.journal.rules import Fault, Finding
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.refusal import NotPermitted

if TYPE_CHECKING:
    from datetime import datetime

    from tests.cast import Cast


def write(cast: Cast, at: datetime, count: int = 1) -> None:
    for number in range(count):
        act = Act("tests:story:told", "story", str(number), before={"name": "前"}, after={"name": "後"})
        record(act=act, about_id=cast.sato.organization_id, actor=cast.sato, at=at)


def by_hand(statement: str, *values: int) -> None:
    """Change the database as somebody would who has its password and took the triggers away."""
    with connection.cursor() as cursor:
        for table in ("journal_entry", "journal_link"):
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            for past in ("changed", "removed"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_is_never_{past}{on_table}")
        cursor.execute(statement, values)


def numbers() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM journal_entry ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
@pytest.mark.parametrize(("table", "column"), [("journal_entry", "role"), ("journal_link", "digest")])
def test_the_database_refuses_to_change_or_remove(
    cast: Cast, at: datetime, statement: str, table: str, column: str
) -> None:
    write(cast, at)
    seal(actor=SYSTEM, at=at)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table, column, f"'{column}'"))


def test_an_untouched_journal_has_no_findings(cast: Cast, at: datetime) -> None:
    write(cast, at, 3)
    sealed = seal(actor=SYSTEM, at=at)
    write(cast, at)

    assert sealed == len(numbers()) - 1
    assert seal(actor=SYSTEM, at=at) == 1
    assert seal(actor=SYSTEM, at=at) == 0
    assert list(queries.findings()) == []
    assert list(queries.findings(queries.head()[1])) == []


def test_a_changed_entry_is_found_and_only_that_one(cast: Cast, at: datetime) -> None:
    write(cast, at, 3)
    seal(actor=SYSTEM, at=at)
    target = numbers()[-2]

    by_hand("UPDATE journal_entry SET act = 'tests:story:denied' WHERE id = %s", target)

    assert list(queries.findings()) == [Finding(Fault.CHANGED, target)]


def test_a_removed_entry_is_found_although_its_link_was_to_speak_for_it(cast: Cast, at: datetime) -> None:
    write(cast, at, 3)
    seal(actor=SYSTEM, at=at)
    target = numbers()[-2]

    by_hand("DELETE FROM journal_entry WHERE id = %s", target)

    assert list(queries.findings()) == [Finding(Fault.REMOVED, target)]


def test_an_entry_removed_with_its_link_is_found(cast: Cast, at: datetime) -> None:
    write(cast, at, 3)
    seal(actor=SYSTEM, at=at)
    last = numbers()[-1]
    link = queries.head()[0]

    by_hand("DELETE FROM journal_link WHERE number = %s", link - 1)
    by_hand("DELETE FROM journal_entry WHERE id = %s", last - 1)

    assert Finding(Fault.LINK_REMOVED, link - 1) in list(queries.findings())


def test_a_shortened_journal_does_not_contain_the_head_that_was_noted(cast: Cast, at: datetime) -> None:
    write(cast, at, 3)
    seal(actor=SYSTEM, at=at)
    number, head = queries.head()

    by_hand("DELETE FROM journal_link WHERE number = %s", number)
    by_hand("DELETE FROM journal_entry WHERE id = %s", numbers()[-1])

    assert list(queries.findings()) == []
    assert list(queries.findings(head)) == [Finding(Fault.HEAD_UNKNOWN, number - 1)]


def test_a_back_dated_entry_is_found_before_and_after_it_is_sealed(cast: Cast, at: datetime) -> None:
    write(cast, at)
    seal(actor=SYSTEM, at=at + timedelta(days=30))
    write(cast, at)
    slipped_in = numbers()[-1]

    before = list(queries.findings())
    seal(actor=SYSTEM, at=at + timedelta(days=31))
    after = list(queries.findings())

    assert before == [Finding(Fault.INSERTED, slipped_in)]
    assert after == [Finding(Fault.BACKDATED, slipped_in)]


def test_only_hoshimori_itself_seals(cast: Cast, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        seal(actor=cast.hayashi, at=at)


@pytest.mark.django_db(transaction=True)
def test_an_act_without_a_transaction_is_no_act(at: datetime) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record(act=Act("tests:story:told", "story", "1"), about_id=None, actor=SYSTEM, at=at)
