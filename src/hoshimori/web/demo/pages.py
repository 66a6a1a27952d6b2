"""Who lives in the demo's world, as its maker wrote it down."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from hoshimori.shared.bilingual import Text
from hoshimori.shared.refusal import NotFound

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One inhabitant: where to sign in by hand, what the person does, and what to try as this person."""

    email: str
    name: str
    organization: Text
    role: str
    to_try: Text


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everybody, and the password they share."""

    people: tuple[DemoPerson, ...]
    password: str


def people_file() -> Path:
    """Return the file in which the maker of the world lists its inhabitants."""
    folder: Path = settings.ENVIRONMENT.data
    return folder / "people.json"


def people_page() -> PeoplePage:
    """Return everybody who lives in this world; nobody does where none was made."""
    file = people_file()
    if not file.exists():
        return PeoplePage((), "")
    data = json.loads(file.read_text(encoding="utf-8"))
    people = tuple(
        DemoPerson(
            email=item["email"],
            name=item["name"],
            organization=Text(**item["organization"]),
            role=item["role"],
            to_try=Text(**item["to_try"]),
        )
        for item in data["people"]
    )
    return PeoplePage(people, data["password"])


def inhabitant(email: str) -> DemoPerson:
    """Return the inhabitant with this address.

    Raises:
        NotFound: nobody in this world has it.
    """
    for person in people_page().people:
        if person.email == email:
            return person
    raise NotFound


def filled_workbook() -> Path:
    """Return the workbook that somebody at Aoba filled in before, with mistakes in it.

    Raises:
        NotFound: no world was made.
    """
    folder: Path = settings.ENVIRONMENT.data
    file = folder / "filled-workbook.xlsx"
    if not file.exists():
        raise NotFound
    return file
