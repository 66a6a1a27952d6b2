"""People enter: what they are called, where mail reaches them, how they sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.parties.models import Person
from hoshimori.shared.refusal import Invalid, NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor


def enter(*, name: str, email: str, password: str | None, language: str, actor: Actor, at: datetime) -> UUID:
    """Make somebody known who can then be a member of organizations; returns the person's id.

    That nobody belongs anywhere yet is no matter of any journal; entering an organization is.

    Raises:
        Invalid: the name is missing or too long, or the language is neither Japanese nor English.
        NotPossibleNow: somebody with this address is here already.
    """
    del actor, at

    clean = " ".join(name.split())
    if not clean:
        raise Invalid("NAME_MISSING", field="name")
    if language not in {"ja", "en"}:
        raise Invalid("NOT_IN_LIST", field="language")

    with transaction.atomic():
        if Person.objects.filter(email=email.casefold()).exists():
            raise NotPossibleNow("PERSON_ALREADY_HERE", field="email")
        person = Person.objects.create_user(email, password, name=clean, language=language)
    return person.pk
