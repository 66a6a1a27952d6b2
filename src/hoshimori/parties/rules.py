"""What holds of organizations and people without a computer: numbers, classes, states of invitations and platforms."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from enum import StrEnum

from stdnum.exceptions import ValidationError
from stdnum.jp import cn

from hoshimori.shared.actor import APPLICANT_ROLES, Role
from hoshimori.shared.bilingual import Text
from hoshimori.shared.lifecycle import Lifecycle, Step
from hoshimori.shared.refusal import Invalid
from hoshimori.shared.texts import one_line, paragraphs


class OrganizationKind(StrEnum):
    """What part an organization plays in the scheme (scheme section 2)."""

    COMPANY = "COMPANY"
    OPERATOR = "OPERATOR"
    MINISTRY = "MINISTRY"


ROLES_OF_KIND: dict[str, frozenset[Role]] = {
    OrganizationKind.COMPANY: APPLICANT_ROLES | {Role.EXPERT},
    OrganizationKind.OPERATOR: frozenset({Role.OFFICER}),
    OrganizationKind.MINISTRY: frozenset({Role.OVERSEER}),
}
"""Into which roles each kind of organization can invite."""


class SizeClass(StrEnum):
    """How many people work in an organization."""

    UP_TO_20 = "UP_TO_20"
    UP_TO_50 = "UP_TO_50"
    UP_TO_100 = "UP_TO_100"
    UP_TO_300 = "UP_TO_300"
    UP_TO_1000 = "UP_TO_1000"
    OVER_1000 = "OVER_1000"


SIZE_CLASSES: dict[str, Text] = {
    SizeClass.UP_TO_20: Text("20人以下", "up to 20 people"),
    SizeClass.UP_TO_50: Text("21〜50人", "21 to 50 people"),
    SizeClass.UP_TO_100: Text("51〜100人", "51 to 100 people"),
    SizeClass.UP_TO_300: Text("101〜300人", "101 to 300 people"),
    SizeClass.UP_TO_1000: Text("301〜1,000人", "301 to 1,000 people"),
    SizeClass.OVER_1000: Text("1,001人以上", "more than 1,000 people"),
}

INDUSTRIES: dict[str, Text] = {
    "A": Text("農業、林業", "Agriculture and forestry"),
    "B": Text("漁業", "Fisheries"),
    "C": Text("鉱業、採石業、砂利採取業", "Mining and quarrying"),
    "D": Text("建設業", "Construction"),
    "E": Text("製造業", "Manufacturing"),
    "F": Text("電気・ガス・熱供給・水道業", "Electricity, gas, heat and water"),
    "G": Text("情報通信業", "Information and communications"),
    "H": Text("運輸業、郵便業", "Transport and postal services"),
    "I": Text("卸売業、小売業", "Wholesale and retail trade"),
    "J": Text("金融業、保険業", "Finance and insurance"),
    "K": Text("不動産業、物品賃貸業", "Real estate and leasing"),
    "L": Text("学術研究、専門・技術サービス業", "Research, professional and technical services"),
    "M": Text("宿泊業、飲食サービス業", "Accommodation and food services"),
    "N": Text("生活関連サービス業、娯楽業", "Personal services and amusement"),
    "O": Text("教育、学習支援業", "Education and learning support"),
    "P": Text("医療、福祉", "Medical care and welfare"),
    "Q": Text("複合サービス事業", "Compound services"),
    "R": Text("サービス業(他に分類されないもの)", "Other services"),
    "S": Text("公務", "Government"),
    "T": Text("分類不能の産業", "Not classified"),
}
"""Major classes of the Japan Standard Industrial Classification."""

_PREFECTURES = (
    "北海道 Hokkaido,青森県 Aomori,岩手県 Iwate,宮城県 Miyagi,秋田県 Akita,山形県 Yamagata,"
    "福島県 Fukushima,茨城県 Ibaraki,栃木県 Tochigi,群馬県 Gunma,埼玉県 Saitama,千葉県 Chiba,"
    "東京都 Tokyo,神奈川県 Kanagawa,新潟県 Niigata,富山県 Toyama,石川県 Ishikawa,福井県 Fukui,"
    "山梨県 Yamanashi,長野県 Nagano,岐阜県 Gifu,静岡県 Shizuoka,愛知県 Aichi,三重県 Mie,"
    "滋賀県 Shiga,京都府 Kyoto,大阪府 Osaka,兵庫県 Hyogo,奈良県 Nara,和歌山県 Wakayama,"
    "鳥取県 Tottori,島根県 Shimane,岡山県 Okayama,広島県 Hiroshima,山口県 Yamaguchi,徳島県 Tokushima,"
    "香川県 Kagawa,愛媛県 Ehime,高知県 Kochi,福岡県 Fukuoka,佐賀県 Saga,長崎県 Nagasaki,"
    "熊本県 Kumamoto,大分県 Oita,宮崎県 Miyazaki,鹿児島県 Kagoshima,沖縄県 Okinawa"
)
PREFECTURES: dict[str, Text] = {
    f"{number:02}": Text(*pair.split(" ")) for number, pair in enumerate(_PREFECTURES.split(","), start=1)
}
"""Prefectures by their two-digit code (JIS X 0401)."""

_WIDE_DIGITS = {ord("０") + index: str(index) for index in range(10)}


def corporate_number(text: str) -> str:
    """Return the 13 digits of a 法人番号, whatever widths, spaces or hyphens it was typed with.

    Raises:
        Invalid: it does not have 13 digits, or its check digit is wrong.
    """
    digits = re.sub(r"[\s\-‐‑–—−ー－]", "", text.translate(_WIDE_DIGITS))
    if not re.fullmatch(r"\d{13}", digits, re.ASCII):
        raise Invalid("CORPORATE_NUMBER_LENGTH", field="corporate_number")
    try:
        return str(cn.validate(digits))
    except ValidationError:
        raise Invalid("CORPORATE_NUMBER_CHECK_DIGIT", field="corporate_number") from None


def secret_digest(secret: str) -> str:
    """Return what is kept of a link's secret: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


class InvitationState(StrEnum):
    """Where an invitation stands. That it has run out is a matter of time, not of an act."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    REVOKED = "REVOKED"


class InvitationAction(StrEnum):
    """What can be done with an invitation."""

    INVITE = "INVITE"
    INVITE_AGAIN = "INVITE_AGAIN"
    ACCEPT = "ACCEPT"
    REVOKE = "REVOKE"


INVITATION: Lifecycle[InvitationState, InvitationAction] = Lifecycle(
    "invitation",
    [
        Step(None, InvitationAction.INVITE, InvitationState.OPEN),
        Step(InvitationState.OPEN, InvitationAction.INVITE_AGAIN, InvitationState.OPEN),
        Step(InvitationState.OPEN, InvitationAction.ACCEPT, InvitationState.ACCEPTED),
        Step(InvitationState.OPEN, InvitationAction.REVOKE, InvitationState.REVOKED),
    ],
)


PLATFORM_NAME_LIMIT = 120
PLATFORM_DESCRIPTION_LIMIT = 2000


def platform_name(text: str) -> str:
    """Return the name of an IT platform with white space made single.

    Raises:
        Invalid: it is missing or too long.
    """
    return one_line(text, field="name", limit=PLATFORM_NAME_LIMIT, missing="NAME_MISSING")


def platform_description(text: str) -> str:
    """Return the description of an IT platform without outer white space.

    Raises:
        Invalid: it is too long.
    """
    return paragraphs(text, field="description", limit=PLATFORM_DESCRIPTION_LIMIT)


class PlatformUseState(StrEnum):
    """Where the shared use of an IT platform stands."""

    OFFERED = "OFFERED"
    IN_USE = "IN_USE"
    DECLINED = "DECLINED"
    ENDED = "ENDED"


class PlatformUseAction(StrEnum):
    """What holder and user of an IT platform can do about its shared use."""

    OFFER = "OFFER"
    TAKE_UP = "TAKE_UP"
    DECLINE = "DECLINE"
    END = "END"


PLATFORM_USE: Lifecycle[PlatformUseState, PlatformUseAction] = Lifecycle(
    "use of an IT platform",
    [
        Step(None, PlatformUseAction.OFFER, PlatformUseState.OFFERED),
        Step(PlatformUseState.OFFERED, PlatformUseAction.TAKE_UP, PlatformUseState.IN_USE),
        Step(PlatformUseState.OFFERED, PlatformUseAction.DECLINE, PlatformUseState.DECLINED),
        Step(PlatformUseState.OFFERED, PlatformUseAction.END, PlatformUseState.ENDED),
        Step(PlatformUseState.IN_USE, PlatformUseAction.END, PlatformUseState.ENDED),
    ],
)

ACCESS_LASTS_AT_MOST = timedelta(hours=8)
"""How long the operator's staff may look into a company's matters for one reason [D]."""

ACCESS_REASON_LIMIT = 1000


def access_reason(text: str) -> str:
    """Return why the operator's staff looks into a company's matters, without outer white space.

    Raises:
        Invalid: no reason is given, or it is too long.
    """
    return paragraphs(text, field="reason", limit=ACCESS_REASON_LIMIT, missing="REASON_MISSING")


def access_length(hours: int) -> timedelta:
    """Return how long an access stays open.

    Raises:
        Invalid: it is shorter than an hour or longer than 8 hours [D].
    """
    length = timedelta(hours=max(0, min(hours, 24)))
    if not timedelta(hours=1) <= length <= ACCESS_LASTS_AT_MOST:
        raise Invalid("ACCESS_TOO_LONG", field="hours", limit=ACCESS_LASTS_AT_MOST // timedelta(hours=1))
    return length


class Delivery(StrEnum):
    """How far the mail of an invitation has come."""

    NOT_SENT = "NOT_SENT"
    WAITING = "WAITING"
    SENT = "SENT"
    FAILED = "FAILED"


PERSON_NAME_LIMIT = 80
EMAIL_LIMIT = 254
LANGUAGES = ("ja", "en")


def person_name(text: str) -> str:
    """Return a person's name with white space made single.

    Raises:
        Invalid: it is missing or too long.
    """
    return one_line(text, field="name", limit=PERSON_NAME_LIMIT, missing="NAME_MISSING")


def language(code: str) -> str:
    """Return the code of a language that people can choose.

    Raises:
        Invalid: it is neither Japanese nor English.
    """
    if code not in LANGUAGES:
        raise Invalid("NOT_IN_LIST", field="language")
    return code
