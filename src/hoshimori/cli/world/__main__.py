"""Make the demo's world in the database that the environment names."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime

import django

PEOPLE = [
    # address, name, organization in both languages, role, what to try in both languages
    (
        "sato@aoba.example",
        "佐藤 花子",
        ("青葉部品", "Aoba Parts"),
        "COORDINATOR",
        "28人の部品メーカーで、★3の自己評価を進めています。回答の続き、Excelの取り込み、報告書を試せます。",
        "Leads the ★3 self-evaluation of a parts maker (28 people). Answer on, import a workbook, make a report.",
    ),
    (
        "ito@aoba.example",
        "伊藤 次郎",
        ("青葉部品", "Aoba Parts"),
        "CONTRIBUTOR",
        "回答を手伝っています。期限の過ぎたやることが2つあります。",
        "Helps to answer. Two of his tasks are overdue.",
    ),
    (
        "mori@aoba.example",
        "森 健一",
        ("青葉部品", "Aoba Parts"),
        "REPRESENTATIVE",
        "経営の立場で、どこまで進んだかを確かめます。",
        "Looks at the progress as management.",
    ),
    (
        "yamada@minato.example",
        "山田 まり",
        ("みなと物流", "Minato Logistics"),
        "COORDINATOR",
        "81の評価基準をすべて満たし、専門家に渡すばかりです。",
        "All 81 criteria are met; ready to hand over.",
    ),
    (
        "tanaka@kaede.example",
        "田中 一郎",
        ("かえでソフト", "Kaede Software"),
        "COORDINATOR",
        "グループ共通のIT基盤を使い、★3の回答を引き継いで★4を始めました。",
        "Uses a shared IT platform and has begun ★4 from the answers given for ★3.",
    ),
    (
        "hayashi@operator.example",
        "林 四郎",
        ("運営機関(見本)", "Operator (sample)"),
        "OFFICER",
        "組織を探し、理由を示して会社の内容を閲覧できます。",
        "Finds organizations, and looks into a company's matters with a reason.",
    ),
    (
        "ono@ministry.example",
        "小野 五月",
        ("所管省(見本)", "Ministry (sample)"),
        "OVERSEER",
        "制度の状況を見ます。個々の会社のことは見えません。",
        "Looks at the state of the scheme, never at one company.",
    ),
]


def make() -> None:
    """Make everybody and everything, then write down who lives here."""
    from django.conf import settings

    from hoshimori.cli.world import aoba, filled_workbook, others
    from hoshimori.cli.world.stage import PASSWORD, Clock
    from hoshimori.journal.operations import seal
    from hoshimori.shared.actor import SYSTEM

    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    clock = Clock(now)
    others.make_offices(clock)
    aoba.make(clock)
    others.make_minato(clock)
    others.make_kaede(clock)
    filled_workbook.write(settings.ENVIRONMENT.data / "filled-workbook.xlsx")
    while seal(actor=SYSTEM, at=now):
        pass
    people = [
        {
            "email": email,
            "name": name,
            "organization": {"ja": company[0], "en": company[1]},
            "role": role,
            "to_try": {"ja": japanese, "en": english},
        }
        for email, name, company, role, japanese, english in PEOPLE
    ]
    content = json.dumps({"password": PASSWORD, "people": people}, ensure_ascii=False, indent=1)
    (settings.ENVIRONMENT.data / "people.json").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoshimori.config.settings")
    django.setup()
    make()
