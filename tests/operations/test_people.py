"""People enter under one address, and say what they are called and which language they read."""

from __future__ import annotations

from datetime import datetime

import pytest

from hoshimori.parties.models import Person
from hoshimori.parties.operations import people
from hoshimori.shared.actor import NOBODY
from hoshimori.shared.refusal import Invalid, NotFound, NotPossibleNow
from tests.cast import PASSWORD, Cast, enter


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"name": "  "}, "NAME_MISSING", "name"),
        ({"name": "上" * 81}, "TOO_LONG", "name"),
        ({"email": "ueda"}, "EMAIL_WRONG", "email"),
        ({"email": "u" * 250 + "@x.example"}, "TOO_LONG", "email"),
        ({"language": "fr"}, "NOT_IN_LIST", "language"),
    ],
)
@pytest.mark.django_db
def test_what_is_wrong_is_refused_by_field(at: datetime, wrong: dict[str, str], code: str, field: str) -> None:
    values = {"name": "上田", "email": "ueda@x.example", "language": "ja"} | wrong

    with pytest.raises(Invalid) as refusal:
        people.enter(**values, password=PASSWORD, actor=NOBODY, at=at)

    assert (refusal.value.code, refusal.value.field) == (code, field)


def test_an_address_belongs_to_one_person_however_it_is_written(cast: Cast) -> None:
    del cast

    with pytest.raises(NotPossibleNow, match="PERSON_ALREADY_HERE"):
        enter("別人", "Sato@AOBA.example")


def test_people_change_their_own_name_and_language(cast: Cast, at: datetime) -> None:
    people.change(name=" Hanako  Sato ", language="en", actor=cast.sato, at=at)

    sato = Person.objects.get(pk=cast.sato.person_id)
    assert (sato.name, sato.language) == ("Hanako Sato", "en")


@pytest.mark.parametrize(("name", "language", "code"), [("", "ja", "NAME_MISSING"), ("佐藤", "de", "NOT_IN_LIST")])
def test_a_name_and_a_known_language_are_needed(cast: Cast, at: datetime, name: str, language: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        people.change(name=name, language=language, actor=cast.sato, at=at)


@pytest.mark.django_db
def test_nobody_changes_nobody(at: datetime) -> None:
    with pytest.raises(NotFound):
        people.change(name="だれか", language="ja", actor=NOBODY, at=at)
