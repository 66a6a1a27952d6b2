"""Tables of asks, disclosures and views."""

from hoshimori.disclosures.models.asking import Ask
from hoshimori.disclosures.models.showing import Disclosure, View

__all__ = ["Ask", "Disclosure", "View"]
