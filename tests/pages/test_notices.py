"""Notices in a browser, for every role; whose mail does not arrive; and the mail-box of the demo."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from uuid import UUID

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from hoshimori.assessments import events as assessments
from hoshimori.confirmations import events as confirmations
from hoshimori.jobs.telling import put_down
from hoshimori.journal.operations import Act
from hoshimori.notices.operations import telling
from hoshimori.notices.queries import own, unread
from hoshimori.notices.rules import TASK_OVERDUE, Happening
from hoshimori.parties.operations import invitations
from hoshimori.registry import events as registry
from hoshimori.shared.actor import NO_ID, SYSTEM, Actor, Role
from hoshimori.shared.identifiers import new_id
from tests.cast import MOMENT, Cast, sign_in
from tests.queue import drain


def registered(cast: Cast, at: datetime = MOMENT, subject: str = "one") -> None:
    """Tell Aoba that it is registered."""
    happening = Happening(registry.REGISTERED, subject, cast.sato.organization_id, cast.hayashi.person_id, at)
    telling.tell(happening=happening, actor=SYSTEM, at=at)


class Reader(HTMLParser):
    """Takes in the words of a page alone."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def text_of(client: Client, path: str) -> str:
    """Return the words of a page, as somebody reads them."""
    reader = Reader()
    reader.feed(client.get(path).content.decode())
    return re.sub(r"\s+", " ", "".join(reader.words))


def test_sato_reads_what_happened_and_goes_there(cast: Cast, client: Client, at: datetime) -> None:
    registered(cast)
    sato = sign_in(client, cast.sato, at)

    page = sato.get("/notices/").context["page"]
    went = sato.post(f"/notices/{page.lines[0].id}/")

    assert [line.said.heading for line in page.lines] == ["登録されました"]
    assert page.lines[0].said.sentence == "青葉部品株式会社が台帳に載りました。だれでも調べられます。"
    assert went.status_code == 302
    assert sato.get(went.headers["Location"]).status_code in {200, 302}
    assert unread(cast.sato) == 0


def test_how_many_are_unread_stands_at_the_head_of_every_page(cast: Cast, client: Client, at: datetime) -> None:
    registered(cast)
    registered(cast, subject="two")
    sato = sign_in(client, cast.sato, at)

    before = text_of(sato, "/tasks/")
    sato.post("/notices/read/")

    assert "お知らせ未読2件" in before
    assert "未読" not in text_of(sato, "/tasks/")
    assert text_of(sato, "/notices/").count("すべて読みました。") == 1


def test_the_head_of_a_page_costs_one_statement(cast: Cast, client: Client, at: datetime) -> None:
    sato = sign_in(client, cast.sato, at)

    def about_notices() -> int:
        with CaptureQueriesContext(connection) as captured:
            sato.get("/tasks/")
        return sum("notices_notice" in query["sql"] for query in captured)

    none = about_notices()
    for number in range(5):
        registered(cast, subject=str(number))

    assert (none, about_notices()) == (1, 1)


@pytest.mark.parametrize("who", ["mori", "sato", "ito", "tanaka", "hayashi", "ono"])
def test_everybody_who_holds_a_role_has_the_page(cast: Cast, client: Client, at: datetime, who: str) -> None:
    answer = sign_in(client, getattr(cast, who), at).get("/notices/")

    assert answer.status_code == 200
    assert "まだお知らせはありません。" in answer.content.decode()


def notice_of(actor: Actor, act: str, at: datetime, *, subject: str = "", **after: object) -> UUID:
    """Tell the actor alone of something, as its reader; returns the notice."""
    happening = Happening(act, subject or str(new_id()), actor.organization_id, NO_ID, at, after)
    telling.tell(happening=happening, actor=SYSTEM, at=at)
    return own(actor).notices[0].id


def test_a_notice_leads_to_the_page_of_its_readers_role(cast: Cast, at: datetime) -> None:
    one = str(new_id())
    after = {"person_id": str(cast.ito.person_id), "due_on": "2026-11-20"}
    task = notice_of(cast.ito, TASK_OVERDUE, at, subject=one, **after)
    handed_over = notice_of(cast.sato, assessments.ASSESSMENT_SUBMITTED, at, subject=one)
    returned = notice_of(cast.mori, confirmations.RETURNED, at, assessment=one)
    filed = notice_of(cast.hayashi, registry.FILED, at, subject=one)

    leads = {
        "task": sign_in(Client(), cast.ito, at).get(f"/notices/{task}/").headers["Location"],
        "handed over": sign_in(Client(), cast.sato, at).get(f"/notices/{handed_over}/").headers["Location"],
        "returned": sign_in(Client(), cast.mori, at).get(f"/notices/{returned}/").headers["Location"],
    }
    desk = sign_in(Client(), cast.hayashi, at).get(f"/notices/{filed}/").headers["Location"]

    assert leads["task"] == f"/tasks/{one}/"
    assert all(one in address for address in leads.values())
    assert desk.startswith("/operator/")


def test_where_there_is_no_page_a_notice_leads_to_the_desk(cast: Cast, client: Client, at: datetime) -> None:
    returned = notice_of(cast.mori, confirmations.RETURNED, at)

    went = sign_in(client, cast.mori, at).get(f"/notices/{returned}/")

    assert went.headers["Location"] == "/today/"


def test_reading_a_mails_link_says_nothing_yet_and_pressing_does(cast: Cast, client: Client, at: datetime) -> None:
    registered(cast)
    sato = sign_in(client, cast.sato, at)
    one = own(cast.sato).notices[0].id

    sato.get(f"/notices/{one}/")
    after_following = unread(cast.sato)
    sato.post(f"/notices/{one}/")

    assert (after_following, unread(cast.sato)) == (1, 0)


def test_a_notice_for_another_role_is_opened_in_that_role(cast: Cast, client: Client, at: datetime) -> None:
    invited = invitations.invite(
        organization_id=cast.tanaka.organization_id,
        email="sato@aoba.example",
        role=Role.COORDINATOR.value,
        actor=cast.tanaka,
        at=at,
    )
    at_kaede = invitations.accept(secret=invited.secret, actor=cast.sato, at=at)
    registered(cast)
    one = own(cast.sato).notices[0].id
    sato = sign_in(client, at_kaede, at)

    asked = text_of(sato, f"/notices/{one}/")
    list_at_kaede = sato.get("/notices/").context["page"].lines
    sato.post(f"/notices/{one}/")

    assert "青葉部品株式会社の役割で開く" in asked
    assert list_at_kaede == ()
    assert [line.id for line in sato.get("/notices/").context["page"].lines] == [one]


@pytest.mark.parametrize("who", ["mori", "ito", "kuro", "hayashi", "ono"])
def test_nobody_opens_somebody_elses_notice(cast: Cast, client: Client, at: datetime, who: str) -> None:
    registered(cast)
    one = own(cast.sato).notices[0].id
    other = sign_in(client, getattr(cast, who), at)

    assert other.get(f"/notices/{one}/").status_code == 404
    assert other.post(f"/notices/{one}/").status_code == 404
    assert unread(cast.sato) == 1


def test_one_chooses_how_mail_comes(cast: Cast, client: Client, at: datetime) -> None:
    sato = sign_in(client, cast.sato, at)

    sato.post("/notices/rhythm/", {"rhythm": "DAILY"})
    wrong = sato.post("/notices/rhythm/", {"rhythm": "x"})

    assert sato.get("/notices/").context["page"].form.values == {"rhythm": "DAILY"}
    assert wrong.status_code == 422
    assert "rhythm" in wrong.context["page"].form.errors


def test_a_garbled_page_number_is_the_first_page(cast: Cast, client: Client, at: datetime) -> None:
    registered(cast)
    sato = sign_in(client, cast.sato, at)

    pages = [sato.get(f"/notices/?page={text}").context["page"] for text in ("x", "-1", "99999", "²", "0")]

    assert [(page.number, len(page.lines)) for page in pages] == [(1, 1)] * 5


class Unwilling(socketserver.StreamRequestHandler):
    """A mail server that refuses every reader."""

    def handle(self) -> None:
        self.wfile.write(b"220 unwilling\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            answers = {b"EHLO": b"250 unwilling", b"QUIT": b"221 bye", b"RCPT": b"550 no such mailbox"}
            self.wfile.write(answers.get(word, b"250 ok") + b"\r\n")
            if word == b"QUIT":
                return


@pytest.fixture
def unwilling(settings: Settings) -> Iterator[None]:
    """Mail goes to a real server at this machine that takes none."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Unwilling) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address[:2]
        yield
        server.shutdown()


def put_down_returned(cast: Cast, at: datetime) -> None:
    act = Act(confirmations.RETURNED, "confirmation", "one")
    put_down(act, cast.sato.organization_id, cast.hayashi, at)


@pytest.mark.usefixtures("unwilling")
def test_whose_mail_does_not_arrive_is_seen_by_the_coordinator_and_not_what_it_said(
    cast: Cast, client: Client, at: datetime
) -> None:
    put_down_returned(cast, at)

    drain(at)
    too_early = "メールを届けられませんでした" in text_of(sign_in(client, cast.sato, at), "/company/")
    for pause in (6, 40, 400):
        drain(at + timedelta(seconds=pause))

    page = text_of(sign_in(client, cast.sato, at), "/company/")
    assert not too_early
    assert page.count("メールを届けられませんでした") == 2
    assert "最後は2026年11月23日 10:06です。" in page
    assert "戻りました" not in page
    assert "メールを届けられませんでした" not in text_of(sign_in(Client(), cast.ito, at), "/company/")
    assert [line.said.heading for line in sign_in(client, cast.sato, at).get("/notices/").context["page"].lines] == [
        "自己評価が専門家から戻りました"
    ]
    assert mail.outbox == []


def test_the_demos_mails_can_be_read_newest_first(
    cast: Cast, client: Client, at: datetime, settings: Settings, tmp_path: Path
) -> None:
    settings.IS_DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    put_down_returned(cast, at)
    drain(at)
    for number, file in enumerate(sorted((tmp_path / "mail").glob("*.log"))):
        file.rename(file.with_name(f"20261123-10000{number}-{number}.log"))

    page = client.get("/demo/mail/").context["page"]
    to_mori = client.get("/demo/mail/?to=mori@aoba.example").context["page"]

    assert [one.subject for one in page.mails] == ["[Hoshimori] 自己評価が専門家から戻りました"] * 2
    assert (
        "青葉部品株式会社の自己評価について専門家が書いたことを読み、もう一度引き渡してください。" in page.mails[0].text
    )
    assert {one.to for one in page.mails} == {"sato@aoba.example", "mori@aoba.example"}
    assert all(one.sent_at.tzinfo for one in page.mails)
    assert [one.to for one in to_mori.mails] == ["mori@aoba.example"]
    assert str(own(cast.mori).notices[0].id) in client.get("/demo/mail/").content.decode()


def test_only_the_demo_has_a_mail_box(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.IS_DEMO = False
    elsewhere = client.get("/demo/mail/").status_code
    settings.IS_DEMO = True

    assert elsewhere == 404
    assert client.get("/demo/mail/").context["page"].mails == ()
