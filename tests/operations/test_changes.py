"""Aoba notifies what changed; Hayashi takes note, and the register shows the new name where she says so."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from hoshimori.parties.operations import organizations
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.registry.operations import changes, keeping
from hoshimori.registry.queries.due import due
from hoshimori.registry.queries.own import registration
from hoshimori.registry.queries.public import by_number, search
from hoshimori.registry.rules.states import ChangeNoticeState
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast, Experts
from tests.journal import acts_about
from tests.registering import Registered, eligible_for_years, registered

MOVED = "本社が横浜市から川崎市に移りました。"
RENAMED = Particulars("若葉部品株式会社", "ワカバブヒン", "Wakaba Parts", "13", "UP_TO_100", "E")


@pytest.fixture
def aobas(cast: Cast, experts: Experts, at: datetime) -> Registered:
    return registered(cast, eligible_for_years(experts.kiyota, cast.hayashi), at)


def notify(done: Registered, actor: Actor, at: datetime, happened_on: date = date(2026, 11, 20)) -> object:
    return changes.notify(registration_id=done.registration_id, what=MOVED, happened_on=happened_on, actor=actor, at=at)


def test_sato_notifies_and_hayashi_takes_note(cast: Cast, aobas: Registered, at: datetime) -> None:
    notify(aobas, cast.sato, at)
    (waiting,) = due(cast.hayashi, at).changes

    changes.take_note(change_id=waiting.id, answer="承知しました。", takes_over=False, actor=cast.hayashi, at=at)

    (seen,) = registration(cast.ito, at, aobas.number).changes
    assert (waiting.what, waiting.registration_number, waiting.is_late) == (MOVED, aobas.number, False)
    assert (seen.state, seen.answer) == (ChangeNoticeState.TAKEN_NOTE_OF, "承知しました。")
    assert due(cast.hayashi, at).changes == ()
    assert acts_about(cast.sato)[-2:] == ["registry:change:notified", "registry:change:taken_note_of"]


def test_after_thirty_days_a_change_is_notified_late(cast: Cast, aobas: Registered, at: datetime) -> None:
    notify(aobas, cast.sato, at, date(2026, 10, 24))
    notify(aobas, cast.sato, at, date(2026, 10, 23))

    assert sorted(one.is_late for one in due(cast.hayashi, at).changes) == [False, True]


def test_the_register_shows_the_new_name_once_the_officer_takes_it_over(
    cast: Cast, aobas: Registered, at: datetime
) -> None:
    organizations.change(
        organization_id=cast.sato.organization_id, particulars=RENAMED, version=1, actor=cast.sato, at=at
    )
    notify(aobas, cast.sato, at)
    (waiting,) = due(cast.hayashi, at).changes
    before = by_number(aobas.number, at)

    changes.take_note(change_id=waiting.id, answer="", takes_over=True, actor=cast.hayashi, at=at)

    after = by_number(aobas.number, at)
    assert (before.name.ja, before.prefecture) == ("青葉部品株式会社", "14")
    assert (after.name.ja, after.prefecture) == ("若葉部品株式会社", "13")
    assert before.mark != after.mark
    assert [line.number for line in search(words="わかば", at=at).lines] == [aobas.number]
    assert search(words="青葉", at=at).lines == ()


def test_what_nobody_takes_over_changes_nothing_in_public(cast: Cast, aobas: Registered, at: datetime) -> None:
    before = by_number(aobas.number, at)
    notify(aobas, cast.sato, at)
    (waiting,) = due(cast.hayashi, at).changes
    changes.take_note(change_id=waiting.id, answer="", takes_over=False, actor=cast.hayashi, at=at)

    assert by_number(aobas.number, at) == before


def test_a_change_is_taken_note_of_once(cast: Cast, aobas: Registered, at: datetime) -> None:
    notify(aobas, cast.sato, at)
    (waiting,) = due(cast.hayashi, at).changes
    changes.take_note(change_id=waiting.id, answer="", takes_over=False, actor=cast.hayashi, at=at)

    with pytest.raises(NotPossibleNow):
        changes.take_note(change_id=waiting.id, answer="", takes_over=False, actor=cast.hayashi, at=at)


def test_a_change_says_what_and_has_happened(cast: Cast, aobas: Registered, at: datetime) -> None:
    with pytest.raises(Invalid, match="CHANGE_TO_COME"):
        notify(aobas, cast.sato, at, date(2026, 11, 24))
    with pytest.raises(Invalid, match="WHAT_CHANGED_MISSING"):
        changes.notify(
            registration_id=aobas.registration_id, what=" ", happened_on=date(2026, 11, 1), actor=cast.sato, at=at
        )


def test_what_has_ended_needs_no_notice(cast: Cast, aobas: Registered, at: datetime) -> None:
    keeping.return_(registration_id=aobas.registration_id, reason="やめます。", actor=cast.mori, at=at)

    with pytest.raises(NotPossibleNow, match="REGISTRATION_ENDED"):
        notify(aobas, cast.sato, at)


def test_a_suspended_company_still_notifies(cast: Cast, aobas: Registered, at: datetime) -> None:
    keeping.suspend(registration_id=aobas.registration_id, reason="調査のため。", actor=cast.hayashi, at=at)

    assert notify(aobas, cast.sato, at)


def test_who_may_not_notifies_and_notes_nothing(cast: Cast, aobas: Registered, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        notify(aobas, cast.ito, at)
    with pytest.raises(NotFound):
        notify(aobas, cast.kuro, at)
    notify(aobas, cast.sato, at)
    (waiting,) = due(cast.hayashi, at + timedelta(days=1)).changes
    with pytest.raises(NotPermitted):
        changes.take_note(change_id=waiting.id, answer="", takes_over=True, actor=cast.sato, at=at)
    with pytest.raises(NotFound):
        changes.take_note(change_id=waiting.id, answer="", takes_over=True, actor=cast.kuro, at=at)
    with pytest.raises(NotPermitted):
        due(cast.sato, at)
