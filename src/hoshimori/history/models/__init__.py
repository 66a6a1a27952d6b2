"""Tables of the register's history: its entries, and the heads that were signed."""

from hoshimori.history.models.log import Entry, Head

__all__ = ["Entry", "Head"]
