"""Editions as package data: one TOML file a category, readable in a diff."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from hoshimori.schemes.rules import Category, Criterion, Edition, Level, Record, Requirement, Setting, Subcategory
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import Period

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

NO_TEXT = Text("", "")


def shipped() -> tuple[str, ...]:
    """Return the codes of the editions that come with Hoshimori, oldest first."""
    return tuple(sorted(folder.name for folder in _folder().iterdir() if folder.joinpath("edition.toml").is_file()))


def read(code: str) -> Edition:
    """Return a shipped edition.

    Raises:
        LookupError: Hoshimori ships no edition of this code.
    """
    if code not in shipped():
        message = f"no edition {code!r}"
        raise LookupError(message)
    folder = _folder().joinpath(code)
    head = tomllib.loads(folder.joinpath("edition.toml").read_text(encoding="utf-8"))
    parts = sorted(
        (part for part in folder.iterdir() if part.name[0].isdigit() and part.name.endswith(".toml")),
        key=lambda part: part.name,
    )
    data = [tomllib.loads(part.read_text(encoding="utf-8")) for part in parts]
    categories = tuple(_category(part) for part in data)
    return Edition(
        code=code,
        title=_text(head["title"]),
        published_on=head["published_on"],
        source=head["source"],
        categories=categories,
        settings={name: _setting(name, data) for name, data in head.get("setting", {}).items()},
        has_texts=bool(head["has_texts"]),
        reworded_in_next=frozenset(
            item["no"] for part in data for item in part["criterion"] if item.get("reworded_in_next")
        ),
    )


def _folder() -> Traversable:
    return files("hoshimori.schemes").joinpath("editions")


def _text(data: dict[str, str]) -> Text:
    return Text(data["ja"], data["en"])


def _setting(name: str, data: dict[str, Any]) -> Setting:
    value = data["value"]
    return Setting(
        name=name,
        value=tuple(value) if isinstance(value, list) else value,
        source=data["source"],
        label=_text(data["label"]),
    )


def _category(data: dict[str, Any]) -> Category:
    criteria: dict[str, list[Criterion]] = {}
    for item in data["criterion"]:
        criterion = _criterion(item)
        criteria.setdefault(criterion.requirement_no, []).append(criterion)
    requirements: dict[str, list[Requirement]] = {}
    for item in data["requirement"]:
        requirement = _requirement(item, tuple(criteria.pop(item["no"])))
        requirements.setdefault(item["no"].rsplit("-", 1)[0], []).append(requirement)
    if criteria:
        message = f"criteria without a requirement: {sorted(criteria)}"
        raise ValueError(message)
    subcategories = tuple(
        Subcategory(no=item["no"], name=_text(item["name"]), requirements=tuple(requirements.pop(item["no"])))
        for item in data["subcategory"]
    )
    return Category(no=data["no"], name=_text(data["name"]), subcategories=subcategories)


def _requirement(item: dict[str, Any], criteria: tuple[Criterion, ...]) -> Requirement:
    return Requirement(
        no=item["no"],
        name=_text(item["name"]),
        level=Level(min(criterion.level for criterion in criteria)),
        csf_function=item.get("csf", ""),
        goal=_text(item["goal"]) if "goal" in item else NO_TEXT,
        criteria=criteria,
    )


def _criterion(item: dict[str, Any]) -> Criterion:
    return Criterion(
        no=item["no"],
        requirement_no=item["no"].rsplit("-", 1)[0],
        level=Level(item["level"]),
        conditional=item.get("conditional", False),
        periodic=item.get("periodic", False),
        names_alternative=item.get("names_alternative", False),
        references=item.get("references", {}),
        label=_text(item["label"]) if "label" in item else NO_TEXT,
        asked=_text(item["asked"]) if "asked" in item else NO_TEXT,
        ways=tuple(_text(way) for way in item.get("way", ())),
        evidence=tuple(_text(piece) for piece in item.get("evidence", ())),
        record=_record(item["record"]) if "record" in item else None,
        pitfall=_text(item["pitfall"]) if "pitfall" in item else NO_TEXT,
    )


def _record(item: dict[str, str]) -> Record:
    return Record(text=_text(item), period=Period.parse(item["period"]) if "period" in item else None)


def document(edition: Edition) -> dict[str, Any]:
    """Return what an edition fixes, as plain values for its digest: facts and settings, not Hoshimori's guide texts.

    The guide may be put better at any time without making another edition of it.
    """
    return {
        "edition": edition.code,
        "published_on": edition.published_on.isoformat(),
        "requirements": [
            {"no": part.no, "name": part.name.ja, "level": int(part.level), "csf": part.csf_function}
            for part in edition.requirements.values()
        ],
        "criteria": [
            {
                "no": criterion.no,
                "level": int(criterion.level),
                "conditional": criterion.conditional,
                "periodic": criterion.periodic,
                "names_alternative": criterion.names_alternative,
                "references": dict(criterion.references),
            }
            for criterion in edition.criteria.values()
        ],
        "settings": {
            name: {"value": list(part.value) if isinstance(part.value, tuple) else part.value, "source": part.source}
            for name, part in edition.settings.items()
        },
    }
