"""What a registration has to show: what its certificate tells, of the term that stands now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.credentials.queries.certificates import held_of
from hoshimori.credentials.rules.claims import items
from hoshimori.disclosures.rules.consent import Possible
from hoshimori.registry.queries.certified import certified
from hoshimori.registry.rules.validity import STANDING
from hoshimori.schemes.queries import edition
from hoshimori.schemes.rules import Level
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotFound, NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.credentials.rules.claims import Content
    from hoshimori.registry.queries.public import PublicRegistration


@dataclass(frozen=True, slots=True)
class Whole:
    """A registration as the register shows it now, with everything its certificate tells. For nobody's eyes as it is.

    `shard` is the number of the list in which the state of the certificate stands.
    """

    registration_id: UUID
    organization_id: UUID
    term: int
    edition: str
    shard: int
    public: PublicRegistration
    content: Content

    def possible(self, at: datetime) -> Possible:
        """Return what can be shown of it, and about which criteria its company can speak."""
        criteria = edition(self.edition).criteria_of(Level(self.public.level))
        return Possible(items(self.content), frozenset(one.no for one in criteria), day_in_japan(at))


def whole(registration_id: UUID, at: datetime) -> Whole:
    """Return what a registration has to show. Whoever asks has already looked up for its reader what may be seen.

    Raises:
        NotFound: there is no such registration.
        NotPossibleNow: the certificate of the present term is not issued yet.
    """
    of = certified(registration_id, at)
    try:
        held = held_of(registration_id)
    except NotFound:
        raise NotPossibleNow("CERTIFICATE_NOT_READY") from None
    if held.term != of.term:
        raise NotPossibleNow("CERTIFICATE_NOT_READY")
    return Whole(registration_id, of.organization_id, of.term, of.edition, held.shard, of.public, held.content)


def require_standing(public: PublicRegistration) -> None:
    """Let through only a registration that stands: valid or suspended.

    Raises:
        NotPossibleNow: it has ended.
    """
    if public.state not in STANDING:
        raise NotPossibleNow("REGISTRATION_ENDED")
