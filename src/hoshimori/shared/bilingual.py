"""A text that exists in Japanese and in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Hold both languages side by side; neither may be missing in what the product ships."""

    ja: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the English text for "en" and its variants, else the Japanese one, the scheme's first language."""
        return self.en if language.startswith("en") and self.en else self.ja
