"""The rows that the queries of this part give out, for those outside who name their types."""

from hoshimori.parties.models import Invitation, Membership, Organization, Person, Platform, PlatformUse

__all__ = ["Invitation", "Membership", "Organization", "Person", "Platform", "PlatformUse"]
