"""The rows that the queries of this part give out, for those outside who name their types."""

from hoshimori.parties.models import Invitation, Organization, Person, Platform, PlatformUse

__all__ = ["Invitation", "Organization", "Person", "Platform", "PlatformUse"]
