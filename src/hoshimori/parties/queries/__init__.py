"""What can be asked about organizations and people."""

from hoshimori.parties.queries.invitations import Offered, invitations_visible_to, offered_by
from hoshimori.parties.queries.organizations import (
    accesses_visible_to,
    organization_seen_by,
    organizations_known_to,
    organizations_visible_to,
    sees,
)
from hoshimori.parties.queries.people import (
    Acting,
    acting,
    actor_of,
    is_member,
    language_of_address,
    members_visible_to,
    memberships_of,
)
from hoshimori.parties.queries.platforms import platforms_visible_to, uses_visible_to

__all__ = [
    "Acting",
    "Offered",
    "accesses_visible_to",
    "acting",
    "actor_of",
    "invitations_visible_to",
    "is_member",
    "language_of_address",
    "members_visible_to",
    "memberships_of",
    "offered_by",
    "organization_seen_by",
    "organizations_known_to",
    "organizations_visible_to",
    "platforms_visible_to",
    "sees",
    "uses_visible_to",
]
