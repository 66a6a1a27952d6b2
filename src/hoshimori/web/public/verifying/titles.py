"""What the numbers of the catalogue are called, so that a number that is shown also says something."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hoshimori.schemes.rules import Edition
    from hoshimori.shared.bilingual import Text


def titles_of(edition: Edition) -> dict[str, dict[str, str]]:
    """Return the titles of categories, requirements and criteria by number, in "ja" and "en"."""
    named = _named(edition)
    return {"ja": {no: text.ja for no, text in named.items()}, "en": {no: text.en for no, text in named.items()}}


def title_of(edition: Edition, no: str) -> Text | None:
    """Return the title of one number, or None where the edition has no such number."""
    return _named(edition).get(no)


def _named(edition: Edition) -> dict[str, Text]:
    categories = {part.no: part.name for part in edition.categories}
    requirements = {no: part.name for no, part in edition.requirements.items()}
    return {**categories, **requirements, **{no: part.label for no, part in edition.criteria.items()}}
