"""Stranger Works asks Aoba to show something, and Aoba decides on its pages: who sees what, and what is not lost."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hoshimori.credentials.exchange import own_keys
from hoshimori.credentials.exchange.signing import to_jwk
from hoshimori.credentials.operations import holding as keys
from hoshimori.credentials.operations import issuing
from hoshimori.credentials.queries import holding
from hoshimori.disclosures.operations import answering, asking, consenting, seeing
from hoshimori.disclosures.rules.states import Way
from hoshimori.registry.operations import keeping
from hoshimori.shared.actor import SYSTEM
from tests.cast import PASSWORD, STRANGER, Cast, sign_in
from tests.credentials.hands import HOLDER
from tests.registering import Registered

ASKED = ("CRITERION:1-2-1-1", "CRITERION:4-1-3-2", "CRITERION:5-1-1-1")
GIVEN = ASKED[:2]
PURPOSE = "図面を預ける取引先を決めるため"
VERSION = 2
"""What the page of an ask has that nobody has answered, of a registration that was not renewed."""

LAST, END = "2027-02-28", date(2027, 3, 1)
TYPED = ("担当は総務の佐藤です。", "管理者だけが必須になっていた。", "全員に必須にした。")
NOTHING_YET = "まだ表示されているものはありません"


@dataclass(frozen=True)
class Asked:
    """An ask of Stranger Works about Aoba's registration."""

    ask_id: UUID
    aobas: Registered
    cast: Cast
    at: datetime

    @property
    def address(self) -> str:
        return f"/disclosures/asks/{self.ask_id}/"

    @property
    def askers(self) -> str:
        return f"/orderer/asks/{self.ask_id}/"

    def consent(self, items: tuple[str, ...] = GIVEN, **others: Any) -> UUID:
        given: dict[str, Any] = {"comment": "", "own_words": [], "until": END, "version": VERSION} | others
        return consenting.consent(ask_id=self.ask_id, items=items, **given, actor=self.cast.sato, at=self.at)


@pytest.fixture
def certified(aobas: Registered, at: datetime) -> Registered:
    """Aoba's registration with its certificate."""
    issuing.issue_missing(actor=SYSTEM, at=at)
    return aobas


@pytest.fixture
def asked(certified: Registered, cast: Cast, at: datetime) -> Asked:
    """Kuro asks for three criteria."""
    ask_id = asking.ask(
        registration_number=certified.number, items=ASKED, purpose=PURPOSE, until=END, actor=cast.kuro, at=at
    )
    return Asked(ask_id, certified, cast, at)


@pytest.fixture
def sato(client: Client, cast: Cast, at: datetime) -> Client:
    return sign_in(client, cast.sato, at)


@pytest.fixture
def kuro(cast: Cast, at: datetime) -> Client:
    return sign_in(Client(), cast.kuro, at)


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def said(client: Client, address: str) -> str:
    """What stands on a page, without its frame and the tokens of its forms."""
    main = read(client, address).partition("<main")[2]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", main)


def chosen(act: str, **others: Any) -> dict[str, Any]:
    """What Sato chose and typed, sent with this button."""
    return {
        "act": act,
        "version": VERSION,
        "items": ["CERTIFICATE", *GIVEN],
        "until": LAST,
        "comment": "担当は総務の佐藤です。",
        "own_about": ["4-1-3-2"],
        "own_nonconformity": ["管理者だけが必須になっていた。"],
        "own_correction": ["全員に必須にした。"],
        "own_corrected_on": ["2026-10-01"],
    } | others


def shown_in(page: str) -> str:
    """What is shown on a page, made by the partial that both sides have: from the company's name on."""
    part = page.partition('<section class="sheet" aria-labelledby="shown-company">')[2]
    return part.partition("</main>")[0].partition("</div>\n  <form")[0].partition('<p class="note">')[0].strip()


def test_from_the_ask_to_what_is_seen_and_back_to_nothing(sato: Client, kuro: Client, asked: Asked) -> None:
    before = said(kuro, asked.askers)
    assert NOTHING_YET in before
    assert "よその製作所" in read(sato, "/disclosures/")

    done = sato.post(asked.address, chosen("consent"))
    seen = read(kuro, asked.askers)

    for text in ("担当は総務の佐藤です。", "管理者だけが必須になっていた。", "1-2-1-1", "4-1-3-2"):
        assert text in shown_in(seen), text
    assert "5-1-1-1" not in shown_in(seen)
    assert "よその製作所" in read(sato, done["Location"])

    ended = sato.post(done["Location"] + "end/")

    assert ended.status_code == 302
    assert "終了" in read(sato, done["Location"])
    assert said(kuro, asked.askers) == before


def test_the_preview_is_what_the_orderer_sees_and_shows_nothing_yet(sato: Client, kuro: Client, asked: Asked) -> None:
    before = said(kuro, asked.askers)

    preview = sato.post(asked.address, chosen("look")).content.decode()

    assert said(kuro, asked.askers) == before
    sato.post(asked.address, chosen("consent"))
    assert "shown-own-words" in shown_in(preview)
    assert re.sub(r"\s+|</?section[^>]*>|</?div>", "", shown_in(preview)) == re.sub(
        r"\s+|</?section[^>]*>|</?div>", "", shown_in(read(kuro, asked.askers))
    )


def test_what_was_asked_is_chosen_already_and_more_can_be_added(sato: Client, asked: Asked) -> None:
    page = sato.get(asked.address).context["page"]

    assert [item.code for item in page.choosing.tree.asked if item.is_chosen] == list(ASKED)
    assert not page.choosing.tree.is_open
    more = sato.post(asked.address, chosen("change", items=["REQUIREMENT:1-3-1", *GIVEN])).context["page"]
    assert more.choosing.tree.is_open
    assert [item.is_chosen for item in more.choosing.tree.asked] == [True, True, False]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"until": "2026-11-01"}, "until"),
        ({"until": "2027-03-01"}, "until"),
        ({"until": "いつか"}, "until"),
        ({"items": ["CRITERION:9-9-9-9"]}, "chosen"),
        ({"own_about": ["9-9-9-9"]}, "own_words.1.about"),
        ({"own_corrected_on": ["あした"]}, "own_words.1.corrected_on"),
        ({"comment": "長い" * 2001}, "comment"),
    ],
)
def test_what_cannot_be_shown_comes_back_as_it_was_typed(
    sato: Client, asked: Asked, wrong: dict[str, Any], where: str
) -> None:
    for act in ("look", "consent"):
        answer = sato.post(asked.address, chosen(act, **wrong))
        page = answer.content.decode()

        assert answer.status_code == 422
        assert list(answer.context["page"].form.errors) == [where]
        assert f'id="{where}"' in page
        for text in TYPED:
            assert text in page or "comment" in wrong


def test_looking_and_refusing_and_going_back_lose_nothing(sato: Client, asked: Asked) -> None:
    for act in ("look", "decline", "change", "more"):
        page = sato.post(asked.address, chosen(act)).content.decode()

        for text in (
            "担当は総務の佐藤です。",
            "管理者だけが必須になっていた。",
            "全員に必須にした。",
            "2026-10-01",
            LAST,
        ):
            assert text in page, (act, text)
        assert page.count('name="own_about"') == 2 if act == "more" else 1


def test_a_consent_to_an_ask_that_was_answered_meanwhile_is_kept_as_it_was_typed(sato: Client, asked: Asked) -> None:
    answering.refuse(ask_id=asked.ask_id, reason="", is_told=False, actor=asked.cast.mori, at=asked.at)

    answer = sato.post(asked.address, chosen("consent"))

    assert answer.status_code == 409
    assert "担当は総務の佐藤です。" in answer.content.decode()


def test_who_asks_cannot_tell_a_refusal_from_no_answer_unless_it_is_let_know(
    sato: Client, kuro: Client, asked: Asked
) -> None:
    before, list_before = said(kuro, asked.askers), said(kuro, "/orderer/")

    sato.post(asked.address, chosen("refuse", is_told="", reason="取引の前なので。"))

    assert said(kuro, asked.askers) == before
    assert said(kuro, "/orderer/") == list_before
    assert "取引の前なので。" in read(sato, asked.address)


def test_who_is_let_know_reads_the_reason_and_can_still_be_shown_something(
    sato: Client, kuro: Client, asked: Asked
) -> None:
    sato.post(asked.address, chosen("refuse", is_told="yes", reason="取引の前なので。"))

    page = read(kuro, asked.askers)
    assert "見せないとの返事がありました" in page
    assert "取引の前なので。" in page
    version = sato.get(asked.address).context["page"].head.ask.version
    assert sato.post(asked.address, chosen("consent", version=version)).status_code == 302
    assert "1-2-1-1" in shown_in(read(kuro, asked.askers))


def test_every_look_is_seen_by_the_company_and_none_by_anybody_else(sato: Client, kuro: Client, asked: Asked) -> None:
    address = f"/disclosures/{asked.consent()}/"
    read(kuro, asked.askers)
    kuro.head(asked.askers)
    disclosure_id = kuro.get(asked.askers).context["page"].ask.disclosure_id
    file = kuro.get(f"/orderer/shown/{disclosure_id}/file/")

    views = sato.get(address).context["page"].views

    assert [(view.who.ja, view.person, str(view.way)) for view in views] == [
        ("よその製作所", "", "ファイルに保存した"),
        ("よその製作所", "", "画面で見た"),
        ("よその製作所", "", "画面で見た"),
    ]
    assert json.loads(file.content)["purpose"] == PURPOSE
    assert file["Content-Disposition"].startswith("attachment")
    assert "no-store" in file["Cache-Control"]


def test_shown_on_an_ask_is_read_on_the_page_of_the_ask(kuro: Client, asked: Asked) -> None:
    disclosure_id = asked.consent()

    answer = kuro.get(f"/orderer/shown/{disclosure_id}/")

    assert answer["Location"] == asked.askers


def test_something_is_shown_without_being_asked(
    sato: Client, kuro: Client, certified: Registered, cast: Cast, at: datetime
) -> None:
    address = f"/disclosures/offer/{certified.registration_id}/"
    typed = chosen("look", version="1", purpose=PURPOSE, corporate_number=STRANGER)
    assert sato.get(address).status_code == 200

    preview = sato.post(address, typed)
    assert PURPOSE in shown_in(preview.content.decode())
    assert "頼まなくても" not in read(kuro, "/orderer/")
    done = sato.post(address, typed | {"act": "consent"})

    (line,) = kuro.get("/orderer/").context["page"].offered
    assert "1-2-1-1" in shown_in(read(kuro, f"/orderer/shown/{line.shown.id}/"))
    assert STRANGER in read(sato, done["Location"])
    other = sign_in(Client(), cast.tanaka, at)
    assert other.get(f"/orderer/shown/{line.shown.id}/").status_code == 404


def test_a_file_is_made_for_whoever_gets_it(sato: Client, kuro: Client, certified: Registered) -> None:
    address = f"/disclosures/offer/{certified.registration_id}/"

    done = sato.post(address, chosen("consent", version="1", purpose=PURPOSE, corporate_number=""))

    file = sato.get(done["Location"] + "file/")
    assert json.loads(file.content)["binding"]["audience"] == "bearer"
    assert kuro.get("/orderer/").context["page"].offered == ()
    assert kuro.get(done["Location"]).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "where"), [({"corporate_number": "12"}, "corporate_number"), ({"purpose": " "}, "purpose")]
)
def test_an_offer_that_is_not_in_order_comes_back(
    sato: Client, certified: Registered, wrong: dict[str, str], where: str
) -> None:
    typed = chosen("look", purpose=PURPOSE, corporate_number=STRANGER) | wrong

    answer = sato.post(f"/disclosures/offer/{certified.registration_id}/", typed)

    assert answer.status_code == 422
    assert list(answer.context["page"].form.errors) == [where]
    assert "担当は総務の佐藤です。" in answer.content.decode()


def test_nothing_is_offered_once_the_registration_has_ended(sato: Client, certified: Registered, at: datetime) -> None:
    officer = certified.filed.officer
    keeping.withdraw(registration_id=certified.registration_id, reason="取消しの求め。", actor=officer, at=at)

    assert sato.get(f"/disclosures/offer/{certified.registration_id}/").status_code == 404
    assert "自分から見せる" not in read(sato, "/disclosures/")


def test_the_state_of_the_registration_is_that_of_the_day(kuro: Client, asked: Asked) -> None:
    asked.consent()
    officer = asked.aobas.filed.officer

    keeping.suspend(registration_id=asked.aobas.registration_id, reason="連絡がつかない。", actor=officer, at=asked.at)

    page = shown_in(read(kuro, asked.askers))
    assert "一時停止" in page
    assert "連絡がつかない。" not in page


def test_an_ask_begins_at_the_public_register(client: Client, kuro: Client, cast: Cast, place: str) -> None:
    nobodys = Client().get(place).content.decode()
    link = re.search(r'href="(/orderer/ask/[^"]+)"', nobodys)
    assert link

    assert client.get(link[1])["Location"].startswith("/account/sign-in/?next=")
    page = kuro.get(link[1])
    assert page.status_code == 200
    ito = sign_in(Client(), cast.ito, page.wsgi_request.at)  # type: ignore[attr-defined]  # the request as our views have it
    assert "/orderer/ask/" not in ito.get(place).content.decode()


def test_an_ask_that_is_not_in_order_comes_back(kuro: Client, certified: Registered) -> None:
    address = f"/orderer/ask/?number={certified.number}"

    empty = kuro.post(address, {"purpose": PURPOSE, "until": LAST})
    past = kuro.post(address, {"items": list(ASKED), "purpose": PURPOSE, "until": "2026-01-01"})

    assert (empty.status_code, past.status_code) == (422, 422)
    assert list(empty.context["page"].form.errors) == ["chosen"]
    assert PURPOSE in past.content.decode()
    assert past.context["page"].tree.categories[0].chosen == 1


def test_an_ask_can_be_withdrawn(sato: Client, kuro: Client, asked: Asked) -> None:
    done = kuro.post(asked.askers + "withdraw/")

    assert done["Location"] == asked.askers
    assert "取り下げました" in read(kuro, asked.askers)
    assert sato.get(asked.address).context["page"].choosing is None
    assert not sato.get("/disclosures/").context["page"].waiting


def test_one_does_not_ask_oneself_nor_what_is_not_there(sato: Client, certified: Registered) -> None:
    typed = {"items": list(ASKED), "purpose": PURPOSE, "until": LAST}

    own = sato.post(f"/orderer/ask/?number={certified.number}", typed)
    none = sato.post("/orderer/ask/?number=3-26-999999-9", typed)

    assert (own.status_code, none.status_code) == (409, 404)
    assert PURPOSE in own.content.decode()


def test_only_those_who_lead_a_company_see_any_of_it(asked: Asked, cast: Cast) -> None:
    disclosure_id = asked.consent()
    aobas = [asked.address, f"/disclosures/{disclosure_id}/", f"/disclosures/{disclosure_id}/file/"]

    for person in (cast.ito, cast.hayashi, cast.ono):
        visitor = sign_in(Client(), person, asked.at)
        assert [visitor.get(address).status_code for address in ("/disclosures/", "/orderer/")] == [403, 403]
        assert {visitor.get(address).status_code for address in (*aobas, asked.askers)} == {404}


def test_the_lists_ask_few_statements(
    sato: Client, kuro: Client, asked: Asked, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    asked.consent()
    for _ in range(3):
        seeing.look(disclosure_id=_shown(kuro, asked), way=Way.PAGE, actor=asked.cast.kuro, at=asked.at)

    for client, address in ((sato, "/disclosures/"), (kuro, "/orderer/")):
        with django_assert_max_num_queries(16):
            read(client, address)


def _shown(kuro: Client, asked: Asked) -> UUID:
    found: UUID = kuro.get(asked.askers).context["page"].ask.disclosure_id
    return found


def test_a_key_of_ones_own_needs_a_proof_of_who_is_there(sato: Client, certified: Registered) -> None:
    del certified
    assert "運営機関が預かり中" in read(sato, "/disclosures/key/")

    answer = sato.post("/disclosures/key/", {"jwk": "{}", "proof": "eyJ"})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/prove/?next=")


def test_a_company_keeps_its_key_itself_and_gives_it_back(
    sato: Client, certified: Registered, cast: Cast, at: datetime
) -> None:
    del certified
    proof = own_keys.prove(
        audience=holding.audience(), challenge=holding.challenge(cast.sato, at), holder=HOLDER, at=at
    )
    typed = {"jwk": json.dumps(to_jwk(HOLDER.public)), "proof": proof}

    wrong = sato.post("/disclosures/key/", typed | {"jwk": "[]"})
    wrong = sato.post(wrong["Location"], {"password": PASSWORD}, follow=True)
    assert wrong.status_code == 422
    assert proof in wrong.content.decode()
    done = sato.post("/disclosures/key/", typed)

    assert done.status_code == 302
    assert "自社で保管" in read(sato, "/disclosures/key/")
    assert sato.post("/disclosures/key/give-back/").status_code == 302
    assert "運営機関が預かり中" in read(sato, "/disclosures/key/")


def test_the_file_of_a_company_that_keeps_its_key_is_made_by_itself(
    sato: Client, asked: Asked, cast: Cast, at: datetime
) -> None:
    disclosure_id = asked.consent()
    proof = own_keys.prove(
        audience=holding.audience(), challenge=holding.challenge(cast.sato, at), holder=HOLDER, at=at
    )
    keys.use_own_key(jwk=to_jwk(HOLDER.public), proof=proof, actor=cast.sato, at=at)

    answer = sato.get(f"/disclosures/{disclosure_id}/file/")

    assert answer.status_code == 409
