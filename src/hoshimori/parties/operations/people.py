"""People enter: what they are called, where mail reaches them, how they sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from hoshimori.parties.models import Person
from hoshimori.parties.rules import EMAIL_LIMIT, person_name
from hoshimori.parties.rules import language as known_language
from hoshimori.shared.refusal import Invalid, NotFound, NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor


def enter(*, name: str, email: str, password: str | None, language: str, actor: Actor, at: datetime) -> UUID:
    """Make somebody known who can then be a member of organizations; returns the person's id.

    That nobody belongs anywhere yet is no matter of any journal; entering an organization is.

    Raises:
        Invalid: the name is missing or too long, the address is none, or the language is neither Japanese nor English.
        NotPossibleNow: somebody with this address is here already.
    """
    del actor, at

    clean, address, code = person_name(name), checked_address(email), known_language(language)

    with transaction.atomic():
        if Person.objects.filter(email=address).exists():
            raise NotPossibleNow("PERSON_ALREADY_HERE", field="email")
        person = Person.objects.create_user(address, password, name=clean, language=code)
    return person.pk


def change(*, name: str, language: str, actor: Actor, at: datetime) -> None:
    """Change what the actor is called and in which language Hoshimori speaks to them.

    Raises:
        Invalid: the name is missing or too long, or the language is neither Japanese nor English.
    """
    del at

    clean, code = person_name(name), known_language(language)

    with transaction.atomic():
        person = Person.objects.select_for_update().filter(pk=actor.person_id).first()
        if person is None:
            raise NotFound
        person.name, person.language = clean, code
        person.save(update_fields=["name", "language"])


def checked_address(text: str) -> str:
    """Return an e-mail address as it is kept: one line, folded to one case.

    Raises:
        Invalid: it is no address, or too long.
    """
    address = text.strip().casefold()
    if len(address) > EMAIL_LIMIT:
        raise Invalid("TOO_LONG", field="email", limit=EMAIL_LIMIT)
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid("EMAIL_WRONG", field="email") from None
    return address
