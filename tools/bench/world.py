"""A large world for measuring: 100,000 organizations, 10,000 companies that answer, 2 million answers.

    python -m tools.bench.world SIZE

Written by statements over whole tables, since doing 2 million operations would take hours; everything that is measured
then goes through the product. Prints, as JSON, the sessions that the measurement signs in with.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import django

if TYPE_CHECKING:
    from hoshimori.parties.models import Person

FILLED = 1_000_000
PASSWORD = "a long enough sentence"  # noqa: S105 - of made-up people in a throw-away database
NAMES = ["青葉", "若葉", "大和", "北斗", "みなと", "かえで", "東京", "日の出", "富士見", "桜"]
TRADES = ["部品", "精機", "物流", "電子", "化成", "印刷", "食品", "建材", "システム", "商事"]


@dataclass(frozen=True)
class Size:
    """How much there is: organizations, companies with self-evaluations, self-evaluations, people who act."""

    organizations: int
    companies: int
    assessments: int
    people: int


SIZES = {"full": Size(100_000, 10_000, 13_072, 64), "small": Size(2_000, 200, 200, 16)}


def identifier(kind: int, number: int) -> UUID:
    """Return the identifier of the number-th thing of a kind."""
    return UUID(int=(0x019A << 112) | (0x7 << 76) | (0b10 << 62) | (kind << 40) | number)


def main(size: Size) -> None:
    """Fill an empty, prepared database."""
    from django.db import connection, transaction

    now = datetime.now(UTC)
    with transaction.atomic():
        _organizations(size, now)
        people = _people(size, now)
        _assessments(size, now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(json.dumps({"sessions": people, "password": PASSWORD, "filled": FILLED}))


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
                id=identifier(1, number),
                corporate_number=cn.calc_check_digit(base) + base,
                name_ja=name,
                name_kana=f"カイシャ{number:06}",
                name_en=f"Company {number}",
                prefecture=f"{number % 47 + 1:02}",
                size_class="UP_TO_50",
                industry="E",
                bigrams=" ".join((bigrams(name), bigrams(f"Company{number}"))),
                registered_at=now,
            )
        )
    Organization.objects.bulk_create(rows, batch_size=2000)


def _people(size: Size, now: datetime) -> dict[str, Any]:
    from hoshimori.parties.models import Membership, Organization, Person, StaffAccess
    from hoshimori.shared.actor import Role

    operator = Organization.objects.create(
        id=identifier(2, 0), kind="OPERATOR", corporate_number="9999912340004", name_ja="運営機関", prefecture="13",
        size_class="UP_TO_300", industry="S", bigrams="運営", registered_at=now,
    )  # fmt: skip
    sessions = []
    for number in range(size.people):
        person = Person.objects.create_user(f"p{number}@bench.example", PASSWORD, name=f"担当{number}")
        held = Membership.objects.create(
            person=person, organization_id=identifier(1, number), role=Role.COORDINATOR.value, since_at=now
        )
        _verify(person)
        sessions.append(_session(person, held.pk))
    officer = Person.objects.create_user("officer@bench.example", PASSWORD, name="職員")
    held = Membership.objects.create(person=officer, organization=operator, role=Role.OFFICER.value, since_at=now)
    StaffAccess.objects.bulk_create(
        [
            StaffAccess(
                officer=held, organization_id=identifier(1, number), reason="計測", opened_at=now,
                until_at=now + timedelta(days=30),
            )
            for number in range(size.companies)
        ],
        batch_size=2000,
    )  # fmt: skip
    return {"people": sessions, "officer": _session(officer, held.pk)}


def _verify(person: Person) -> None:
    from hoshimori.cli.accounts import vouch_for

    vouch_for(person.pk)


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
                id=identifier(3, number),
                organization_id=identifier(1, number % size.companies),
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
