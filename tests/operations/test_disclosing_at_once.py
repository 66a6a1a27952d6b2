"""Two act on one ask or one disclosure at the same moment: one of them comes first, and nothing is shown twice."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection

from hoshimori.disclosures.operations import asking, consenting
from hoshimori.disclosures.queries.showing import ask_to, disclosure, disclosures_of
from hoshimori.disclosures.rules.states import AskState
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import Conflict, NotPossibleNow
from tests.cast import Cast, Experts
from tests.disclosing import FIRST, SECOND, UNTIL, Asked, Shop, ask, consent, end, look, opened, refuse
from tests.operations.test_at_the_same_time import at_once, refused

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="one writer at a time")


@pytest.fixture
def shop(cast: Cast, experts: Experts, at: datetime) -> Shop:
    return opened(cast, experts.kiyota, at)


def consent_as(actor: Actor, asked: Asked, version: int, at: datetime) -> None:
    consenting.consent(
        ask_id=asked.ask_id,
        items=(SECOND,),
        comment="",
        own_words=(),
        until=UNTIL,
        version=version,
        actor=actor,
        at=at,
    )


def test_of_two_who_consent_to_what_they_both_read_the_first_does(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)
    version = ask_to(shop.sato, at, asked.ask_id).version
    consent(asked, at)

    with pytest.raises(Conflict, match="ASK_CHANGED"):
        consent_as(shop.cast.mori, asked, version, at)

    assert [line.items for line in disclosures_of(shop.sato, at).lines] == [("CERTIFICATE", FIRST)]


def test_an_ask_withdrawn_since_it_was_read_is_not_consented_to(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)
    version = ask_to(shop.sato, at, asked.ask_id).version
    asking.withdraw(ask_id=asked.ask_id, actor=shop.tanaka, at=at)

    with pytest.raises(Conflict):
        consent_as(shop.sato, asked, version, at)

    assert disclosures_of(shop.sato, at).lines == ()


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_two_who_consent_at_the_very_same_time_show_one_thing(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)
    version = ask_to(shop.sato, at, asked.ask_id).version

    done = at_once(
        lambda: consent_as(shop.sato, asked, version, at), lambda: consent_as(shop.cast.mori, asked, version, at)
    )

    assert refused(done) == ["ASK_CHANGED"]
    assert len(disclosures_of(shop.sato, at).lines) == 1


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_who_withdraws_while_the_company_consents_comes_before_or_after(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)
    version = ask_to(shop.sato, at, asked.ask_id).version

    done = at_once(
        lambda: consent_as(shop.sato, asked, version, at),
        lambda: asking.withdraw(ask_id=asked.ask_id, actor=shop.tanaka, at=at),
    )

    assert ask_to(shop.sato, at, asked.ask_id).state == AskState.WITHDRAWN
    assert refused(done) in ([], ["ASK_CHANGED"])
    assert len(disclosures_of(shop.sato, at).lines) == (0 if refused(done) else 1)


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_who_looks_while_it_is_ended_has_looked_or_finds_nothing(shop: Shop, at: datetime) -> None:
    disclosure_id = consent(ask(shop, at), at)

    done = at_once(lambda: end(disclosure_id, shop, at), lambda: look(disclosure_id, shop.tanaka, at))

    assert refused(done) in ([], ["NOT_FOUND"])
    assert len(disclosure(shop.sato, at, disclosure_id).views) == (0 if refused(done) else 1)


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_two_who_end_it_at_the_very_same_time_end_it_once(shop: Shop, at: datetime) -> None:
    disclosure_id = consent(ask(shop, at), at)

    done = at_once(lambda: end(disclosure_id, shop, at), lambda: end(disclosure_id, shop, at))

    assert refused(done) == ["NOT_POSSIBLE_NOW"]


def test_who_refuses_while_another_consents_changes_nothing(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)
    consent(asked, at)

    with pytest.raises(NotPossibleNow):
        refuse(asked, at)

    assert ask_to(shop.sato, at, asked.ask_id).state == AskState.ANSWERED
