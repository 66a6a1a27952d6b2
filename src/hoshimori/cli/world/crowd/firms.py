"""The firms whose experts confirm for the crowd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.cli.world import experts, stage
from hoshimori.cli.world.chance import Chance
from hoshimori.cli.world.crowd import names
from hoshimori.cli.world.numbers import made_up
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.parties.rules import INDUSTRIES, PREFECTURES, SIZE_CLASSES
from hoshimori.qualifications.operations import listing
from hoshimori.shared.actor import Actor, Role

if TYPE_CHECKING:
    from hoshimori.cli.world.stage import Clock

FIRST_SERIAL = 20_000_000
CAME, TRAINED, UNTIL = 534, 532, -560
"""Days ago: since when they are there, when they were trained, and (to come) when that ends."""
SEED = 47

_FIRMS = (
    ("きたあかり情報監査株式会社", "キタアカリジョウホウカンサ", "Kitaakari Audit, Inc.", "01", 2),
    ("株式会社みちしるべセキュリティ", "ミチシルベセキュリティ", "Michishirube Security, Inc.", "04", 2),
    (
        "むさしの風セキュリティ相談所合同会社",
        "ムサシノカゼセキュリティソウダンショ",
        "Musashinokaze Security LLC",
        "13",
        4,
    ),
    ("株式会社まもりびと", "マモリビト", "Mamoribito, Inc.", "13", 3),
    ("しなの路情報安全株式会社", "シナノジジョウホウアンゼン", "Shinanoji Security Co., Ltd.", "20", 2),
    ("株式会社なごみ監査法務", "ナゴミカンサホウム", "Nagomi Audit, Inc.", "23", 3),
    ("なにわ灯台セキュリティ株式会社", "ナニワトウダイセキュリティ", "Naniwatodai Security Co., Ltd.", "27", 3),
    ("合同会社せとの見張り", "セトノミハリ", "Seto Mihari LLC", "34", 2),
    ("つくし野情報監査株式会社", "ツクシノジョウホウカンサ", "Tsukushino Audit Co., Ltd.", "40", 3),
    ("株式会社うるま情報安全", "ウルマジョウホウアンゼン", "Uruma Security, Inc.", "47", 1),
)
_TITLES = ("情報処理安全確保支援士", "CISSP", "CISM", "CISA", "公認情報セキュリティ監査人", "ISO/IEC 27001 主任審査員")
_SERVE = (
    "はじめての会社に、順番に付き添います。",
    "工場のある会社を、現地で確認します。",
    "オンラインだけでも確認できます。",
    "20人以下の会社の確認を多く行っています。",
    "夜間と土曜日にも対応します。",
)
PEOPLE = sum(firm[-1] for firm in _FIRMS)


def found(officer: Actor, clock: Clock) -> list[Actor]:
    """Found the firms; returns their experts, all of them eligible for years."""
    chance = Chance(SEED)
    found_so_far: list[Actor] = []
    called = names.people(PEOPLE, chance)
    for place, (japanese, kana, english, prefecture, people) in enumerate(_FIRMS):
        at, domain = clock.ago(CAME), f"firm{place + 1}.example"
        head = stage.mention(names.person(chance), f"daihyo@{domain}", at)
        particulars = Particulars(japanese, kana, english, prefecture, "UP_TO_20", "L")
        host = stage.found(head, made_up(FIRST_SERIAL + place), particulars, at)
        for number in range(people):
            email = f"expert{number + 1}@{domain}"
            joined = stage.join(host, stage.mention(called[len(found_so_far)], email, at), email, Role.EXPERT, at)
            make_eligible(joined, chance.choice(_TITLES), officer, clock)
            _list(joined, prefecture, clock, chance)
            found_so_far.append(joined)
    return found_so_far


def make_eligible(expert: Actor, title: str, officer: Actor, clock: Clock, trained: int = TRAINED) -> None:
    """Have recorded what makes somebody eligible from so many days ago until far into the time to come."""
    experts.record(
        expert, title, trained_on=clock.day(trained), until=clock.day(UNTIL), officer=officer, at=clock.ago(trained)
    )


def _list(expert: Actor, prefecture: str, clock: Clock, chance: Chance) -> None:
    listing.change(
        is_listed=chance.says(85),
        serves="OTHERS",
        statement=chance.choice(_SERVE),
        prefectures={prefecture, *chance.sample(list(PREFECTURES), 3)} if chance.says(70) else (),
        industries=chance.sample(list(INDUSTRIES)[:18], 4) if chance.says(50) else (),
        size_classes=list(SIZE_CLASSES)[:4] if chance.says(40) else (),
        version=0,
        actor=expert,
        at=clock.ago(TRAINED - 1),
    )
