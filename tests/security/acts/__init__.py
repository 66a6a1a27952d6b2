"""For each act of the scheme, how the world is made in which it can be done, and the doing of it."""

from tests.security.acts import (
    company,
    confirming,
    credentials,
    disclosures,
    evidence,
    experts,
    history,
    notices,
    papers,
    registry,
    scheme,
    self_evaluation,
)
from tests.security.acts.telling import STORIES, Stage, name_of

__all__ = [
    "STORIES",
    "Stage",
    "company",
    "confirming",
    "credentials",
    "disclosures",
    "evidence",
    "experts",
    "history",
    "name_of",
    "notices",
    "papers",
    "registry",
    "scheme",
    "self_evaluation",
]
