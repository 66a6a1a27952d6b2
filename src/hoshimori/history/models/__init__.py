"""Tables of the register's history: its entries, the heads that were signed, and how far the journal was read."""

from hoshimori.history.models.log import Entry, Head, Position

__all__ = ["Entry", "Head", "Position"]
