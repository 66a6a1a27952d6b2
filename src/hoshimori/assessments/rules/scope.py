"""What a self-evaluation covers, and what it leaves out with reason [M]."""

from __future__ import annotations

from enum import StrEnum


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
