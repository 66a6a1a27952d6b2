"""The catalogue is complete, in both languages, in plain and equal words, and its facts are the published ones."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import chain

import pytest

from hoshimori.schemes.exchange.editions import read
from hoshimori.schemes.rules import Criterion, Edition, Level, Requirement
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import Period

FINAL = "2026-03-27"
DRAFT = "2025-12-26-draft"

# sha256 of "number level conditional periodic names_alternative", one criterion a line: see facts().
FACTS = {
    FINAL: "3c137e810508f50b3910ca6296a67b04acc9c0d7f7ff079fcc02afb7e61759a7",
    DRAFT: "fa28c199f04d00acfc577541fc45dec1bce0e9e6ddda33ef190672e593551693",
}

# Shortest and longest Japanese text, longest English one, in characters: what a phone and a guide pane can hold.
LENGTHS = {
    "name": (1, 60, 70),
    "goal": (20, 80, 160),
    "label": (4, 20, 45),
    "asked": (28, 150, 320),
    "way": (30, 190, 420),
    "evidence": (6, 80, 170),
    "record": (15, 140, 300),
    "pitfall": (30, 180, 400),
}

# Criteria that name a period for doing something; no other record may carry one.
YEARLY = """1-1-1-2 1-2-1-3 1-3-1-4 1-4-1-1 2-1-1-2 2-1-3-1 3-1-1-4 3-1-1-7 3-1-2-4 3-1-4-2 3-1-4-4 3-1-4-6 3-1-5-3
4-1-7-2 4-1-9-3 4-2-1-2 4-2-1-3 4-2-1-5 4-2-2-1 4-2-2-3 5-1-2-2 6-1-1-4 6-1-1-6"""
MONTHLY = ["3-2-1-5", "4-4-3-3"]
WITHIN_14_DAYS = ["4-4-4-2"]

# Number: why a small company has only one way to meet this criterion. None so far.
ONE_WAY: dict[str, str] = {}

# Words that would promise too much, or talk as Hoshimori does not talk.
FORBIDDEN_JA = "認定企業 経産省認定 安全です 合格率 スコア ランク ! ！ なければなりません"
FORBIDDEN_EN = r"certified|(?<!CVSS )(?<!CVSS base )\bscore|\branking|pass rate|absolutely safe|!"

# What our own texts do not say, and what they say instead. Official names of requirements are not our own.
SPELLING_JA = {
    r"サーバ(?!ー)": "サーバー",
    r"フォルダ(?!ー)": "フォルダー",
    r"ルータ(?!ー)": "ルーター",
    r"メモリ(?!ー)": "メモリー",
    r"ユーザ(?!ー)": "ユーザー",
    r"ブラウザ(?!ー)": "ブラウザー",
    r"フィルタ(?!ー|リ)": "フィルター",
    r"(?<![A-Z])PC(?![A-Z])": "パソコン",
    r"Web": "ウェブ",
    r"ソフトウェア": "ソフト",
    r"スマートデバイス|スマホ": "スマートフォン・タブレット",
    r"無線LAN": "Wi-Fi",
    r"保守業者": "保守会社",
    r"(?<!「)ログオン": "ログイン",
    r"サインイン(?!オプション|のブロック)": "ログイン",
    r"テレワーク|在宅勤務": "リモートワーク",
    r"年に1回|年に1度": "年1回",
    r"決まり(?![まし])": "ルール",
    r"改訂": "改定",
    r"取決め|受渡し|突合せ|聞取り|書込み|差替え|打合せ|受取り|受入れ|取消し|取扱い": "送りがなを省かない形",
    r"もれ|まちが|たずね|普段|つくる|あやし|くり返": "漏れ・間違・尋ね・ふだん・作る・怪し・繰り返",
}
SPELLING_EN = {
    r"\b[Mm]ails?\b|e-mail": "email",
    r"[Ll]edger": "list, or log for what happens again and again",
    r"\b[Tt]emps?\b|temporary staff|seconded-in": "temporary agency staff, agency staff, seconded staff",
    r"web site": "website",
    r"USB stick": "USB drive",
    r"\bMFA\b|two-step|two-factor": "multi-factor sign-in",
    r"smart device": "phone, tablet",
    r"PC person|\bclerk\b": "person in charge",
    r"joiner|[Ll]eaver": "new hire, people who left",
    r"isation|\bcolour|\blicence|programme\b|\bwhilst\b": "American spelling",
}

JAPANESE = "ぁ-んァ-ヶ一-龥々ー、。「」"
FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ（）：；／％＋]")
SPACED = re.compile(rf"[{JAPANESE}] | [{JAPANESE}]|\s\s|^\s|\s$")
NUMBER = re.compile(r"(?<![\d-])\d-\d-\d(?:-\d)?(?![\d-])")


@dataclass(frozen=True)
class Piece:
    """One text of the catalogue: where it stands, what it is, and its words."""

    no: str
    kind: str
    text: Text


@cache
def edition() -> Edition:
    return read(FINAL)


def of_requirement(requirement: Requirement) -> list[Piece]:
    return [Piece(requirement.no, "name", requirement.name), Piece(requirement.no, "goal", requirement.goal)]


def of_criterion(criterion: Criterion) -> list[Piece]:
    single = {"label": criterion.label, "asked": criterion.asked, "pitfall": criterion.pitfall}
    record = [Piece(criterion.no, "record", criterion.record.text)] if criterion.record else []
    return [
        *(Piece(criterion.no, kind, text) for kind, text in single.items()),
        *(Piece(criterion.no, "way", text) for text in criterion.ways),
        *(Piece(criterion.no, "evidence", text) for text in criterion.evidence),
        *record,
    ]


@cache
def pieces() -> tuple[Piece, ...]:
    """Return every text of the final edition."""
    requirements = (of_requirement(part) for part in edition().requirements.values())
    criteria = (of_criterion(part) for part in edition().criteria.values())
    return tuple(chain.from_iterable(chain(requirements, criteria)))


@cache
def own_pieces() -> tuple[Piece, ...]:
    """Return every text that is our own in Japanese too; the short names of requirements are official."""
    return tuple(piece for piece in pieces() if piece.kind != "name")


def facts(one: Edition) -> str:
    lines = (
        f"{part.no} {part.level:d} {part.conditional:d} {part.periodic:d} {part.names_alternative:d}\n"
        for part in one.criteria.values()
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def counts(one: Edition) -> tuple[int, int, int, int]:
    three = Level.THREE
    return len(one.criteria), len(one.requirements), len(one.criteria_of(three)), len(one.requirements_of(three))


@pytest.mark.parametrize(("code", "expected"), [(FINAL, (153, 43, 81, 26)), (DRAFT, (157, 44, 83, 26))])
def test_an_edition_counts_what_was_published(code: str, expected: tuple[int, int, int, int]) -> None:
    assert counts(read(code)) == expected


@pytest.mark.parametrize("code", [FINAL, DRAFT])
def test_nobody_changes_a_number_a_level_or_a_mark_by_accident(code: str) -> None:
    assert facts(read(code)) == FACTS[code]


def test_every_requirement_has_a_goal_and_both_names() -> None:
    lacking = [part.no for part in edition().requirements.values() if not (part.goal.ja and part.name.ja)]

    assert lacking == []


def test_every_criterion_says_what_is_asked_how_it_is_done_what_shows_it_and_what_goes_wrong() -> None:
    lacking = [
        part.no
        for part in edition().criteria.values()
        if not (part.label.ja and part.asked.ja and part.pitfall.ja)
        or len(part.evidence) < 2
        or (len(part.ways) < 2) != (part.no in ONE_WAY)
    ]

    assert lacking == []


def test_every_text_is_there_in_both_languages() -> None:
    one_sided = [(piece.no, piece.kind) for piece in pieces() if not piece.text.ja or not piece.text.en]

    assert one_sided == []


def test_english_texts_hold_no_japanese() -> None:
    mixed = [(piece.no, piece.text.en) for piece in pieces() if re.search("[ぁ-んァ-ヶ一-龥]", piece.text.en)]

    assert mixed == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_two_texts_are_equal(language: str) -> None:
    times = Counter(piece.text.in_language(language) for piece in own_pieces())

    assert [text for text, count in times.items() if count > 1] == []


def test_every_text_keeps_its_length() -> None:
    def fits(piece: Piece) -> bool:
        shortest, longest, longest_en = LENGTHS[piece.kind]
        return shortest <= len(piece.text.ja) <= longest and len(piece.text.en) <= longest_en

    astray = [(piece.no, piece.kind, len(piece.text.ja), len(piece.text.en)) for piece in pieces() if not fits(piece)]

    assert astray == []


def test_a_record_names_a_period_only_where_its_criterion_does() -> None:
    named = {part.no: part.record.period for part in edition().criteria.values() if part.record and part.record.period}

    assert named == {
        **dict.fromkeys(YEARLY.split(), Period(months=12)),
        **dict.fromkeys(MONTHLY, Period(months=1)),
        **dict.fromkeys(WITHIN_14_DAYS, Period(days=14)),
    }


def test_the_guide_to_1_4_1_1_lists_exactly_the_criteria_marked_as_regular_checks() -> None:
    marked = [part.no for part in edition().criteria.values() if part.periodic]

    lists = [NUMBER.findall(way.ja) for way in edition().criteria["1-4-1-1"].ways]
    lists_en = [NUMBER.findall(way.en) for way in edition().criteria["1-4-1-1"].ways]

    assert len(marked) == 18
    assert marked in lists
    assert marked in lists_en


def test_a_text_refers_only_to_numbers_of_its_own_edition() -> None:
    known = {*edition().criteria, *edition().requirements}

    unknown = [
        (piece.no, number)
        for piece in own_pieces()
        for number in NUMBER.findall(f"{piece.text.ja} {piece.text.en}")
        if number not in known
    ]

    assert unknown == []


def test_both_languages_refer_to_the_same_numbers() -> None:
    apart = [
        (piece.no, piece.kind)
        for piece in own_pieces()
        if set(NUMBER.findall(piece.text.ja)) != set(NUMBER.findall(piece.text.en))
    ]

    assert apart == []


def test_a_conditional_criterion_says_when_it_does_not_apply() -> None:
    silent = [
        part.no
        for part in edition().criteria.values()
        if part.conditional
        if not any("「該当なし」" in piece.text.ja and "ot applicable" in piece.text.en for piece in of_criterion(part))
    ]

    assert silent == []


def test_no_other_criterion_offers_not_applicable() -> None:
    unconditional = [part for part in edition().criteria.values() if not part.conditional]
    offering = [
        piece.no
        for part in unconditional
        for piece in of_criterion(part)
        if "該当なし" in piece.text.ja or "not applicable" in piece.text.en.lower()
        if not ("「該当なし」は選べません" in piece.text.ja and 'cannot answer "not applicable"' in piece.text.en)
    ]

    assert offering == ["1-4-1-1"], "which speaks of 3-1-5-3"


def test_no_text_uses_a_forbidden_word() -> None:
    found = [
        (piece.no, piece.kind)
        for piece in pieces()
        if any(word in piece.text.ja for word in FORBIDDEN_JA.split())
        or re.search(FORBIDDEN_EN, piece.text.en, re.IGNORECASE)
    ]

    assert found == []


@pytest.mark.parametrize(("pattern", "instead"), SPELLING_JA.items())
def test_one_word_for_one_thing_in_japanese(pattern: str, instead: str) -> None:
    found = [(piece.no, piece.kind, piece.text.ja) for piece in own_pieces() if re.search(pattern, piece.text.ja)]

    assert found == [], f"write {instead}"


@pytest.mark.parametrize(("pattern", "instead"), SPELLING_EN.items())
def test_one_word_for_one_thing_in_english(pattern: str, instead: str) -> None:
    found = [(piece.no, piece.kind, piece.text.en) for piece in pieces() if re.search(pattern, piece.text.en)]

    assert found == [], f"write {instead}"


def test_japanese_has_half_width_digits_letters_and_brackets() -> None:
    found = [(piece.no, piece.kind) for piece in own_pieces() if FULL_WIDTH.search(piece.text.ja)]

    assert found == []


def test_no_space_stands_beside_japanese_or_at_an_end_or_twice() -> None:
    found = [(piece.no, piece.kind) for piece in own_pieces() if SPACED.search(piece.text.ja)]
    found_en = [(piece.no, piece.kind) for piece in pieces() if re.search(r"\s\s|^\s|\s$", piece.text.en)]

    assert found + found_en == []


def test_sentences_end_as_sentences() -> None:
    open_ended = [
        (piece.no, piece.kind)
        for piece in own_pieces()
        if piece.kind not in {"label", "evidence"}
        if not re.search("[。?]$", piece.text.ja) or not re.search(r'[.?]["”)]?$', piece.text.en)
    ]

    assert open_ended == []


def test_labels_and_evidence_are_nouns_not_sentences() -> None:
    sentences = [
        (piece.no, piece.kind)
        for piece in pieces()
        if piece.kind in {"name", "label", "evidence"}
        if "。" in piece.text.ja or piece.text.en.endswith(".")
    ]

    assert sentences == []


def test_what_is_asked_is_a_question() -> None:
    statements = [
        piece.no
        for piece in own_pieces()
        if piece.kind == "asked"
        if not re.search("(?:ます|です)か(?:。|\\()", piece.text.ja) or "?" not in piece.text.en
    ]

    assert statements == []
