"""The large world's register: 100,000 registrations with all they rest on, filings that wait, confirmations in work.

Written by statements over whole tables like the rest of the world. Only the confirmations that experts work on while it
is measured come about by doing the operations; their papers are as long as real ones, the others' are not.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tools.bench.identifiers import Kind, identifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from uuid import UUID

    from django.db.models import Model

    from hoshimori.shared.actor import Actor

EXPERTS = 200
A_TERM = 365
SUMMARY = "本社と全工場の情報システム"
PAPER = {"format": "hoshimori/bench"}
OF_COMPANY = {"organization_id": "mass.company"}
LEFT = {0: "SUSPENDED", 1: "WITHDRAWN", 2: "RETURNED", 3: "EXPIRED"}
"""What became of some of fifty registrations; the others are valid."""

COLUMNS = (
    "place integer, company {uuid}, evaluation {uuid}, confirmation {uuid}, declaration {uuid}, filing {uuid},"
    " registration {uuid}, expert {uuid}, in_house {truth}, returned integer, digest varchar(64), number varchar(10),"
    " state varchar(9), began date, ended date, moment {moment}, minutes integer"
)
TYPES = {
    "sqlite": {"uuid": "char(32)", "truth": "bool", "moment": "datetime"},
    "postgresql": {"uuid": "uuid", "truth": "boolean", "moment": "timestamptz"},
}


@dataclass(frozen=True)
class Amounts:
    """How many registrations, behind how many companies that only answer, and how many filings wait."""

    registrations: int
    companies: int
    before: int
    waiting: int


def fill(amounts: Amounts, officer: Actor, now: datetime) -> None:
    """Write down the register of a world in which the organizations stand already."""
    _experts(officer, now)
    _spread(amounts, now)
    for model, values in (*_confirmed(officer, now), *_registered(officer)):
        _multiply(model, values)
    _waiting(amounts, officer, now)


def first_expert() -> UUID:
    """Return the membership of the expert who judges while it is measured."""
    return identifier(Kind.EXPERT, 0)


def some(amount: int) -> list[tuple[str, str]]:
    """Return, from all over the register, so many registration numbers as they are written, each with a 法人番号."""
    from hoshimori.registry.models import Registration
    from hoshimori.registry.rules.numbers import written

    rows = list(Registration.objects.order_by("number").values_list("number", "corporate_number"))
    return [(written(number), company) for number, company in rows[:: max(1, len(rows) // amount)]]


def _experts(officer: Actor, now: datetime) -> None:
    from hoshimori.parties.models import Membership, Organization, Person
    from hoshimori.qualifications.models import Qualification, Training
    from hoshimori.qualifications.queries.standing import recordable

    firm = Organization.objects.create(
        id=identifier(Kind.HOUSE, 1), corporate_number="2999912340010", name_ja="確認の会社", prefecture="13",
        size_class="UP_TO_50", industry="L", bigrams="確認", registered_at=now,
    )  # fmt: skip
    today, by = now.date(), officer.person_id
    listed = recordable()
    places = range(EXPERTS)
    people = [identifier(Kind.EXPERT_PERSON, place) for place in places]
    Person.objects.bulk_create(
        Person(id=person, email=f"e{place}@bench.example", name=f"専門家{place}") for place, person in enumerate(people)
    )
    Membership.objects.bulk_create(
        Membership(id=identifier(Kind.EXPERT, place), person_id=person, organization=firm, role="EXPERT", since_at=now)
        for place, person in enumerate(people)
    )
    Qualification.objects.bulk_create(
        Qualification(
            person_id=person, name=listed[0], proof="計測", held_from=today - timedelta(days=400),
            recorded_by_id=by, recorded_at=now,
        )
        for person in people
    )  # fmt: skip
    Training.objects.bulk_create(
        Training(
            person_id=person, provider="計測", completed_on=today - timedelta(days=30),
            valid_until=today + timedelta(days=300), recorded_by_id=by, recorded_at=now,
        )
        for person in people
    )  # fmt: skip


def _spread(amounts: Amounts, now: datetime) -> None:
    """Write down, in a table of its own, in what the registrations differ from each other."""
    from django.db import connection

    types = TYPES[connection.vendor]
    marks = ", ".join(["%s"] * 17)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE mass ({COLUMNS.format(**types)})")
        cursor.executemany(f"INSERT INTO mass VALUES ({marks})", list(_rows(amounts, now)))  # noqa: S608 - marks alone
        cursor.execute("ANALYZE mass" if connection.vendor == "postgresql" else "ANALYZE temp.mass")


def _rows(amounts: Amounts, now: datetime) -> Iterator[tuple[Any, ...]]:
    """Yield one row a registration. Companies come round again: what they had before, they gave back."""
    from django.db import connection

    from hoshimori.registry.rules.numbers import number
    from hoshimori.shared.calendar import day_in_japan

    def as_id(kind: Kind, place: int) -> UUID | str:
        value = identifier(kind, place)
        return value.hex if connection.vendor == "sqlite" else value

    as_moment: Callable[[datetime], Any] = connection.ops.adapt_datetimefield_value
    today = day_in_japan(now)
    for place in range(amounts.registrations):
        is_former = place >= amounts.companies
        state = "RETURNED" if is_former else LEFT.get(place % 50, "VALID")
        began = today - timedelta(days=A_TERM * (1 + is_former) if state == "EXPIRED" or is_former else 0)
        began -= timedelta(days=place * 7 % (A_TERM - 1))
        year = began.year if is_former else today.year
        ids = (Kind.EVALUATION, Kind.CONFIRMATION, Kind.DECLARATION, Kind.FILING, Kind.REGISTRATION)
        yield (
            place,
            as_id(Kind.ORGANIZATION, amounts.before + place % amounts.companies),
            *(as_id(kind, place) for kind in ids),
            as_id(Kind.EXPERT, place % EXPERTS),
            place % 3 == 0,
            int(place % 4 == 0),
            hashlib.sha256(str(place).encode()).hexdigest(),
            number(level=3, year=year, serial=place + 1),
            state,
            began,
            began + timedelta(days=A_TERM),
            as_moment(now - timedelta(days=(today - began).days)),
            60 + place * 13 % 1300,
        )


def _confirmed(officer: Actor, now: datetime) -> Iterator[tuple[Model, dict[str, str]]]:
    """Yield one row of each table up to the declaration, and the columns in which they differ, as statements say it."""
    from hoshimori.assessments.models import Assessment, TimeSpent
    from hoshimori.confirmations.models import Confirmation, Declaration
    from hoshimori.schemes.queries import current_edition

    code, by = current_edition(), officer.person_id
    yield (
        Assessment(edition_id=code, level=3, title="登録した自己評価", state="SUBMITTED"),
        {"id": "mass.evaluation", "begun_at": "mass.moment", "changed_at": "mass.moment", **OF_COMPANY},
    )
    yield (
        TimeSpent(criterion_no="1-2-1-1", person_id=by, spent_on=now.date()),
        {"assessment_id": "mass.evaluation", "minutes": "mass.minutes", "recorded_at": "mass.moment"},
    )
    yield (
        Confirmation(
            submission_number=1, submission_digest="0" * 64, state="CONFIRMED", manner="VISIT", paper=PAPER,
            digest="0" * 64, asked_by_id=by,
        ),
        {
            "id": "mass.confirmation", "assessment_id": "mass.evaluation", "expert_id": "mass.expert",
            "is_in_house": "mass.in_house", "times_returned": "mass.returned", "asked_at": "mass.moment",
            "taken_on_at": "mass.moment", "concluded_at": "mass.moment", **OF_COMPANY,
        },
    )  # fmt: skip
    yield (
        Declaration(submission_number=1, paper=PAPER, statement="-", declared_by_id=by, name="代表", title="代表"),
        {
            "id": "mass.declaration", "confirmation_id": "mass.confirmation", "whole_digest": "mass.digest",
            "declared_at": "mass.moment", **OF_COMPANY,
        },
    )  # fmt: skip


def _registered(officer: Actor) -> Iterator[tuple[Model, dict[str, str]]]:
    """Yield the same of the filing and of the register."""
    from hoshimori.registry.models import Filing, Registration, Term
    from hoshimori.schemes.queries import current_edition

    code, by = current_edition(), officer.person_id
    term = {"valid_from": "mass.began", "valid_until": "mass.ended"}
    copied = ("corporate_number", "name_ja", "name_kana", "name_en", "prefecture", "size_class", "industry", "bigrams")
    yield (
        Filing(
            kind="NEW", state="REGISTERED", level=3, edition_id=code, scope_summary_ja=SUMMARY, paper=PAPER,
            filed_by_id=by, decided_by_id=by,
        ),
        {
            "id": "mass.filing", "declaration_id": "mass.declaration", "whole_digest": "mass.digest",
            "filed_at": "mass.moment", "decided_at": "mass.moment", **OF_COMPANY,
        },
    )  # fmt: skip
    # Nobody is told of an end on the first day: what is measured is a day like any other.
    yield (
        Registration(level=3, edition_id=code, scope_summary_ja=SUMMARY, warned_days=7),
        {
            "id": "mass.registration", "number": "mass.number", "state": "mass.state", "registered_at": "mass.moment",
            "changed_at": "mass.moment", **OF_COMPANY, **term, **{name: f"company.{name}" for name in copied},
        },
    )  # fmt: skip
    yield (
        Term(number=1),
        {
            "registration_id": "mass.registration", "filing_id": "mass.filing", "whole_digest": "mass.digest",
            "granted_at": "mass.moment", **term,
        },
    )  # fmt: skip


def _multiply(row: Model, values: Mapping[str, str]) -> None:
    """Write the row once for each registration; `values` are the columns in which they differ."""
    from django.db import connection

    from hoshimori.parties.models import Organization

    fields = [field for field in row._meta.concrete_fields if field.column in values or not field.primary_key]
    told = [values.get(str(field.column), "%s") for field in fields]
    alike = [
        field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in fields
        if field.column not in values
    ]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    # Only names of the product's own tables and columns enter this statement.
    statement = (
        f"INSERT INTO {row._meta.db_table} ({columns}) SELECT {', '.join(told)} FROM mass"  # noqa: S608
        f" JOIN {Organization._meta.db_table} company ON company.id = mass.company ORDER BY mass.place"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, alike)


def _waiting(amounts: Amounts, officer: Actor, now: datetime) -> None:
    """Write down filings that wait, and changes that were notified and not taken note of."""
    from hoshimori.parties.models import Organization
    from hoshimori.registry.models import ChangeNotice, Filing
    from hoshimori.schemes.queries import current_edition

    code, by = current_edition(), officer.person_id
    companies = list(Organization.objects.filter(kind="COMPANY").order_by("id")[: amounts.waiting])
    Filing.objects.bulk_create(
        Filing(
            id=identifier(Kind.WAITING_FILING, place), organization=company, kind="NEW",
            state="CHECKED" if place % 4 == 0 else "FILED", level=3, edition_id=code,
            declaration_id=identifier(Kind.DECLARATION, place), whole_digest=f"{place:064}", scope_summary_ja=SUMMARY,
            paper={
                "organization": {name: getattr(company, name) for name in ("name_ja", "name_en", "corporate_number")},
                "scope": {"statement": SUMMARY * 50},
            },
            filed_by_id=by, filed_at=now - timedelta(hours=place),
        )
        for place, company in enumerate(companies)
    )  # fmt: skip
    ChangeNotice.objects.bulk_create(
        ChangeNotice(
            registration_id=identifier(Kind.REGISTRATION, place), what="本社を移しました。", happened_on=now.date(),
            state="NOTIFIED", notified_by_id=by, notified_at=now - timedelta(hours=place),
        )
        for place in range(amounts.waiting)
    )  # fmt: skip
