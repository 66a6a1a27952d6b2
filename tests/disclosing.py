"""How Kaede comes to ask Aoba for something, and what Aoba shows, by doing the operations.

Aoba is registered and has its certificate; Tanaka leads Kaede, the orderer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hoshimori.credentials.operations import issuing
from hoshimori.disclosures.operations import answering, asking, consenting, seeing
from hoshimori.disclosures.queries.showing import ask_to
from hoshimori.disclosures.queries.shown import Shown
from hoshimori.disclosures.rules.items import ShownItem
from hoshimori.disclosures.rules.own_words import OwnWord
from hoshimori.disclosures.rules.states import Way
from hoshimori.registry.queries import certified as certificates
from hoshimori.shared.actor import SYSTEM, Actor
from tests.cast import Cast
from tests.registering import Registered, check, eligible_for_years, register, registered, renewal_filed

PURPOSE = "図面を預けるにあたり、取引の前に確かめるため。"
COMMENT = "見学のときに、実物もお見せします。"
UNTIL = date(2027, 2, 1)
LAST_DAY_AT_NOON = datetime.fromisoformat("2027-01-31T12:00:00+09:00")
FIRST_MOMENT_AFTER = datetime.fromisoformat("2027-02-01T00:00:00+09:00")

FIRST, SECOND, THIRD = "CRITERION:1-2-1-1", "CRITERION:1-2-1-2", "CRITERION:2-1-4-1"
ASKED_FOR = ("CERTIFICATE", FIRST, SECOND)

MENDED = OwnWord(
    "1-2-1-1", "昨年の見直しの記録がありませんでした。", "6月に見直し、記録を残しました。", date(2026, 6, 30)
)


@dataclass(frozen=True)
class Shop:
    """Aoba's registration, who leads Aoba (Sato) and who leads the orderer Kaede (Tanaka)."""

    registration_id: UUID
    number: str
    sato: Actor
    tanaka: Actor
    done: Registered
    cast: Cast


@dataclass(frozen=True)
class Asked:
    """An ask of Kaede's about Aoba's registration."""

    ask_id: UUID
    shop: Shop


def opened(cast: Cast, expert: Actor, at: datetime) -> Shop:
    """Aoba comes into the register and gets its certificate."""
    return certified(registered(cast, eligible_for_years(expert, cast.hayashi), at), cast, at)


def certified(ours: Registered, cast: Cast, at: datetime) -> Shop:
    """The certificate of what was registered is issued."""
    issuing.issue(registration_id=ours.registration_id, actor=SYSTEM, at=at)
    return Shop(ours.registration_id, ours.number, cast.sato, cast.tanaka, ours, cast)


def ask(shop: Shop, at: datetime, items: Collection[str] = ASKED_FOR, until: date = UNTIL) -> Asked:
    """Tanaka asks for something."""
    ask_id = asking.ask(
        registration_number=shop.number, items=items, purpose=PURPOSE, until=until, actor=shop.tanaka, at=at
    )
    return Asked(ask_id, shop)


def consent(
    asked: Asked,
    at: datetime,
    items: Collection[str] = (FIRST,),
    own_words: Sequence[OwnWord] = (),
    until: date = UNTIL,
) -> UUID:
    """Sato consents to showing these things."""
    sato = asked.shop.sato
    return consenting.consent(
        ask_id=asked.ask_id,
        items=items,
        comment=COMMENT,
        own_words=own_words,
        until=until,
        version=ask_to(sato, at, asked.ask_id).version,
        actor=sato,
        at=at,
    )


def offer(shop: Shop, at: datetime, number: str, items: Collection[str] = (FIRST,), until: date = UNTIL) -> UUID:
    """Sato offers something to whoever has this number, or to nobody in particular."""
    return consenting.offer(
        registration_id=shop.registration_id,
        shown_to_corporate_number=number,
        items=items,
        purpose=PURPOSE,
        comment=COMMENT,
        own_words=(),
        until=until,
        term=certificates.certified(shop.registration_id, at).term,
        actor=shop.sato,
        at=at,
    )


def refuse(asked: Asked, at: datetime, *, is_told: bool = False, reason: str = "取引の予定がないため。") -> None:
    """Sato refuses, and lets Kaede know or not."""
    answering.refuse(ask_id=asked.ask_id, reason=reason, is_told=is_told, actor=asked.shop.sato, at=at)


def look(disclosure_id: UUID, actor: Actor, at: datetime) -> Shown:
    """Somebody looks at what is shown."""
    return seeing.look(disclosure_id=disclosure_id, way=Way.PAGE, actor=actor, at=at)


def end(disclosure_id: UUID, shop: Shop, at: datetime) -> None:
    """Sato ends what is shown."""
    consenting.end(disclosure_id=disclosure_id, actor=shop.sato, at=at)


def renewed(shop: Shop, at: datetime) -> None:
    """Aoba's registration is renewed; the certificate of the further term is not issued yet."""
    register(check(renewal_filed(shop.done, at), at), at)


def codes(items: Collection[ShownItem]) -> set[str]:
    """Return the codes of everything that is shown, results on the way included."""
    return {code for item in items for code in (item.code, *codes(item.below))}


def named(shown: Shown) -> set[str]:
    """Return what is shown because it was consented to by itself."""

    def below(items: Collection[ShownItem]) -> set[str]:
        return {code for item in items for code in ({item.code} if item.is_named else set()) | below(item.below)}

    return below(shown.items) | ({"FEEDBACK"} if shown.feedback else set())
