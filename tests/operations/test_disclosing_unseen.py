"""Refused, not answered, ended, run out: whoever asked cannot tell one from the other, to the last value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from hoshimori.disclosures.operations import asking, seeing
from hoshimori.disclosures.queries.asking import ask_of, asks_of, disclosure_to, disclosures_to
from hoshimori.disclosures.queries.showing import ask_to
from hoshimori.disclosures.rules.telling import Told
from hoshimori.jobs.tasks import warn_of_ends
from hoshimori.notices.queries import own
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import NotFound, Refusal
from tests.cast import Cast, Experts
from tests.disclosing import FIRST, MENDED, Asked, Shop, ask, consent, end, look, opened, refuse, renewed
from tests.queue import drain

DAY = timedelta(days=1)
SHORT = date(2026, 11, 26)
"""Three days after the ask: what is shown until then has run out when Tanaka looks."""


@pytest.fixture
def shop(cast: Cast, experts: Experts, at: datetime) -> Shop:
    return opened(cast, experts.kiyota, at)


def not_answered(asked: Asked, at: datetime) -> None:
    del asked, at


def refused(asked: Asked, at: datetime) -> None:
    refuse(asked, at + DAY)


def ended(asked: Asked, at: datetime) -> None:
    end(consent(asked, at, own_words=(MENDED,)), asked.shop, at + DAY)


def ended_after_it_was_read(asked: Asked, at: datetime) -> None:
    disclosure_id = consent(asked, at)
    look(disclosure_id, asked.shop.tanaka, at)
    seeing.hand_out(disclosure_id=disclosure_id, actor=asked.shop.tanaka, at=at)
    end(disclosure_id, asked.shop, at + DAY)


def run_out(asked: Asked, at: datetime) -> None:
    consent(asked, at, until=SHORT)


def refused_then_shown_then_ended(asked: Asked, at: datetime) -> None:
    refuse(asked, at, is_told=True)
    ended(asked, at)


def refused_openly(asked: Asked, at: datetime) -> None:
    refuse(asked, at, is_told=True)


def shown_still(asked: Asked, at: datetime) -> None:
    consent(asked, at)


def shown_twice_and_run_out(asked: Asked, at: datetime) -> None:
    ended(asked, at)
    consent(asked, at + DAY, until=SHORT)


HISTORIES: tuple[Callable[[Asked, datetime], None], ...] = (
    not_answered,
    refused,
    ended,
    ended_after_it_was_read,
    run_out,
    refused_then_shown_then_ended,
    shown_twice_and_run_out,
)


def refusal(act: Callable[[], object]) -> tuple[str, str, str]:
    """Return what an act is refused with, whole."""
    with pytest.raises(Refusal) as said:
        act()
    return said.value.code, said.value.field, repr(said.value.particulars)


def everything_seen(asked: Asked, actor: Actor, at: datetime) -> list[object]:
    """Return all that the orderer gets to know, and how many statements that takes."""
    with CaptureQueriesContext(connection) as statements:
        seen: list[object] = [
            asks_of(actor, at),
            asks_of(actor, at, page=2),
            ask_of(actor, at, asked.ask_id),
            disclosures_to(actor, at),
            disclosures_to(actor, at, page=2),
        ]
    return [*seen, len(statements)]


def told(actor: Actor, since: datetime) -> list[tuple[str, str]]:
    """Return what somebody was told of since then."""
    return [(notice.act, notice.subject_id) for notice in own(actor).notices if notice.made_at >= since]


def undone(asked: Asked, history: Callable[[Asked, datetime], None], at: datetime, later: datetime) -> list[object]:
    """Let something happen, return all that Tanaka sees later, and leave everything as it was."""
    tanaka = asked.shop.tanaka
    with transaction.atomic():
        history(asked, at)
        drain(at + DAY)
        warn_of_ends.func(at=later)
        drain(later)
        seen = [*everything_seen(asked, tanaka, later), told(tanaka, later)]
        asking.withdraw(ask_id=asked.ask_id, actor=tanaka, at=later)
        seen += [*everything_seen(asked, tanaka, later), told(tanaka, later)]
        seen.append(refusal(lambda: asking.withdraw(ask_id=asked.ask_id, actor=tanaka, at=later)))
        transaction.set_rollback(True)
    return seen


def test_whatever_became_of_an_ask_that_shows_nothing_reads_the_same(shop: Shop, at: datetime) -> None:
    asked, later = ask(shop, at), at + 10 * DAY
    ask(shop, at, items=("FEEDBACK",))

    expected = undone(asked, not_answered, at, later)

    assert ask_of(shop.tanaka, at, asked.ask_id).told == Told.WAITING
    for history in HISTORIES:
        assert undone(asked, history, at, later) == expected, history.__name__


def test_what_is_told_or_shown_does_not_read_the_same(shop: Shop, at: datetime) -> None:
    asked, later = ask(shop, at), at + 10 * DAY

    expected = undone(asked, not_answered, at, later)

    assert undone(asked, refused_openly, at, later) != expected
    assert undone(asked, shown_still, at, later) != expected


def test_after_a_renewal_what_was_shown_reads_as_if_nobody_had_answered(shop: Shop, at: datetime) -> None:
    soon = at + 330 * DAY
    until = (soon + 60 * DAY).date()
    asked = ask(shop, soon, until=until)

    def shown(asked: Asked, at: datetime) -> None:
        consent(asked, at, until=until)
        renewed(shop, at)

    def waiting(asked: Asked, at: datetime) -> None:
        del asked
        renewed(shop, at)

    assert undone(asked, shown, soon, soon + 10 * DAY) == undone(asked, waiting, soon, soon + 10 * DAY)


def test_no_number_of_a_disclosure_opens_what_is_not_shown_any_more(shop: Shop, at: datetime) -> None:
    gone = consent(ask(shop, at), at)
    end(gone, shop, at)
    over = consent(ask(shop, at), at, until=SHORT)
    never = asks_of(shop.tanaka, at).lines[0].id
    later = at + 10 * DAY

    for disclosure_id in (gone, over, never):
        for act in (
            lambda each=disclosure_id: disclosure_to(shop.tanaka, later, each),
            lambda each=disclosure_id: look(each, shop.tanaka, later),
            lambda each=disclosure_id: seeing.hand_out(disclosure_id=each, actor=shop.tanaka, at=later),
        ):
            with pytest.raises(NotFound):
                act()


def test_nothing_of_what_the_company_noted_or_numbers_reaches_the_orderer(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)
    refuse(asked, at, reason="取引の予定がないため。")

    line = ask_of(shop.tanaka, at, asked.ask_id)

    assert "取引の予定" not in repr(line)
    assert not {"state", "version", "answered_at", "answered_by", "is_told"} & set(line.__dataclass_fields__)


def test_how_many_asks_are_open_does_not_depend_on_what_became_of_them(shop: Shop, at: datetime) -> None:
    asks = [ask(shop, at) for _ in range(asking.OPEN_AT_MOST - 1)]
    refuse(asks[0], at)
    end(consent(asks[1], at), shop, at)

    ask(shop, at)

    assert refusal(lambda: ask(shop, at))[0] == "TOO_MANY_ASKS"


def test_the_company_that_refused_sees_everything_of_its_own(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)
    refuse(asked, at, reason="取引の予定がないため。")

    line = ask_to(shop.sato, at, asked.ask_id)

    assert (line.reason, line.answered_by, line.answered_at) == ("取引の予定がないため。", "佐藤 花子", at)
    assert replace(line, version=0) == replace(ask_to(shop.cast.mori, at, asked.ask_id), version=0)


def test_consent_to_one_ask_shows_nothing_on_another(shop: Shop, at: datetime) -> None:
    shown, other = ask(shop, at), ask(shop, at, items=(FIRST,))

    consent(shown, at)

    assert ask_of(shop.tanaka, at, other.ask_id).told == Told.WAITING
    assert ask_of(shop.tanaka, at, other.ask_id).disclosure_id is None
