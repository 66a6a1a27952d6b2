"""The people of every story, brought on stage by doing the operations.

Aoba Parts 青葉部品: Mori 森 (representative), Sato 佐藤 (coordinator), Ito 伊藤 (contributor).
Kaede Software かえでソフト:
Tanaka 田中 (coordinator). Stranger Works よその製作所: Kuro 黒田 (coordinator), who should see nothing of the others.
The operator's officer Hayashi 林 and the ministry's overseer Ono 小野.
Experts come only where a story needs them (fixture `experts`): Kiyota 清田 of the firm Hoshizora Security
ほしぞら情報安全, which Amano 天野 coordinates, and Minami 南, in-house at Aoba.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.contrib.auth import get_user_model
from django.test import Client

from hoshimori.cli import accounts
from hoshimori.parties.operations import invitations, organizations, people
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.parties.rules import OrganizationKind
from hoshimori.qualifications.operations import recording
from hoshimori.schemes.operations.editions import take_in_shipped
from hoshimori.shared.actor import NO_ID, NOBODY, SYSTEM, Actor, Role
from hoshimori.web.layout.acting import CLOCK_KEY, MEMBERSHIP_KEY
from hoshimori.web.layout.session import BEGAN_AT, SECOND_FACTOR, SEEN_AT

MOMENT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PASSWORD = "a long enough sentence"

# Made-up 法人番号: the twelve digits behind the check digit begin with 9999 and so belong to nobody.
AOBA, KAEDE, STRANGER, OPERATOR, MINISTRY = (
    "3999912340001",
    "2999912340002",
    "1999912340003",
    "9999912340004",
    "8999912340005",
)
HOSHIZORA = "2999912340010"

LISTED = "情報処理安全確保支援士"
"""A qualification that every edition so far lists."""

HELD_FROM, TRAINED_ON, TRAINED_UNTIL = date(2024, 4, 1), date(2026, 10, 1), date(2027, 10, 1)


@dataclass(frozen=True)
class Cast:
    """Everybody, as the actor each of them is."""

    mori: Actor
    sato: Actor
    ito: Actor
    tanaka: Actor
    kuro: Actor
    hayashi: Actor
    ono: Actor


@dataclass(frozen=True)
class Experts:
    """Kiyota of the firm Hoshizora, Minami in-house at Aoba, and Amano, who coordinates Hoshizora.

    Nothing is recorded about them yet: `make_eligible` does it.
    """

    kiyota: Actor
    minami: Actor
    amano: Actor


def enter(name: str, email: str, language: str = "ja") -> Actor:
    """Return somebody who can sign in and belongs nowhere yet."""
    person_id = people.enter(name=name, email=email, password=PASSWORD, language=language, actor=NOBODY, at=MOMENT)
    accounts.vouch_for(person_id)
    return Actor(person_id, NO_ID, NO_ID, Role.NOBODY)


def found(person: Actor, number: str, name: str, **others: object) -> Actor:
    """Return the person as the first member of a new organization."""
    kind = others.get("kind", OrganizationKind.COMPANY)
    role = others.get("role", Role.COORDINATOR)
    assert isinstance(kind, OrganizationKind)
    assert isinstance(role, Role)
    particulars = Particulars(
        name_ja=name,
        name_kana=str(others.get("kana", "")),
        name_en=str(others.get("english", "")),
        prefecture="14",
        size_class="UP_TO_50",
        industry="E",
    )
    return organizations.register(number=number, particulars=particulars, kind=kind, role=role, actor=person, at=MOMENT)


def join(host: Actor, name: str, email: str, role: Role) -> Actor:
    """Return somebody whom `host` invited and who came."""
    invited = invitations.invite(
        organization_id=host.organization_id, email=email, role=role.value, actor=host, at=MOMENT
    )
    return invitations.accept(secret=invited.secret, actor=enter(name, email), at=MOMENT)


def sign_in(client: Client, actor: Actor, at: datetime = MOMENT) -> Client:
    """Return the client signed in as the actor, second proof given, its requests made at `at`."""
    client.force_login(get_user_model().objects.get(pk=actor.person_id))
    session = client.session
    session[SECOND_FACTOR] = str(actor.person_id)
    session[BEGAN_AT] = session[SEEN_AT] = int(at.timestamp())
    if actor.membership_id != NO_ID:
        session[MEMBERSHIP_KEY] = str(actor.membership_id)
    session.save()
    client.defaults[CLOCK_KEY] = at  # type: ignore[assignment]  # a server's environment holds more than text
    return client


def bring_on_stage() -> Cast:
    """Take in the editions and let everybody enter."""
    take_in_shipped(actor=SYSTEM, at=MOMENT)
    sato = found(
        enter("佐藤 花子", "sato@aoba.example"), AOBA, "青葉部品株式会社", kana="アオバブヒン", english="Aoba Parts"
    )
    tanaka = found(enter("田中 一郎", "tanaka@kaede.example"), KAEDE, "かえでソフト株式会社", english="Kaede Software")
    kuro = found(enter("黒田 三郎", "kuro@stranger.example"), STRANGER, "よその製作所", english="Stranger Works")
    hayashi = found(
        enter("林 四郎", "hayashi@operator.example"),
        OPERATOR,
        "運営機関(見本)",
        english="Operator (sample)",
        kind=OrganizationKind.OPERATOR,
        role=Role.OFFICER,
    )
    ono = found(
        enter("小野 五月", "ono@ministry.example"),
        MINISTRY,
        "所管省(見本)",
        english="Ministry (sample)",
        kind=OrganizationKind.MINISTRY,
        role=Role.OVERSEER,
    )
    return Cast(
        mori=join(sato, "森 健一", "mori@aoba.example", Role.REPRESENTATIVE),
        sato=sato,
        ito=join(sato, "伊藤 次郎", "ito@aoba.example", Role.CONTRIBUTOR),
        tanaka=tanaka,
        kuro=kuro,
        hayashi=hayashi,
        ono=ono,
    )


def bring_experts(cast: Cast) -> Experts:
    """Let the people come whom confirmations need; nobody of them can confirm yet."""
    amano = found(
        enter("天野 澄", "amano@hoshizora.example"),
        HOSHIZORA,
        "ほしぞら情報安全株式会社",
        kana="ホシゾラジョウホウアンゼン",
        english="Hoshizora Security",
    )
    return Experts(
        kiyota=join(amano, "清田 実", "kiyota@hoshizora.example", Role.EXPERT),
        minami=join(cast.sato, "南 千鶴", "minami@aoba.example", Role.EXPERT),
        amano=amano,
    )


def make_eligible(person: Actor, officer: Actor, at: datetime = MOMENT) -> None:
    """Let the officer record what makes an expert eligible: a listed qualification and training until October 2027."""
    recording.record_qualification(
        person_id=person.person_id,
        name=LISTED,
        proof="登録番号 第999901号",
        held_from=HELD_FROM,
        valid_until=None,
        actor=officer,
        at=at,
    )
    recording.record_training(
        person_id=person.person_id,
        provider="制度研修機関(見本)",
        completed_on=TRAINED_ON,
        valid_until=TRAINED_UNTIL,
        actor=officer,
        at=at,
    )
