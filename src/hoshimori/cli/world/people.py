"""Who of the demo's world can be signed in as with one click, and what there is to try as each of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hoshimori.cli.world.stage import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

AOBA, MINATO, KAEDE = ("青葉部品", "Aoba Parts"), ("みなと物流", "Minato Logistics"), ("かえでソフト", "Kaede Software")
TSUBASA = ("つばさ自動車", "Tsubasa Motors")
HOSHIZORA = ("ほしぞら情報安全", "Hoshizora Security")

PEOPLE = [
    # address, name, organization in both languages, role, what to try in both languages
    (
        "sato@aoba.example",
        "佐藤 花子",
        AOBA,
        "COORDINATOR",
        "28人の部品メーカーで、★3の自己評価を進めています。回答の続き、Excelの取り込み、報告書を試せます。",
        "Leads the ★3 self-evaluation of a parts maker (28 people). Answer on, import a workbook, make a report.",
    ),
    (
        "ito@aoba.example",
        "伊藤 次郎",
        AOBA,
        "CONTRIBUTOR",
        "回答を手伝っています。期限の過ぎたやることが2つあります。",
        "Helps to answer. Two of his tasks are overdue.",
    ),
    (
        "mori@aoba.example",
        "森 健一",
        AOBA,
        "REPRESENTATIVE",
        "経営の立場で、どこまで進んだかを確かめます。専門家の確認が済めば、自己適合宣誓をします。",
        "Looks at the progress as management, and declares conformity once an expert has confirmed.",
    ),
    (
        "yamada@minato.example",
        "山田 まり",
        MINATO,
        "COORDINATOR",
        (
            "★3の登録があと80日で終わります。今年の81の評価基準はすべて満たしているので、"
            "専門家に渡すところから更新の申請までを試せます。つばさ自動車から、開示の依頼も届いています。"
        ),
        "Their ★3 ends in 80 days: hand over, ask, file the renewal. Tsubasa asks to be shown three criteria.",
    ),
    (
        "minato@minato.example",
        "港 太郎",
        MINATO,
        "REPRESENTATIVE",
        "専門家(清田さん)が今年の自己評価を確認したら、自己適合宣誓をします。登録証を見ることや、返上もできます。",
        "Declares conformity once the expert, Kiyota, has confirmed. Can see the certificate, or give it back.",
    ),
    (
        "aizawa@tsubasa.example",
        "相沢 さくら",
        TSUBASA,
        "COORDINATOR",
        "発注者として、みなと物流に3つの評価基準の開示を頼んでいます。登録を調べ、受け取った証明を確かめられます。",
        "An orderer: asked Minato to be shown three criteria. Looks registrations up and verifies what is shown.",
    ),
    (
        "tanaka@kaede.example",
        "田中 一郎",
        KAEDE,
        "COORDINATOR",
        (
            "グループ共通のIT基盤を使っています。★3は専門家から3つの理由とともに返されました(「自己評価」で★3に切り替え)。"
            "その回答を引き継いで、★4も始めています。"
        ),
        "The ★3 was returned with three reasons (switch under Self-evaluations). ★4 has begun from its answers.",
    ),
    (
        "kiyota@hoshizora.example",
        "清田 実",
        HOSHIZORA,
        "EXPERT",
        "セキュリティ専門家として、確認の途中の1社と、頼まれたばかりの1社があります。専門家を探している会社も見られます。",
        "An expert with one confirmation under way and one company asking. Another one shows that it needs an expert.",
    ),
    (
        "miura@hoshizora.example",
        "三浦 恵",
        HOSHIZORA,
        "EXPERT",
        "すべての項目を見終えましたが、制度研修の有効期間が20日前に終わったため、確認できません。理由が示されます。",
        "Has judged everything, but her training ran out 20 days ago: she cannot confirm, and is told why.",
    ),
    (
        "minami@aoba.example",
        "南 千鶴",
        AOBA,
        "EXPERT",
        "青葉部品の社内専門家です。自社から頼まれると、社内の専門家による確認として記録されます。",
        "Aoba's in-house expert. What she confirms is recorded as confirmed in-house.",
    ),
    (
        "hayashi@operator.example",
        "林 四郎",
        ("運営機関(見本)", "Operator (sample)"),
        "OFFICER",
        "待っている申請が2件、遅れて届いた変更の届出が1件あります。組織を探し、理由を示して会社の内容を閲覧できます。",
        "Two filings wait, and a change was notified late. Finds organizations, and looks into them with a reason.",
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


def write_down(file: Path) -> None:
    """Write who lives here, for the page from which visitors choose."""
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
    file.write_text(json.dumps({"password": PASSWORD, "people": people}, ensure_ascii=False, indent=1), "utf-8")
