"""The expert firm Hoshizora with its three experts, and Aoba's in-house expert."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.cli.world import stage
from hoshimori.cli.world.numbers import made_up
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.qualifications.operations import listing, recording
from hoshimori.shared.actor import Actor, Role

if TYPE_CHECKING:
    from datetime import date, datetime

    from hoshimori.cli.world.stage import Clock

HOSHIZORA = Particulars(
    "ほしぞら情報安全株式会社", "ホシゾラジョウホウアンゼン", "Hoshizora Security, Inc.", "14", "UP_TO_20", "L"
)
PROVIDER = "制度研修機関(見本)"
SUPPORT, AUDITOR = "情報処理安全確保支援士", "公認情報セキュリティ監査人"


@dataclass(frozen=True, slots=True)
class Experts:
    """Kiyota, who can confirm; Miura, whose training ran out; Otomo, whose training ends soon; Minami of Aoba."""

    kiyota: Actor
    miura: Actor
    otomo: Actor
    minami: Actor


def make(sato: Actor, hayashi: Actor, clock: Clock) -> Experts:
    """Let the experts come, have them recorded, and let Kiyota and Otomo agree to be listed."""
    begun = clock.ago(480)
    amano = stage.mention("天野 澄", "amano@hoshizora.example", begun)
    firm = stage.found(amano, made_up(12340101), HOSHIZORA, begun)
    kiyota = _join(firm, stage.enter("清田 実", "kiyota@hoshizora.example", begun), "kiyota@hoshizora.example", clock)
    miura = _join(firm, stage.enter("三浦 恵", "miura@hoshizora.example", begun), "miura@hoshizora.example", clock)
    otomo = _join(firm, stage.mention("大友 航", "otomo@hoshizora.example", begun), "otomo@hoshizora.example", clock)
    came = clock.ago(60)
    guest = stage.enter("南 千鶴", "minami@aoba.example", came)
    minami = stage.join(sato, guest, "minami@aoba.example", Role.EXPERT, came)
    for person, title, since, until in (
        (kiyota, SUPPORT, 479, clock.day(-251)),
        (miura, AUDITOR, 385, clock.day(20)),
        (otomo, SUPPORT, 340, clock.day(-25)),
        (minami, "CISA", 55, clock.day(-310)),
    ):
        at = clock.ago(since - 1)
        record(person, title, trained_on=clock.day(since), until=until, officer=hayashi, at=at)
    _list(kiyota, "製造業と運輸業の会社を中心に、現場を訪ねて確認します。", ["13", "14", "22"], ["E", "H"], clock)
    _list(otomo, "情報通信業の会社の確認に慣れています。オンラインで進められます。", [], ["G"], clock)
    return Experts(kiyota, miura, otomo, minami)


def record(person: Actor, title: str, *, trained_on: date, until: date, officer: Actor, at: datetime) -> None:
    """Let the officer record a qualification and training."""
    recording.record_qualification(
        person_id=person.person_id,
        name=title,
        proof="登録証の写し(見本)",
        held_from=trained_on,
        valid_until=None,
        actor=officer,
        at=at,
    )
    recording.record_training(
        person_id=person.person_id,
        provider=PROVIDER,
        completed_on=trained_on,
        valid_until=until,
        actor=officer,
        at=at,
    )


def _join(firm: Actor, person: Actor, email: str, clock: Clock) -> Actor:
    return stage.join(firm, person, email, Role.EXPERT, clock.ago(480))


def _list(expert: Actor, statement: str, prefectures: list[str], industries: list[str], clock: Clock) -> None:
    listing.change(
        is_listed=True,
        serves="OTHERS",
        statement=statement,
        prefectures=prefectures,
        industries=industries,
        size_classes=[],
        version=0,
        actor=expert,
        at=clock.ago(300),
    )
