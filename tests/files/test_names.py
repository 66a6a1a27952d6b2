"""A name that people gave is shown as they meant it and can do nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.files.names import LONGEST, clean, extension


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("情報セキュリティ規程.pdf", "情報セキュリティ規程.pdf"),
        ("C:\\Users\\sato\\規程.pdf", "規程.pdf"),
        ("../../etc/passwd", "passwd"),
        ("  予定  表 .xlsx ", "予定 表 .xlsx"),
        ("改\r\n行\t入り.txt", "改 行 入り.txt"),
        ("請求書\u202efdp.exe", "請求書fdp.exe"),
        ("ゼロ\u200b幅\ufeff.txt", "ゼロ幅.txt"),
        ("制御\x00\x1b文字.txt", "制御文字.txt"),
        ('a<b>c:"d"|e?f*.txt', "a_b_c__d__e_f_.txt"),
        ("か\u3099.txt", "が.txt"),
        ("con.txt", "_con.txt"),
        ("...", ""),
        ("", ""),
    ],
)
def test_a_name_is_cleaned_for_showing(given_name: str, shown: str) -> None:
    assert clean(given_name) == shown


def test_a_long_name_keeps_its_end() -> None:
    shown = clean("議" * 300 + ".pdf")

    assert shown.endswith("….pdf")
    assert LONGEST - 3 <= len(shown.encode()) <= LONGEST
    assert len(clean("a." + "b" * 300).encode()) <= LONGEST


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.PDF", ".pdf"), ("a.tar.gz", ".gz"), ("a", ""), (".htaccess", ""), ("a.", ""), ("", "")],
)
def test_the_extension_is_what_stands_behind_the_last_dot(name: str, ending: str) -> None:
    assert extension(name) == ending


@given(st.text(max_size=400))
def test_no_name_leads_anywhere_or_hides_anything(given_name: str) -> None:
    shown = clean(given_name)

    assert len(shown.encode()) <= LONGEST
    assert not set(shown) & set('<>:"/\\|?*')
    assert shown not in {".", ".."}
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in shown)
    assert clean(shown) == shown
