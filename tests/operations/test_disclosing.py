"""Kaede asks Aoba for something, Aoba sees what would be shown and shows it, in part or not; each sees what it may."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from hoshimori.credentials.operations import issuing
from hoshimori.disclosures.operations import asking, consenting
from hoshimori.disclosures.queries.asking import ask_of, disclosure_to, disclosures_to
from hoshimori.disclosures.queries.showing import (
    ask_to,
    asks_to,
    disclosure,
    disclosures_of,
    waiting_for,
)
from hoshimori.disclosures.queries.shown import preview, preview_answer, showable
from hoshimori.disclosures.rules.own_words import OwnWord
from hoshimori.disclosures.rules.states import AskAction, AskState, Way
from hoshimori.disclosures.rules.telling import Told
from hoshimori.disclosures.rules.times import Standing
from hoshimori.registry.operations import keeping
from hoshimori.registry.queries.certified import certified
from hoshimori.registry.rules.states import RegistrationState
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.bilingual import Text
from hoshimori.shared.refusal import Conflict, Invalid, NotFound, NotPossibleNow
from tests.cast import KAEDE, Cast, Experts
from tests.disclosing import (
    COMMENT,
    FIRST,
    FIRST_MOMENT_AFTER,
    LAST_DAY_AT_NOON,
    MENDED,
    PURPOSE,
    SECOND,
    THIRD,
    UNTIL,
    Shop,
    ask,
    codes,
    consent,
    end,
    look,
    named,
    offer,
    opened,
    refuse,
    renewed,
)
from tests.journal import acts_about

DAY = timedelta(days=1)
LATER = timedelta(hours=3)
WHY = "届け出の内容を確かめるため。"
NEWCOMER = "9999912340012"


@pytest.fixture
def shop(cast: Cast, experts: Experts, at: datetime) -> Shop:
    return opened(cast, experts.kiyota, at)


# Asking, previewing, consenting, looking.


def test_the_company_sees_who_asks_for_what_and_why(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)

    (line,) = asks_to(shop.sato, at).lines
    assert (line.id, line.state, line.is_over) == (asked.ask_id, AskState.WAITING, False)
    assert (line.asker.corporate_number, line.asker.name) == (KAEDE, Text("かえでソフト株式会社", "Kaede Software"))
    assert (line.items, line.purpose, line.until) == (("CERTIFICATE", FIRST, SECOND), PURPOSE, UNTIL)
    assert line.actions == (AskAction.CONSENT, AskAction.REFUSE)
    assert waiting_for(shop.sato, at) == 1
    assert "田中" not in repr(line)


def test_what_the_orderer_sees_is_exactly_what_the_company_saw_before(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at, items=("CERTIFICATE", FIRST, SECOND, THIRD))
    before = preview_answer(
        shop.sato, at, asked.ask_id, items=(FIRST, THIRD), until=UNTIL, comment=COMMENT, own_words=(MENDED,)
    )

    disclosure_id = consent(asked, at, items=(FIRST, THIRD), own_words=(MENDED,))

    seen = look(disclosure_id, shop.tanaka, at)
    assert seen == before == disclosure(shop.sato, at, disclosure_id).shown
    assert named(seen) == {FIRST, THIRD}
    assert codes(seen.items) == {FIRST, THIRD, "REQUIREMENT:1-2-1", "REQUIREMENT:2-1-4", "CATEGORY:1", "CATEGORY:2"}
    assert (seen.comment, seen.purpose, seen.until) == (COMMENT, PURPOSE, UNTIL)
    assert seen.registration.state == RegistrationState.VALID
    assert ask_of(shop.tanaka, at, asked.ask_id).told == Told.SHOWN


def test_what_was_not_asked_for_can_be_shown_and_the_whole_feedback(shop: Shop, at: datetime) -> None:
    disclosure_id = consent(ask(shop, at), at, items=("FEEDBACK", "CATEGORY:4"))

    seen = look(disclosure_id, shop.tanaka, at)
    assert seen.feedback is not None
    assert seen.feedback.advice == "来年は訓練の回数を増やすとよいでしょう。"
    assert codes(seen.items) == {"CATEGORY:4"}


def test_own_words_are_the_companys_and_stand_apart_from_what_was_confirmed(shop: Shop, at: datetime) -> None:
    disclosure_id = consent(ask(shop, at), at, own_words=(MENDED,))

    seen = look(disclosure_id, shop.tanaka, at)
    assert seen.own_words == (MENDED,)
    assert MENDED.nonconformity not in repr(seen.items)
    (line,) = disclosures_of(shop.sato, at).lines
    assert line.own_words == (MENDED,)


def test_every_look_is_written_down_and_the_company_sees_the_organization_and_when(shop: Shop, at: datetime) -> None:
    disclosure_id = consent(ask(shop, at), at)

    look(disclosure_id, shop.tanaka, at + LATER)
    look(disclosure_id, shop.tanaka, at + 2 * LATER)

    found = disclosure(shop.sato, at + 2 * LATER, disclosure_id)
    assert [(view.corporate_number, view.way, view.seen_at) for view in found.views] == [
        (KAEDE, Way.PAGE, at + 2 * LATER),
        (KAEDE, Way.PAGE, at + LATER),
    ]
    assert {view.person for view in found.views} == {""}
    assert (found.line.times_seen, found.line.last_seen_at) == (2, at + 2 * LATER)
    assert acts_about(shop.sato).count("disclosures:disclosure:seen") == 2


def test_the_company_looks_without_being_noted(shop: Shop, at: datetime) -> None:
    disclosure_id = consent(ask(shop, at), at)

    disclosure(shop.sato, at, disclosure_id)

    assert disclosure(shop.sato, at, disclosure_id).views == ()
    with pytest.raises(NotFound):
        look(disclosure_id, shop.sato, at)


def test_the_journal_says_what_was_done_and_nothing_of_what_was_written(shop: Shop, at: datetime) -> None:
    before = len(acts_about(shop.sato))
    asked = ask(shop, at)
    disclosure_id = consent(asked, at, own_words=(MENDED,))
    look(disclosure_id, shop.tanaka, at)
    end(disclosure_id, shop, at)
    asking.withdraw(ask_id=asked.ask_id, actor=shop.tanaka, at=at)

    assert acts_about(shop.sato)[before:] == [
        "disclosures:ask:made",
        "disclosures:shown:consented",
        "disclosures:disclosure:seen",
        "disclosures:disclosure:ended",
        "disclosures:ask:withdrawn",
    ]
    assert not any(act.startswith("disclosures:") for act in acts_about(shop.tanaka))


def test_contributors_read_nothing_of_it_in_the_journal(shop: Shop, at: datetime) -> None:
    consent(ask(shop, at), at)

    assert not any(act.startswith("disclosures:") for act in acts_about(shop.cast.ito))
    assert any(act.startswith("disclosures:") for act in acts_about(shop.cast.mori))


# What ends it.


def test_what_has_ended_does_not_exist_for_the_orderer(shop: Shop, at: datetime) -> None:
    disclosure_id = consent(ask(shop, at), at)

    end(disclosure_id, shop, at + LATER)

    with pytest.raises(NotFound):
        look(disclosure_id, shop.tanaka, at + LATER)
    assert disclosures_to(shop.tanaka, at + LATER).lines == ()
    with pytest.raises(NotFound):
        disclosure_to(shop.tanaka, at + LATER, disclosure_id)
    found = disclosure(shop.sato, at + LATER, disclosure_id)
    assert (found.line.standing, found.line.ended_by, found.shown) == (Standing.ENDED, "佐藤 花子", None)
    with pytest.raises(NotPossibleNow):
        end(disclosure_id, shop, at + LATER)


def test_it_is_shown_until_midnight_in_japan_whether_or_not_any_job_ran(shop: Shop, at: datetime) -> None:
    disclosure_id = consent(ask(shop, at), at)

    assert named(look(disclosure_id, shop.tanaka, LAST_DAY_AT_NOON)) == {FIRST}
    assert named(look(disclosure_id, shop.tanaka, FIRST_MOMENT_AFTER - timedelta(seconds=1))) == {FIRST}
    with pytest.raises(NotFound):
        look(disclosure_id, shop.tanaka, FIRST_MOMENT_AFTER)
    assert disclosures_to(shop.tanaka, FIRST_MOMENT_AFTER).lines == ()
    assert disclosure(shop.sato, FIRST_MOMENT_AFTER, disclosure_id).line.standing == Standing.RUN_OUT
    assert disclosure(shop.sato, FIRST_MOMENT_AFTER, disclosure_id).shown is None


def test_a_further_term_is_not_shown_before_the_company_looked_at_it(shop: Shop, at: datetime) -> None:
    soon = at + 330 * DAY
    until = (soon + 60 * DAY).date()
    asked = ask(shop, soon, until=until)
    disclosure_id = consent(asked, soon, until=until)

    renewed(shop, soon)

    with pytest.raises(NotFound):
        look(disclosure_id, shop.tanaka, soon)
    assert disclosure(shop.sato, soon, disclosure_id).line.standing == Standing.OTHER_TERM
    with pytest.raises(NotPossibleNow, match="CERTIFICATE_NOT_READY"):
        consent(asked, soon, until=until)
    issuing.issue(registration_id=shop.registration_id, actor=SYSTEM, at=soon)
    with pytest.raises(NotFound):
        look(disclosure_id, shop.tanaka, soon)
    assert named(look(consent(asked, soon, until=until), shop.tanaka, soon)) == {FIRST}


def test_what_was_read_before_a_renewal_is_not_consented_to_after_it(shop: Shop, at: datetime) -> None:
    soon = at + 330 * DAY
    until = (soon + 60 * DAY).date()
    asked = ask(shop, soon, until=until)
    version = ask_to(shop.sato, soon, asked.ask_id).version
    renewed(shop, soon)
    issuing.issue(registration_id=shop.registration_id, actor=SYSTEM, at=soon)

    with pytest.raises(Conflict, match="ASK_CHANGED"):
        consenting.consent(
            ask_id=asked.ask_id,
            items=(FIRST,),
            comment="",
            own_words=(),
            until=until,
            version=version,
            actor=shop.sato,
            at=soon,
        )


def test_what_was_looked_at_before_a_renewal_is_not_offered_after_it(shop: Shop, at: datetime) -> None:
    soon = at + 330 * DAY
    looked_at = certified(shop.registration_id, soon).term
    renewed(shop, soon)
    issuing.issue(registration_id=shop.registration_id, actor=SYSTEM, at=soon)

    with pytest.raises(Conflict, match="RENEWED_MEANWHILE"):
        consenting.offer(
            registration_id=shop.registration_id,
            shown_to_corporate_number=KAEDE,
            items=(FIRST,),
            purpose="取引の見直しのため。",
            comment="",
            own_words=(),
            until=(soon + 60 * DAY).date(),
            term=looked_at,
            actor=shop.sato,
            at=soon,
        )


def test_a_suspended_registration_is_shown_as_suspended_and_an_ended_one_as_ended(shop: Shop, at: datetime) -> None:
    asked, other = ask(shop, at), ask(shop, at)
    disclosure_id = consent(asked, at)
    hayashi = shop.cast.hayashi

    keeping.suspend(registration_id=shop.registration_id, reason=WHY, actor=hayashi, at=at)
    assert look(disclosure_id, shop.tanaka, at).registration.state == RegistrationState.SUSPENDED
    consent(other, at)
    keeping.withdraw(registration_id=shop.registration_id, reason=WHY, actor=hayashi, at=at)

    seen = look(disclosure_id, shop.tanaka, at)
    assert (seen.registration.state, named(seen)) == (RegistrationState.WITHDRAWN, {FIRST})
    assert asks_to(shop.sato, at).lines[0].actions == ()


def test_of_an_ended_registration_nothing_more_is_asked_shown_or_offered(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)
    keeping.withdraw(registration_id=shop.registration_id, reason=WHY, actor=shop.cast.hayashi, at=at)

    for act in (lambda: ask(shop, at), lambda: consent(asked, at), lambda: offer(shop, at, KAEDE)):
        with pytest.raises(NotPossibleNow, match="REGISTRATION_ENDED"):
            act()
    assert AskAction.CONSENT not in ask_to(shop.sato, at, asked.ask_id).actions
    with pytest.raises(NotPossibleNow, match="REGISTRATION_ENDED"):
        preview(shop.sato, at, shop.registration_id, items=(FIRST,), purpose=PURPOSE, until=UNTIL)


# Refusing, withdrawing, thinking again.


def test_a_refusal_is_told_with_its_reason_where_the_company_wants_it(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)

    refuse(asked, at, is_told=True, reason="取引の予定がないため。")

    line = ask_of(shop.tanaka, at, asked.ask_id)
    assert (line.told, line.reason) == (Told.REFUSED_TOLD, "取引の予定がないため。")


def test_who_refused_can_still_consent_and_is_no_longer_said_to_have_refused(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)
    refuse(asked, at, is_told=True)

    disclosure_id = consent(asked, at)
    end(disclosure_id, shop, at)

    line = ask_of(shop.tanaka, at, asked.ask_id)
    assert (line.told, line.reason, line.disclosure_id) == (Told.WAITING, "", None)


def test_a_refused_or_answered_ask_is_not_refused_again(shop: Shop, at: datetime) -> None:
    refused, answered = ask(shop, at), ask(shop, at)
    refuse(refused, at)
    consent(answered, at)

    for asked in (refused, answered):
        with pytest.raises(NotPossibleNow):
            refuse(asked, at)


def test_a_withdrawn_ask_cannot_be_consented_to_and_what_is_shown_stays_until_its_end(shop: Shop, at: datetime) -> None:
    shown, waiting = ask(shop, at), ask(shop, at)
    disclosure_id = consent(shown, at)

    for asked in (shown, waiting):
        asking.withdraw(ask_id=asked.ask_id, actor=shop.tanaka, at=at)

    assert named(look(disclosure_id, shop.tanaka, at)) == {FIRST}
    line = ask_of(shop.tanaka, at, shown.ask_id)
    assert (line.told, line.disclosure_id, line.can_be_withdrawn) == (Told.WITHDRAWN, disclosure_id, False)
    with pytest.raises(NotPossibleNow):
        consent(waiting, at)
    with pytest.raises(NotPossibleNow):
        asking.withdraw(ask_id=waiting.ask_id, actor=shop.tanaka, at=at)
    assert waiting_for(shop.sato, at) == 0


def test_on_one_ask_one_thing_is_shown_at_a_time(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)
    first = consent(asked, at)
    with pytest.raises(NotPossibleNow, match="SHOWN_ALREADY"):
        consent(asked, at, items=(SECOND,))

    end(first, shop, at)
    second = consent(asked, at, items=(SECOND,))

    assert ask_of(shop.tanaka, at, asked.ask_id).disclosure_id == second
    assert named(look(second, shop.tanaka, at)) == {SECOND}


def test_who_read_an_older_state_of_an_ask_does_not_answer_it(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)
    version = ask_to(shop.sato, at, asked.ask_id).version
    refuse(asked, at)

    with pytest.raises(Conflict, match="ASK_CHANGED"):
        consenting.consent(
            ask_id=asked.ask_id,
            items=(FIRST,),
            comment="",
            own_words=(),
            until=UNTIL,
            version=version,
            actor=shop.cast.mori,
            at=at,
        )


def test_when_the_day_asked_for_is_over_nothing_is_shown_on_it(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)

    with pytest.raises(NotPossibleNow, match="ASK_OVER"):
        consent(asked, FIRST_MOMENT_AFTER, until=date(2027, 3, 1))
    with pytest.raises(Invalid, match="UNTIL_BEYOND_ASKED"):
        consent(asked, at, until=UNTIL + DAY)
    with pytest.raises(Invalid, match="UNTIL_BEYOND_ASKED"):
        preview_answer(shop.sato, at, asked.ask_id, items=(FIRST,), until=UNTIL + DAY)
    assert waiting_for(shop.sato, FIRST_MOMENT_AFTER) == 0
    assert ask_of(shop.tanaka, FIRST_MOMENT_AFTER, asked.ask_id).is_over


def test_own_words_are_checked_in_the_preview_as_in_the_act(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)
    wrong = (OwnWord("1-1-1-1", "★4の評価基準です。"),)

    with pytest.raises(Invalid, match="OWN_WORDS_ABOUT_NOTHING"):
        preview_answer(shop.sato, at, asked.ask_id, items=(FIRST,), until=UNTIL, own_words=wrong)
    with pytest.raises(Invalid, match="OWN_WORDS_ABOUT_NOTHING"):
        consent(asked, at, own_words=wrong)


def test_what_there_is_to_show_is_what_the_certificate_has(shop: Shop, at: datetime) -> None:
    assert len(showable(shop.sato, at, shop.registration_id)) == 1 + 7 + 26 + 81 + 1
    with pytest.raises(Invalid, match="NOT_IN_CERTIFICATE"):
        consent(ask(shop, at), at, items=("CRITERION:1-1-1-1",))


def test_a_disclosure_takes_few_statements_however_much_is_shown(
    shop: Shop, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    disclosure_id = consent(ask(shop, at), at, items=showable(shop.sato, at, shop.registration_id))
    look(disclosure_id, shop.tanaka, at)

    with django_assert_num_queries(5):
        disclosure(shop.sato, at, disclosure_id)
    with django_assert_num_queries(1):
        disclosure_to(shop.tanaka, at, disclosure_id)
