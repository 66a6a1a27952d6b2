"""Where many registrations stand at once: what an orderer asks about all its suppliers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.parties.rules import corporate_number
from hoshimori.registry.models import Registration
from hoshimori.registry.queries.public import COLUMNS, as_public
from hoshimori.registry.rules.numbers import LENGTH, bare, parse
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from hoshimori.registry.queries.public import PublicRegistration

AT_MOST = 10_000
STRETCH = 500
_LONGEST = 64


class Found(StrEnum):
    """What became of one number that was asked about."""

    REGISTERED = "REGISTERED"
    NOT_REGISTERED = "NOT_REGISTERED"
    UNREADABLE = "UNREADABLE"


@dataclass(frozen=True, slots=True)
class Answered:
    """One number as it was asked, and every registration it names; a 法人番号 may name several, in their order.

    REGISTERED says that there is or was a registration; in which state it is today, each of them tells.
    """

    asked: str
    found: Found
    registrations: tuple[PublicRegistration, ...]


def states(numbers: Sequence[str], at: datetime) -> Iterator[Answered]:
    """Yield an answer for each number in the order asked: registration numbers and 法人番号, however they are typed.

    Two statements for each 500 numbers.

    Raises:
        Invalid: no number, or more than 10,000.
    """
    if not 1 <= len(numbers) <= AT_MOST:
        raise Invalid("TOO_MANY_NUMBERS" if numbers else "NO_NUMBERS", most=f"{AT_MOST:,}")
    today = day_in_japan(at)
    return (
        answered
        for start in range(0, len(numbers), STRETCH)
        for answered in _answered(numbers[start : start + STRETCH], today)
    )


def _answered(numbers: Sequence[str], today: date) -> Iterator[Answered]:
    read = [(asked, _read(asked)) for asked in numbers]
    known = _registrations({digits for _, digits in read if digits}, today)
    for asked, digits in read:
        if not digits:
            yield Answered(asked, Found.UNREADABLE, ())
            continue
        registrations = known.get(digits, ())
        yield Answered(asked, Found.REGISTERED if registrations else Found.NOT_REGISTERED, tuple(registrations))


def _read(asked: str) -> str:
    """Return the digits of either kind of number, or nothing where it is neither."""
    if len(asked) > _LONGEST:
        return ""
    try:
        return parse(asked) if len(bare(asked)) == LENGTH else corporate_number(asked)
    except Invalid:
        return ""


def _registrations(digits: set[str], today: date) -> dict[str, list[PublicRegistration]]:
    found: dict[str, list[PublicRegistration]] = {}
    for field in ("number", "corporate_number"):
        wanted = sorted(each for each in digits if (len(each) == LENGTH) == (field == "number"))
        if not wanted:
            continue
        for row in Registration.objects.filter(**{f"{field}__in": wanted}).order_by("number").values(*COLUMNS):
            found.setdefault(row[field], []).append(as_public(row, today))
    return found
