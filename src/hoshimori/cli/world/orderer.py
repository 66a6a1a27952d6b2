"""Tsubasa Motors: an orderer that looks its suppliers up and asks Minato Logistics to show three criteria."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hoshimori.cli.world import stage
from hoshimori.cli.world.numbers import made_up
from hoshimori.disclosures.operations import asking
from hoshimori.parties.operations.organizations import Particulars

if TYPE_CHECKING:
    from hoshimori.cli.world.stage import Clock

TSUBASA = Particulars("つばさ自動車株式会社", "ツバサジドウシャ", "Tsubasa Motors Corporation", "23", "OVER_1000", "E")
SERIAL = 12340118
ITEMS = ("CRITERION:1-2-1-1", "CRITERION:4-1-1-1", "CRITERION:6-1-1-1")
PURPOSE = "来年度の配送委託の契約更新にあたり、連絡体制とアクセス管理、事故のときの対応を確認したいためです。"


def make(registration_number: str, clock: Clock) -> None:
    """Let the orderer come, and ask what has not been answered yet."""
    came = clock.ago(60)
    aizawa = stage.found(stage.enter("相沢 さくら", "aizawa@tsubasa.example", came), made_up(SERIAL), TSUBASA, came)
    asking.ask(
        registration_number=registration_number,
        items=list(ITEMS),
        purpose=PURPOSE,
        until=clock.day(0) + timedelta(days=180),
        actor=aizawa,
        at=clock.ago(6),
    )
