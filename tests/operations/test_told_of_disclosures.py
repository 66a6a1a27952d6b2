"""Who is asked, shown something or let know of a refusal is told; of an end before it comes both are; of no reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from hoshimori.disclosures.operations import warning
from hoshimori.jobs.tasks import warn_of_ends
from hoshimori.notices.queries import own
from hoshimori.shared.actor import SYSTEM, Actor, Role
from hoshimori.shared.refusal import NotPermitted
from hoshimori.web.notices.links import address_of
from tests.cast import KAEDE, Cast, Experts, join
from tests.disclosing import MENDED, UNTIL, Shop, ask, consent, end, offer, opened, refuse, renewed
from tests.journal import acts_about
from tests.queue import drain

DAY = timedelta(days=1)
A_WEEK_BEFORE = datetime.fromisoformat("2027-01-25T09:00:00+09:00")
WHY = "相手を信用できないため。"


@pytest.fixture
def shop(cast: Cast, experts: Experts, at: datetime) -> Shop:
    shop = opened(cast, experts.kiyota, at)
    drain(at)
    mail.outbox.clear()
    return shop


def told(actor: Actor) -> list[str]:
    """Return the acts of this part that somebody was told of, newest first."""
    acts = (notice.act.partition(":") for notice in own(actor).notices)
    return [name for part, _colon, name in acts if part == "disclosures"]


def addresses(actor: Actor) -> list[str]:
    return [address_of(notice, actor.role) for notice in own(actor).notices if notice.act.startswith("disclosures:")]


def test_those_who_lead_the_company_are_told_of_an_ask_and_not_by_whom(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)

    drain(at)

    cast = shop.cast
    assert [told(actor) for actor in (cast.sato, cast.mori)] == [["ask:made"]] * 2
    assert [told(actor) for actor in (cast.ito, cast.tanaka, cast.kuro, cast.hayashi, cast.ono)] == [[]] * 5
    assert addresses(cast.sato) == [reverse("disclosing:ask", args=[asked.ask_id])]
    assert {message.subject for message in mail.outbox} == {"[Hoshimori] 開示の依頼が届きました"}
    assert not any("かえで" in message.body or "図面" in message.body for message in mail.outbox)


def test_those_who_lead_the_orderer_are_told_that_something_is_shown(shop: Shop, at: datetime) -> None:
    suzuki = join(shop.tanaka, "鈴木 葵", "suzuki@kaede.example", Role.REPRESENTATIVE)
    helper = join(shop.tanaka, "手伝 一", "tetsudai@kaede.example", Role.CONTRIBUTOR)
    asked = ask(shop, at)
    drain(at)

    consent(asked, at, own_words=(MENDED,))
    offer(shop, at, KAEDE)
    drain(at)

    for actor in (shop.tanaka, suzuki):
        assert told(actor) == ["shown:offered", "shown:consented"]
    assert told(helper) == []
    assert addresses(shop.tanaka) == [reverse("orderer:index"), reverse("orderer:ask", args=[asked.ask_id])]
    text = "\n".join(f"{message.subject}\n{message.body}" for message in mail.outbox)
    assert "依頼した内容が開示されました" in text
    assert MENDED.nonconformity not in text


def test_a_refusal_is_told_only_where_the_company_wants_it_and_never_why_in_a_mail(shop: Shop, at: datetime) -> None:
    quietly, openly = ask(shop, at), ask(shop, at)
    drain(at)

    refuse(quietly, at, reason=WHY)
    refuse(openly, at, is_told=True, reason=WHY)
    drain(at)

    assert told(shop.tanaka) == ["answer:refused"]
    assert addresses(shop.tanaka) == [reverse("orderer:ask", args=[openly.ask_id])]
    assert not any(WHY in message.body for message in mail.outbox)


def test_nobody_is_told_that_it_ended(shop: Shop, at: datetime) -> None:
    disclosure_id = consent(ask(shop, at), at)
    drain(at)
    before = [told(actor) for actor in (shop.tanaka, shop.sato, shop.cast.mori)]

    end(disclosure_id, shop, at)
    drain(at)

    assert [told(actor) for actor in (shop.tanaka, shop.sato, shop.cast.mori)] == before


def test_what_has_ended_before_the_worker_came_is_not_told_as_shown(shop: Shop, at: datetime) -> None:
    end(consent(ask(shop, at), at), shop, at)

    drain(at)

    assert told(shop.tanaka) == []


def test_both_are_told_seven_days_before_it_runs_out_once(shop: Shop, at: datetime) -> None:
    asked = ask(shop, at)
    disclosure_id = consent(asked, at)
    drain(at)

    for moment in (A_WEEK_BEFORE - DAY, A_WEEK_BEFORE, A_WEEK_BEFORE + DAY, A_WEEK_BEFORE + 6 * DAY):
        warn_of_ends.func(at=moment)
        drain(moment)

    assert told(shop.sato) == ["disclosure:running_out", "ask:made"]
    assert told(shop.tanaka) == ["shown:running_out", "shown:consented"]
    assert addresses(shop.sato)[0] == reverse("disclosing:disclosure", args=[disclosure_id])
    assert addresses(shop.tanaka)[0] == reverse("orderer:ask", args=[asked.ask_id])
    warned = next(notice for notice in own(shop.tanaka).notices if notice.act == "disclosures:shown:running_out")
    assert (warned.particulars["days"], warned.particulars["valid_until"]) == (7, UNTIL.isoformat())
    assert warned.made_at == A_WEEK_BEFORE


def test_of_what_is_not_shown_any_more_or_was_short_nobody_is_warned(shop: Shop, at: datetime) -> None:
    end(consent(ask(shop, at), at), shop, at)
    consent(ask(shop, at), at, until=date(2026, 11, 28))
    offer(shop, at, "")

    assert warning.warn_of_ends(actor=SYSTEM, at=A_WEEK_BEFORE) == 1
    assert warning.warn_of_ends(actor=SYSTEM, at=at + DAY) == 0
    assert [act for act in acts_about(shop.sato) if act.endswith("running_out")] == [
        "disclosures:disclosure:running_out"
    ]


def test_after_a_renewal_nobody_is_warned_of_what_is_not_shown(shop: Shop, at: datetime) -> None:
    soon = at + 330 * DAY
    until = (soon + 30 * DAY).date()
    consent(ask(shop, soon, until=until), soon, until=until)

    renewed(shop, soon)

    assert warning.warn_of_ends(actor=SYSTEM, at=soon + 25 * DAY) == 0


def test_people_warn_nobody(shop: Shop, at: datetime) -> None:
    for actor in (shop.sato, shop.cast.hayashi):
        with pytest.raises(NotPermitted):
            warning.warn_of_ends(actor=actor, at=at)
