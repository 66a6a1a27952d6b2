from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.architecture import source

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = sorted(source.PACKAGE.rglob("templates/**/*.html"))
# The policy forbids anything inline; a page that has it would be broken in silence.
INLINE = re.compile(r"""<style\b|\sstyle\s*=|\son\w+\s*=|\shx-on|javascript:|<script\b(?![^>]*\bsrc=)""", re.IGNORECASE)
BLOCK = re.compile(r"{%-?\s*blocktranslate\b.*?{%-?\s*endblocktranslate\s*-?%}", re.DOTALL)
COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}", re.DOTALL)
CLASSES = re.compile(r"{%\s*block \w*class\s*%}.*?{%\s*endblock\b.*?%}")
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
WORDS = re.compile(r"[^\W\d_]{2,}")
SPOKEN_ATTRIBUTES = {"alt", "aria-description", "aria-label", "placeholder", "title"}
# Names that are the same in both languages.
NAMES = {"Hoshimori", "星守", "English", "日本語", "Excel", "PDF", "SHA", "OT", "IT", "Esc", "ja", "en"}


class Spoken(HTMLParser):
    """Collects what a reader would see or hear that stands in no translation tag."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += WORDS.findall(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_silent = tag == "input" and dict(attrs).get("type") in {"checkbox", "radio", "hidden"}
        for name, value in attrs:
            if name in SPOKEN_ATTRIBUTES or (tag == "input" and name == "value" and not is_silent):
                self.words += WORDS.findall(value or "")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_nothing_inline(path: Path) -> None:
    found = INLINE.findall(COMMENT.sub("", path.read_text(encoding="utf-8")))

    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_everything_in_both_languages(path: Path) -> None:
    reader = Spoken()

    reader.feed(html_of(path))

    assert set(reader.words) - NAMES == set()


def html_of(path: Path) -> str:
    """Return what is left without Django's tags; a template of nothing but attributes becomes an element."""
    text = path.read_text(encoding="utf-8")
    for pattern in (COMMENT, BLOCK, CLASSES, TAG):
        text = pattern.sub(" ", text)
    return text if "<" in text or '="' not in text else f"<p {text}></p>"
