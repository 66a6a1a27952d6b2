"""Chance that falls the same way each time: for stories, never for anything secret."""

from __future__ import annotations

from random import Random


class Chance(Random):
    """Chance from a seed, so that a world that is made anew is the same one."""

    def says(self, percent: int) -> bool:
        """Tell whether something happens that happens in so many cases of a hundred."""
        return self.randrange(100) < percent
