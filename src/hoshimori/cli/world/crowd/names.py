"""Names of made-up companies and people: a word of nature that is no place, a trade, a legal form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hoshimori.cli.world.chance import Chance

_WORDS = (
    "ほたる野 ホタルノ Hotaruno,しぐれ坂 シグレザカ Shigurezaka,つむぎ原 ツムギハラ Tsumugihara,"
    "かわせみ台 カワセミダイ Kawasemidai,みずひき ミズヒキ Mizuhiki,ゆきしろ ユキシロ Yukishiro,"
    "すずらん丘 スズランオカ Suzuranoka,いわひば イワヒバ Iwahiba,あさつゆ アサツユ Asatsuyu,"
    "こもれび野 コモレビノ Komorebino,さざなみ台 サザナミダイ Sazanamidai,うすらい ウスライ Usurai,"
    "ひぐらし坂 ヒグラシザカ Higurashizaka,なたね野 ナタネノ Nataneno,つゆくさ ツユクサ Tsuyukusa,"
    "おぼろ月 オボロヅキ Oborozuki,はくれん ハクレン Hakuren,しおさい台 シオサイダイ Shiosaidai,"
    "かげろう原 カゲロウハラ Kagerohara,わたすげ ワタスゲ Watasuge,みやまがわ ミヤマガワ Miyamagawa,"
    "あけび野 アケビノ Akebino,くるみ沢 クルミサワ Kurumisawa,たそがれ坂 タソガレザカ Tasogarezaka,"
    "ほおずき ホオズキ Hozuki,いなほ野 イナホノ Inahono,かすみ岳 カスミダケ Kasumidake,"
    "しらゆり台 シラユリダイ Shirayuridai,とんぼ池 トンボイケ Tomboike,やまぶき野 ヤマブキノ Yamabukino,"
    "るりびたき ルリビタキ Ruribitaki,ささぶね ササブネ Sasabune,むつのはな ムツノハナ Mutsunohana,"
    "ともしび坂 トモシビザカ Tomoshibizaka,はるにれ ハルニレ Harunire,みおつくし原 ミオツクシハラ Miotsukushihara,"
    "こだま沢 コダマサワ Kodamasawa,うぐいす台 ウグイスダイ Uguisudai,ねこやなぎ ネコヤナギ Nekoyanagi,"
    "せせらぎ野 セセラギノ Seseragino"
)
_TRADES = {
    "A": "農産 ノウサン Farm,園芸 エンゲイ Horticulture",
    "B": "水産 スイサン Fisheries",
    "C": "砕石 サイセキ Quarry",
    "D": "建設 ケンセツ Construction,電設 デンセツ Electrical Works,設備工業 セツビコウギョウ Building Services",
    "E": "精機 セイキ Precision,部品工業 ブヒンコウギョウ Parts,化成 カセイ Chemical,電子 デンシ Electronics,"
    "製作所 セイサクショ Works,食品 ショクヒン Foods,金型 カナガタ Molds,鍍金 メッキ Plating",
    "F": "ガス ガス Gas",
    "G": "システム システム Systems,情報 ジョウホウ Information,ソフトウェア ソフトウェア Software",
    "H": "物流 ブツリュウ Logistics,運送 ウンソウ Transport,倉庫 ソウコ Warehouse",
    "I": "商事 ショウジ Trading,資材 シザイ Materials,薬品販売 ヤクヒンハンバイ Chemicals Sales",
    "J": "保険サービス ホケンサービス Insurance Services",
    "K": "リース リース Leasing",
    "L": "設計 セッケイ Design,技術研究所 ギジュツケンキュウショ Engineering Laboratory",
    "M": "旅館 リョカン Inn",
    "N": "クリーニング クリーニング Laundry",
    "O": "学習塾 ガクシュウジュク Learning",
    "P": "介護サービス カイゴサービス Care Services",
    "Q": "協同サービス キョウドウサービス Cooperative Services",
    "R": "警備 ケイビ Guard,ビル管理 ビルカンリ Building Management,人材 ジンザイ Staffing",
}
_FAMILIES = "相沢 井筒 臼井 江波 大垣 加納 木原 久保田 小宮 佐竹 志村 須藤 瀬川 園田 高科 千原 津島 寺井 戸田 永瀬"
_GIVEN = "愛 樹 英二 恵子 一平 和歌 健 聡子 俊 純 千尋 司 照美 直 菜摘 伸 春香 久 文 誠 雅美 実 芽衣 康 裕子 遼"


@dataclass(frozen=True, slots=True)
class Named:
    """A company's name in three forms."""

    japanese: str
    kana: str
    english: str


def companies(industries: list[str], chance: Chance) -> list[Named]:
    """Return a different name for each company, fitting its industry."""
    words = [tuple(word.split(" ")) for word in _WORDS.split(",")]
    taken: set[str] = set()
    names = []
    for industry in industries:
        trades = [trade.split(" ", 2) for trade in _TRADES[industry].split(",")]
        free = [(word, trade) for word in words for trade in trades if word[0] + trade[0] not in taken]
        word, trade = chance.choice(free)
        taken.add(word[0] + trade[0])
        names.append(_with_form(word[0] + trade[0], word[1] + trade[1], f"{word[2]} {trade[2]}", chance))
    return names


def people(amount: int, chance: Chance) -> list[str]:
    """Return names that all differ."""
    everybody = [f"{family} {given}" for family in _FAMILIES.split(" ") for given in _GIVEN.split(" ")]
    return chance.sample(everybody, amount)


def person(chance: Chance) -> str:
    """Return somebody's name."""
    return f"{chance.choice(_FAMILIES.split(' '))} {chance.choice(_GIVEN.split(' '))}"


def _with_form(japanese: str, kana: str, english: str, chance: Chance) -> Named:
    form = chance.choices(("株式会社{}", "{}株式会社", "有限会社{}", "合同会社{}"), (40, 45, 8, 7))[0]
    suffix = {"有": "Ltd.", "合": "LLC"}.get(form[0], chance.choice(("Co., Ltd.", "Inc.")))
    return Named(form.format(japanese), kana, f"{english} {suffix}")
