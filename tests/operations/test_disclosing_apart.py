"""What is shown without an ask, what cannot be asked, for whom nothing of it exists, and how long the lists are."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from hoshimori.disclosures.operations import asking, consenting
from hoshimori.disclosures.queries.asking import ask_of, asks_of, disclosure_to, disclosures_to
from hoshimori.disclosures.queries.showing import (
    ask_to,
    asks_to,
    disclosure,
    disclosures_of,
    waiting_for,
)
from hoshimori.disclosures.queries.shown import preview, preview_answer, showable
from hoshimori.journal.queries import visible_to
from hoshimori.parties.operations import access
from hoshimori.parties.queries import organizations_visible_to
from hoshimori.shared.actor import Role
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import AOBA, KAEDE, Cast, Experts, enter, found, join
from tests.disclosing import (
    ASKED_FOR,
    COMMENT,
    FIRST,
    PURPOSE,
    UNTIL,
    Shop,
    ask,
    consent,
    look,
    named,
    offer,
    opened,
    refuse,
)

DAY = timedelta(days=1)
LATER = timedelta(hours=3)
WHY = "届け出の内容を確かめるため。"
NEWCOMER = "9999912340012"


@pytest.fixture
def shop(cast: Cast, experts: Experts, at: datetime) -> Shop:
    return opened(cast, experts.kiyota, at)


# Offering.


def test_something_is_shown_to_a_company_that_did_not_ask(shop: Shop, at: datetime) -> None:
    before = preview(shop.sato, at, shop.registration_id, items=(FIRST,), purpose=PURPOSE, until=UNTIL, comment=COMMENT)

    disclosure_id = offer(shop, at, KAEDE)

    (line,) = disclosures_to(shop.tanaka, at).lines
    assert (line.id, line.ask_id, line.items) == (disclosure_id, None, ("CERTIFICATE", FIRST))
    assert look(disclosure_id, shop.tanaka, at) == before
    assert asks_of(shop.tanaka, at).lines == ()


def test_whether_a_company_is_here_is_told_to_nobody_and_it_sees_the_offer_when_it_comes(
    shop: Shop, at: datetime
) -> None:
    disclosure_id = offer(shop, at, NEWCOMER)
    (line,) = disclosures_of(shop.sato, at).lines
    assert (line.shown_to.corporate_number, line.shown_to.name) == (NEWCOMER, None)

    hara = found(enter("原 圭", "hara@newcomer.example"), NEWCOMER, "新顔商事株式会社")

    assert named(look(disclosure_id, hara, at)) == {FIRST}
    (after,) = disclosures_of(shop.sato, at).lines
    assert (after.shown_to.name, after.times_seen) == (None, 1)


def test_what_is_offered_to_nobody_in_particular_is_on_nobodys_page(shop: Shop, at: datetime) -> None:
    disclosure_id = offer(shop, at, "")

    for actor in (shop.tanaka, shop.cast.kuro):
        assert disclosures_to(actor, at).lines == ()
        with pytest.raises(NotFound):
            look(disclosure_id, actor, at)
    assert disclosure(shop.sato, at, disclosure_id).line.shown_to.corporate_number == ""


def test_nobody_offers_to_itself_nor_to_a_number_that_is_none(shop: Shop, at: datetime) -> None:
    with pytest.raises(Invalid, match="OWN_NUMBER"):
        offer(shop, at, AOBA)
    with pytest.raises(Invalid, match="CORPORATE_NUMBER_LENGTH"):
        offer(shop, at, "123")


# What cannot be asked.


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (((), PURPOSE, UNTIL), "ITEMS_MISSING"),
        ((("CRITERION:1-1-1-1",), PURPOSE, UNTIL), "ITEM_UNKNOWN"),
        ((ASKED_FOR, PURPOSE, date(2026, 11, 23)), "UNTIL_PAST"),
        ((ASKED_FOR, PURPOSE, date(2027, 11, 25)), "UNTIL_TOO_FAR"),
        ((ASKED_FOR, " ", UNTIL), "PURPOSE_MISSING"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    shop: Shop, at: datetime, wanted: tuple[tuple[str, ...], str, date], code: str
) -> None:
    items, purpose, until = wanted

    with pytest.raises(Invalid, match=code):
        asking.ask(registration_number=shop.number, items=items, purpose=purpose, until=until, actor=shop.tanaka, at=at)

    assert asks_of(shop.tanaka, at).lines == ()


def test_nobody_asks_for_its_own_registration_or_for_one_there_is_not(shop: Shop, at: datetime) -> None:
    with pytest.raises(NotPossibleNow, match="OWN_REGISTRATION"):
        asking.ask(
            registration_number=shop.number, items=ASKED_FOR, purpose=PURPOSE, until=UNTIL, actor=shop.sato, at=at
        )
    for number in ("3-26-999999-1", "", "3260000016"):
        with pytest.raises(NotFound):
            asking.ask(
                registration_number=number, items=ASKED_FOR, purpose=PURPOSE, until=UNTIL, actor=shop.tanaka, at=at
            )


def test_a_number_is_asked_about_as_people_write_it(shop: Shop, at: datetime) -> None:
    written = f"{shop.number[0]}-{shop.number[1:3]}-{shop.number[3:9]}-{shop.number[9:]}"

    asking.ask(registration_number=written, items=ASKED_FOR, purpose=PURPOSE, until=UNTIL, actor=shop.tanaka, at=at)

    assert len(asks_to(shop.sato, at).lines) == 1


# Who may.


def test_only_those_who_lead_a_company_ask(shop: Shop, experts: Experts, at: datetime) -> None:
    helper = join(shop.tanaka, "手伝 一", "tetsudai@kaede.example", Role.CONTRIBUTOR)

    for actor in (helper, experts.kiyota, shop.cast.hayashi, shop.cast.ono):
        with pytest.raises(NotPermitted):
            asking.ask(
                registration_number=shop.number, items=ASKED_FOR, purpose=PURPOSE, until=UNTIL, actor=actor, at=at
            )


def test_for_everybody_else_nothing_of_it_exists(shop: Shop, experts: Experts, at: datetime) -> None:
    asked = ask(shop, at)
    disclosure_id = consent(asked, at)
    contributor = join(shop.tanaka, "手伝 一", "tetsudai@kaede.example", Role.CONTRIBUTOR)
    cast = shop.cast

    for actor in (cast.kuro, cast.ito, contributor, cast.hayashi, cast.ono, experts.kiyota, experts.minami):
        assert asks_of(actor, at).lines == ()
        assert asks_to(actor, at).lines == ()
        assert disclosures_of(actor, at).lines == ()
        assert disclosures_to(actor, at).lines == ()
        assert waiting_for(actor, at) == 0
        for act in (
            lambda actor=actor: ask_of(actor, at, asked.ask_id),
            lambda actor=actor: ask_to(actor, at, asked.ask_id),
            lambda actor=actor: disclosure(actor, at, disclosure_id),
            lambda actor=actor: disclosure_to(actor, at, disclosure_id),
            lambda actor=actor: look(disclosure_id, actor, at),
            lambda actor=actor: consenting.end(disclosure_id=disclosure_id, actor=actor, at=at),
            lambda actor=actor: asking.withdraw(ask_id=asked.ask_id, actor=actor, at=at),
            lambda actor=actor: showable(actor, at, shop.registration_id),
            lambda actor=actor: preview(actor, at, shop.registration_id, items=(FIRST,), purpose=PURPOSE, until=UNTIL),
            lambda actor=actor: preview_answer(actor, at, asked.ask_id, items=(FIRST,), until=UNTIL),
        ):
            with pytest.raises(NotFound):
                act()


def test_each_side_has_its_own_acts_and_not_the_others(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)
    disclosure_id = consent(asked, at)

    for act in (
        lambda: asking.withdraw(ask_id=asked.ask_id, actor=shop.sato, at=at),
        lambda: consenting.end(disclosure_id=disclosure_id, actor=shop.tanaka, at=at),
        lambda: ask_to(shop.tanaka, at, asked.ask_id),
        lambda: ask_of(shop.sato, at, asked.ask_id),
        lambda: disclosure(shop.tanaka, at, disclosure_id),
        lambda: consenting.offer(
            registration_id=shop.registration_id,
            shown_to_corporate_number="",
            items=(FIRST,),
            purpose=PURPOSE,
            comment="",
            own_words=(),
            until=UNTIL,
            term=1,
            actor=shop.tanaka,
            at=at,
        ),
    ):
        with pytest.raises(NotFound):
            act()


def test_an_officer_with_access_sees_the_answers_and_nothing_of_what_is_disclosed(shop: Shop, at: datetime) -> None:
    disclosure_id = consent(ask(shop, at), at)
    hayashi, company = shop.cast.hayashi, shop.sato.organization_id
    access.open_to(organization_id=company, reason=WHY, hours=4, actor=hayashi, at=at)

    acts = visible_to(hayashi, organizations_visible_to(hayashi, at), company).values_list("act", flat=True)

    assert "registry:registration:registered" in acts
    assert not any(act.startswith("disclosures:") for act in acts)
    assert disclosures_of(hayashi, at).lines == ()
    with pytest.raises(NotFound):
        disclosure(hayashi, at, disclosure_id)


# How much it costs, and how many there are.


def test_lists_take_one_statement_however_long_they_are(
    shop: Shop, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        consent(ask(shop, at), at)

    for listed in (asks_of, asks_to, disclosures_of, disclosures_to):
        actor = shop.tanaka if listed in {asks_of, disclosures_to} else shop.sato
        with django_assert_num_queries(1):
            listed(actor, at)


def test_twenty_stand_on_a_page_newest_first(shop: Shop, at: datetime) -> None:
    for number in range(21):
        offer(shop, at + number * timedelta(minutes=1), KAEDE)

    first, second = disclosures_to(shop.tanaka, at), disclosures_to(shop.tanaka, at, page=2)
    assert (len(first.lines), first.has_more, len(second.lines), second.has_more) == (20, True, 1, False)
    assert [line.shown_since for line in first.lines] == sorted((one.shown_since for one in first.lines), reverse=True)
    assert len(disclosures_of(shop.sato, at, page=2).lines) == 1


def test_so_many_asks_are_open_at_a_time_and_no_more_whatever_became_of_them(shop: Shop, at: datetime) -> None:
    asks = [ask(shop, at) for _ in range(asking.OPEN_AT_MOST)]
    for each in asks[:5]:
        refuse(each, at)
    for each in asks[5:8]:
        consent(each, at)

    with pytest.raises(NotPossibleNow, match="TOO_MANY_ASKS"):
        ask(shop, at)

    assert asks_of(shop.tanaka, at).has_more is False
    asking.withdraw(ask_id=asks[0].ask_id, actor=shop.tanaka, at=at)
    ask(shop, at)
    assert asks_of(shop.tanaka, at).has_more is True
    assert len(asks_to(shop.sato, at, page=2).lines) == 1
