"""What becomes of each company of the crowd, decided by chance that falls the same way each time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.cli.world.chance import Chance
from hoshimori.cli.world.crowd import names
from hoshimori.confirmations.rules.states import Manner
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.parties.rules import PREFECTURES, SIZE_CLASSES

if TYPE_CHECKING:
    from collections.abc import Sequence

COMPANIES = 300
SEED = 20261123
OLDEST, NEWEST = 480, 3
"""Between how many days ago companies were registered: about sixteen months."""
YEAR = 365
GROWTH = 0.85
"""Below 1: more companies were registered lately than in the beginning."""


class Fate(StrEnum):
    """What became of a registration."""

    STANDING = "STANDING"
    RENEWED = "RENEWED"
    EXPIRED = "EXPIRED"
    SUSPENDED = "SUSPENDED"
    REINSTATED = "REINSTATED"
    WITHDRAWN = "WITHDRAWN"
    RETURNED = "RETURNED"


@dataclass(frozen=True, slots=True)
class Plan:
    """One company: what it says of itself, when it was registered, and how.

    `registered` is in days ago; `returned` counts the criteria with which its expert did not agree the first time;
    `hours` is how long answering took; `expert` is the place of its expert among those of the firms.
    """

    serial: int
    particulars: Particulars
    registered: int
    fate: Fate
    is_in_house: bool
    expert: int
    returned: int
    is_refused_first: bool
    manner: Manner
    hours: int
    soumu: str
    daihyo: str


YOUNG = 60
"""Up to so many days after it was registered nothing has become of a registration yet."""
WITHIN_A_YEAR = {
    Fate.STANDING: 88,
    Fate.SUSPENDED: 4,
    Fate.REINSTATED: 2,
    Fate.WITHDRAWN: 2,
    Fate.RETURNED: 4,
}
AFTER_A_YEAR = {Fate.RENEWED: 70, Fate.EXPIRED: 20, Fate.WITHDRAWN: 3, Fate.RETURNED: 7}

_PREFECTURE_WEIGHTS = {
    "13": 40,
    "27": 24,
    "23": 22,
    "14": 18,
    "11": 12,
    "28": 12,
    "22": 12,
    "12": 10,
    "40": 10,
    "20": 8,
}
_INDUSTRY_WEIGHTS = {
    "A": 2,
    "B": 1,
    "C": 1,
    "D": 24,
    "E": 120,
    "F": 2,
    "G": 45,
    "H": 34,
    "I": 28,
    "J": 4,
    "K": 4,
    "L": 14,
    "M": 2,
    "N": 2,
    "O": 2,
    "P": 4,
    "Q": 1,
    "R": 16,
}
_SIZE_WEIGHTS = (22, 27, 21, 18, 9, 3)
_HOURS = (30, 44, 60, 85, 120, 170)
"""About how many hours answering takes, by size class."""


def plans(experts: int) -> list[Plan]:
    """Return all companies, the one that was registered first first."""
    chance = Chance(SEED)
    industries = chance.choices(list(_INDUSTRY_WEIGHTS), list(_INDUSTRY_WEIGHTS.values()), k=COMPANIES)
    prefectures = _prefectures(chance)
    days = sorted((_registered(chance) for _ in range(COMPANIES)), reverse=True)
    named = names.companies(industries, chance)
    sizes = chance.choices(range(len(SIZE_CLASSES)), _SIZE_WEIGHTS, k=COMPANIES)
    return [
        _plan(
            serial,
            Particulars(
                name.japanese, name.kana, name.english, prefectures[serial], list(SIZE_CLASSES)[sizes[serial]],
                industries[serial],
            ),
            days[serial],
            chance,
            experts=experts,
            hours=_HOURS[sizes[serial]],
        )
        for serial, name in enumerate(named)
    ]  # fmt: skip


def _plan(serial: int, particulars: Particulars, registered: int, chance: Chance, *, experts: int, hours: int) -> Plan:
    is_in_house = chance.says(24)
    manners = (Manner.VISIT, Manner.EVIDENCE_SEEN, Manner.PAPER_ONLY)
    return Plan(
        serial=serial,
        particulars=particulars,
        registered=registered,
        fate=_fate(registered, chance),
        is_in_house=is_in_house,
        expert=chance.randrange(experts),
        returned=chance.choice((1, 2, 3, 5)) if chance.says(12 if is_in_house else 30) else 0,
        is_refused_first=chance.says(3),
        manner=chance.choices(manners, (5, 4, 3) if is_in_house else (4, 5, 1))[0],
        hours=max(4, round(hours * chance.uniform(0.5, 1.6))),
        soumu=names.person(chance),
        daihyo=names.person(chance),
    )


def _registered(chance: Chance) -> int:
    return OLDEST - int((OLDEST - NEWEST) * chance.random() ** GROWTH)


def _prefectures(chance: Chance) -> Sequence[str]:
    """Return two companies of every prefecture, the others where there are many; in no order."""
    everywhere = [code for code in PREFECTURES for _ in range(2)]
    weights = [_PREFECTURE_WEIGHTS.get(code, 3) for code in PREFECTURES]
    more = chance.choices(list(PREFECTURES), weights, k=COMPANIES - len(everywhere))
    chance.shuffle(everywhere := everywhere + more)
    return everywhere


def _fate(registered: int, chance: Chance) -> Fate:
    """Return what becomes of it; a year has to be over for some of it, and some days for the rest."""
    if registered <= YOUNG:
        return Fate.STANDING
    weights = AFTER_A_YEAR if registered > YEAR else WITHIN_A_YEAR
    return chance.choices(list(weights), list(weights.values()))[0]
