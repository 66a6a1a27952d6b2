"""A large world for measuring: 100,000 companies and registrations, 10,000 companies that answer, 2 million answers.

    python -m tools.bench.world SIZE

Written by statements over whole tables, since doing 2 million operations would take hours; everything that is measured
then goes through the product. Prints, as JSON, the sessions that the measurement signs in with, and what it looks up.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import django

from tools.bench import confirming, register
from tools.bench.identifiers import Kind, identifier

if TYPE_CHECKING:
    from uuid import UUID

    from hoshimori.parties.models import Organization, Person
    from hoshimori.shared.actor import Actor, Role

PASSWORD = "a long enough sentence"  # noqa: S105 - of made-up people in a throw-away database
NAMES = ["青葉", "若葉", "大和", "北斗", "みなと", "かえで", "東京", "日の出", "富士見", "桜"]
TRADES = ["部品", "精機", "物流", "電子", "化成", "印刷", "食品", "建材", "システム", "商事"]

SIZE_CLASSES = ["UP_TO_20", "UP_TO_50", "UP_TO_100", "UP_TO_300", "UP_TO_1000", "OVER_1000"]


@dataclass(frozen=True)
class Size:
    """How much there is: organizations, companies with self-evaluations, self-evaluations, people who act.

    All other companies are registered; there are as many registrations as organizations.
    """

    organizations: int
    companies: int
    assessments: int
    people: int
    waiting: int


SIZES = {"full": Size(100_000, 10_000, 13_072, 64, 400), "small": Size(2_000, 200, 200, 16, 40)}
LOOKED_UP = 500
"""How many registrations are looked up in turn."""


class Entered(NamedTuple):
    """Somebody in the large world, and the key of a session in which it is signed in and acts."""

    actor: Actor
    session: str


def main(size: Size) -> None:
    """Fill an empty, prepared database."""
    from django.db import connection, transaction

    now = datetime.now(UTC)
    with transaction.atomic():
        _organizations(size, now)
        people = [_person(number, now) for number in range(size.people)]
        officer, overseer = _officer(size, now), _overseer(now)
        _assessments(size, now)
        amounts = register.Amounts(
            size.organizations, size.organizations - size.companies, size.companies, size.waiting
        )
        register.fill(amounts, officer.actor, now)
        expert = _acting(register.first_expert())
        matters = confirming.in_work([person.actor for person in people[-confirming.MATTERS :]], expert.actor, now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    sessions = {"officer": officer.session, "overseer": overseer.session, "expert": expert.session}
    everybody = {"people": [person.session for person in people], **sessions}
    print(json.dumps({"sessions": everybody, "confirmations": matters, "registrations": register.some(LOOKED_UP)}))


def _organizations(size: Size, now: datetime) -> None:
    from stdnum.jp import cn

    from hoshimori.parties.models import Organization
    from hoshimori.shared.searching import bigrams

    rows = []
    for number in range(size.organizations):
        name = f"{NAMES[number % 10]}{TRADES[number // 10 % 10]}{number}株式会社"
        base = str(999_900_000_000 + number)
        rows.append(
            Organization(
                id=identifier(Kind.ORGANIZATION, number),
                corporate_number=cn.calc_check_digit(base) + base,
                name_ja=name,
                name_kana=f"カイシャ{number:06}",
                name_en=f"Company {number}",
                prefecture=f"{number % 47 + 1:02}",
                size_class=SIZE_CLASSES[number % 6],
                industry="ABCDEFGHIJKLMNOPQRST"[number % 20],
                bigrams=" ".join((bigrams(name), bigrams(f"Company{number}"))),
                registered_at=now,
            )
        )
    Organization.objects.bulk_create(rows, batch_size=2000)


def _person(number: int, now: datetime) -> Entered:
    from hoshimori.parties.models import Organization
    from hoshimori.shared.actor import Role

    company = Organization.objects.get(pk=identifier(Kind.ORGANIZATION, number))
    entered = _entered(f"p{number}@bench.example", f"担当{number}", company, Role.COORDINATOR, now)
    _verify(entered.actor.person_id)
    return entered


def _officer(size: Size, now: datetime) -> Entered:
    """Return an officer of the operator to whom every company that answers is open."""
    from hoshimori.parties.models import StaffAccess
    from hoshimori.shared.actor import Role

    operator = _house(0, "OPERATOR", "9999912340004", "運営機関", now)
    entered = _entered("officer@bench.example", "職員", operator, Role.OFFICER, now)
    StaffAccess.objects.bulk_create(
        [
            StaffAccess(
                officer_id=entered.actor.membership_id, organization_id=identifier(Kind.ORGANIZATION, number),
                reason="計測", opened_at=now, until_at=now + timedelta(days=30),
            )
            for number in range(size.companies)
        ],
        batch_size=2000,
    )  # fmt: skip
    return entered


def _overseer(now: datetime) -> Entered:
    from hoshimori.shared.actor import Role

    ministry = _house(2, "MINISTRY", "8999912340005", "所管の省", now)
    return _entered("overseer@bench.example", "所管", ministry, Role.OVERSEER, now)


def _house(number: int, kind: str, corporate_number: str, name: str, now: datetime) -> Organization:
    from hoshimori.parties.models import Organization

    return Organization.objects.create(
        id=identifier(Kind.HOUSE, number), kind=kind, corporate_number=corporate_number, name_ja=name, prefecture="13",
        size_class="UP_TO_300", industry="S", bigrams=name, registered_at=now,
    )  # fmt: skip


def _entered(email: str, name: str, organization: Organization, role: Role, now: datetime) -> Entered:
    from hoshimori.parties.models import Membership, Person

    person = Person.objects.create_user(email, PASSWORD, name=name)
    held = Membership.objects.create(person=person, organization=organization, role=role.value, since_at=now)
    return _acting(held.pk)


def _acting(membership_id: UUID) -> Entered:
    from hoshimori.parties.models import Membership
    from hoshimori.shared.actor import Actor, Role

    held = Membership.objects.select_related("person").get(pk=membership_id)
    actor = Actor(held.person_id, held.organization_id, held.pk, Role(held.role))
    return Entered(actor, _session(held.person, held.pk))


def _verify(person_id: UUID) -> None:
    from hoshimori.cli.accounts import vouch_for

    vouch_for(person_id)


def _session(person: Person, membership_id: UUID) -> str:
    """Return the key of a session in which the person is signed in and acts."""
    from django.conf import settings
    from django.test import Client

    from hoshimori.web.layout.acting import MEMBERSHIP_KEY
    from hoshimori.web.layout.session import SECOND_FACTOR

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person)
    session = client.session
    session[SECOND_FACTOR] = str(person.pk)
    session[MEMBERSHIP_KEY] = str(membership_id)
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _assessments(size: Size, now: datetime) -> None:
    from django.db import connection

    from hoshimori.assessments.models import Answer, Assessment
    from hoshimori.schemes.queries import current_edition, edition

    code = current_edition()
    numbers = list(edition(code).criteria)
    Assessment.objects.bulk_create(
        [
            Assessment(
                id=identifier(Kind.ASSESSMENT, number),
                organization_id=identifier(Kind.ORGANIZATION, number % size.companies),
                edition_id=code,
                level=4,
                title=f"自己評価 {number}",
                begun_at=now,
                changed_at=now - timedelta(minutes=number),
            )
            for number in range(size.assessments)
        ],
        batch_size=2000,
    )
    table, subject = Answer._meta.db_table, Assessment._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE wanted (no varchar(12))")
        cursor.executemany("INSERT INTO wanted VALUES (%s)", [(no,) for no in numbers])
        # Only constants of the product enter this statement.
        cursor.execute(
            f"INSERT INTO {table} (assessment_id, criterion_no, result, reason, plan, note, taken_over, version,"  # noqa: S608
            " changed_at) SELECT id, no, 'MET', '規程に定め、担当者が毎月確かめて記録している。', '', '', %s, 1, %s"
            f" FROM {subject} CROSS JOIN wanted",
            [False, now],
        )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoshimori.config.settings")
    django.setup()
    main(SIZES[sys.argv[1]])
