"""The operator's and the ministry's organizations are made here and nowhere else."""

from __future__ import annotations

import sys

import django
from django.db import transaction
from django.utils import timezone

from hoshimori.cli.accounts import vouch_for


def run(*, kind: str, number: str, name: str, email: str, person: str) -> int:
    """Make the organization with its first person, who sets a password by the link of "forgotten password"."""
    django.setup()
    from hoshimori.parties.operations import organizations, people
    from hoshimori.parties.operations.organizations import Particulars
    from hoshimori.parties.rules import OrganizationKind
    from hoshimori.shared.actor import NO_ID, NOBODY, Actor, Role
    from hoshimori.shared.refusal import Refusal

    of_kind = {
        "operator": (OrganizationKind.OPERATOR, Role.OFFICER),
        "ministry": (OrganizationKind.MINISTRY, Role.OVERSEER),
    }
    organization_kind, role = of_kind[kind]
    now = timezone.now()
    particulars = Particulars(name, "", "", prefecture="13", size_class="UP_TO_1000", industry="S")
    try:
        with transaction.atomic():
            person_id = people.enter(name=person, email=email, password=None, language="ja", actor=NOBODY, at=now)
            vouch_for(person_id)
            founder = Actor(person_id, NO_ID, NO_ID, Role.NOBODY)
            organizations.register(
                number=number, particulars=particulars, kind=organization_kind, role=role, actor=founder, at=now
            )
    except Refusal as refusal:
        print(f"Not done: {refusal.code} {refusal.field}", file=sys.stderr)
        return 1
    print(f"Done. {person} can now set a password with 'forgotten password' for {email}.")
    return 0
