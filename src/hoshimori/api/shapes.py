"""What programs are told, as OpenAPI describes it."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Field, Schema

from hoshimori.registry.queries.many import AT_MOST

State = Literal["VALID", "SUSPENDED", "WITHDRAWN", "RETURNED", "EXPIRED"]


class RegistrationShape(Schema):
    """One registration as the public register shows it today; days as ISO 8601, the last valid day included."""

    number: Annotated[str, Field(examples=["3-26-000123-8"])]
    level: int
    state: State
    renewal_is_being_decided: Annotated[
        bool, Field(description="Its period is over, a renewal filed in time keeps it in force.")
    ]
    valid_from: Annotated[str, Field(examples=["2026-11-24"])]
    last_valid_on: Annotated[str, Field(examples=["2027-11-23"])]
    corporate_number: str
    name_ja: str
    name_en: str
    prefecture: Annotated[str, Field(description="JIS X 0401, two digits.")]
    scope_summary_ja: str
    scope_summary_en: str
    evaluation_body_ja: str
    evaluation_body_en: str
    address: Annotated[str, Field(description="The registration's page.")]


class OneShape(RegistrationShape):
    """One registration, and the day in Japan on which this is so."""

    as_of: str


class ManyShape(Schema):
    """Several registrations, and the day in Japan on which this is so."""

    as_of: str
    registrations: list[RegistrationShape]


class AskedShape(Schema):
    """The numbers that are asked about: registration numbers and 法人番号, mixed as they come."""

    numbers: Annotated[list[str], Field(min_length=1, max_length=AT_MOST)]


class AnsweredShape(Schema):
    """One number as it was asked, and what the register has under it."""

    asked: str
    found: Literal["REGISTERED", "NOT_REGISTERED", "UNREADABLE"]
    registrations: list[RegistrationShape]


class StatesShape(Schema):
    """An answer for every number, in the order asked."""

    as_of: str
    answers: list[AnsweredShape]


class RefusalShape(Schema):
    """Why there is no answer: a code that stays the same, and a sentence in the language asked for."""

    code: str
    message: str
    field: str
