"""What a self-evaluation covers, and what it leaves out with reason [M]."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hoshimori.shared.refusal import Invalid
from hoshimori.shared.texts import one_line, paragraphs

if TYPE_CHECKING:
    from uuid import UUID

NAME_LIMIT = 200
DETAIL_LIMIT = 500
WHAT_LIMIT = 300
STATEMENT_LIMIT = 4000


class Unit(StrEnum):
    """The unit of acquisition: in principle the legal entity [M]."""

    ENTITY = "ENTITY"
    GROUP = "GROUP"
    BUSINESS_UNIT = "BUSINESS_UNIT"


class ScopeKind(StrEnum):
    """What kind of thing is named in a scope."""

    SITE = "SITE"
    DEPARTMENT = "DEPARTMENT"
    CLOUD_SERVICE = "CLOUD_SERVICE"
    PLATFORM = "PLATFORM"


class ExclusionCategory(StrEnum):
    """Why something that is in scope in principle may exceptionally be left out [D]."""

    SEPARATE_NETWORK = "SEPARATE_NETWORK"
    OUT_OF_SUPPORT_CUT_OFF = "OUT_OF_SUPPORT_CUT_OFF"
    UNDER_OTHERS_CONTROL = "UNDER_OTHERS_CONTROL"
    BEING_RETIRED = "BEING_RETIRED"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is covered, said as a whole: the unit of acquisition and a text of up to 4,000 characters."""

    unit: str = Unit.ENTITY
    text: str = ""

    def checked(self) -> Statement:
        """Return the statement as it may stand.

        Raises:
            Invalid: the unit is not known, or the text is too long.
        """
        return Statement(_known(Unit, self.unit, "unit"), paragraphs(self.text, field="text", limit=STATEMENT_LIMIT))


@dataclass(frozen=True, slots=True)
class Named:
    """Something a scope names in words: a site, a department, a cloud service. An IT platform is chosen instead."""

    kind: str
    name: str
    detail: str = ""

    def checked(self) -> Named:
        """Return what is named as it may stand.

        Raises:
            Invalid: the kind is not one of those, the name is missing, or a text is too long.
        """
        if self.kind == ScopeKind.PLATFORM:
            raise Invalid("NOT_IN_LIST", field="kind")
        return Named(
            _known(ScopeKind, self.kind, "kind"),
            one_line(self.name, field="name", limit=NAME_LIMIT, missing="NAME_MISSING"),
            one_line(self.detail, field="detail", limit=DETAIL_LIMIT),
        )


@dataclass(frozen=True, slots=True)
class Omission:
    """What an exclusion says: what is left out, why, and what limits the risk that this leaves [M]."""

    what: str
    category: str
    reason: str
    limits_risk: str

    def checked(self) -> Omission:
        """Return the omission as it may stand: each of the four is needed [M].

        Raises:
            Invalid: one of them is missing, not in its list, or too long.
        """
        return Omission(
            one_line(self.what, field="what", limit=WHAT_LIMIT, missing="WHAT_IS_LEFT_OUT_MISSING"),
            _known(ExclusionCategory, self.category, "category"),
            paragraphs(self.reason, field="reason", limit=STATEMENT_LIMIT, missing="EXCLUSION_REASON_MISSING"),
            paragraphs(self.limits_risk, field="limits_risk", limit=STATEMENT_LIMIT, missing="RISK_LIMIT_MISSING"),
        )


@dataclass(frozen=True, slots=True)
class ItemValue:
    """One thing a scope names, as it stands; `platform_id` is that of an IT platform."""

    id: UUID
    named: Named
    platform_id: UUID | None


@dataclass(frozen=True, slots=True)
class ExclusionValue:
    """One exclusion as it stands."""

    id: UUID
    omission: Omission
    version: int


@dataclass(frozen=True, slots=True)
class ScopeValue:
    """A whole scope, frozen. `version` is that of the statement, 0 as long as nobody wrote one."""

    statement: Statement
    version: int
    items: tuple[ItemValue, ...]
    exclusions: tuple[ExclusionValue, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody has said yet what is covered: no text and nothing named."""
        return not self.statement.text and not self.items

    def items_of(self, kind: ScopeKind) -> tuple[ItemValue, ...]:
        """Return what the scope names of one kind, in the order it was added."""
        return tuple(item for item in self.items if item.named.kind == kind)


def _known(values: type[StrEnum], given: str, field: str) -> str:
    try:
        return values(given).value
    except ValueError:
        raise Invalid("NOT_IN_LIST", field=field) from None
