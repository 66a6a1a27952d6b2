"""What somebody asks the register for, as it can be read from an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from hoshimori.parties.rules import PREFECTURES
from hoshimori.registry.queries import public
from hoshimori.registry.rules.states import RegistrationState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

LEVELS = (3, 4)
LONGEST = 100
"""How many characters of what is searched for are read."""

_NUMBER = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """Words and filters of a search; what cannot be understood is left out, so that every address finds something."""

    words: str
    level: int | None
    prefecture: str
    state: str
    after: str

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Asked:
        """Read it from the part of an address behind the question mark."""
        level, after = query.get("level", ""), query.get("after", "")
        prefecture, state = query.get("prefecture", ""), query.get("state", "")
        return cls(
            # No database can hold or compare the null character.
            words=query.get("q", "").replace("\0", "")[:LONGEST].strip(),
            level=int(level) if level in {str(known) for known in LEVELS} else None,
            prefecture=prefecture if prefecture in PREFECTURES else "",
            state=state if state in set(RegistrationState) else "",
            after=after if after.isascii() and after.isdigit() and len(after) == _NUMBER else "",
        )

    @property
    def is_anything(self) -> bool:
        """Tell whether it is less than the whole register that is asked for."""
        return bool(self.words or self.level or self.prefecture or self.state)

    def query(self, after: str = "") -> str:
        """Return the part of an address behind the question mark that asks for this, from a place on."""
        return urlencode(dict(self._parts(after)))

    def found(self, at: datetime) -> public.FoundRegistrations:
        """Ask the register."""
        return public.search(
            words=self.words, level=self.level, prefecture=self.prefecture, state=self.state, after=self.after, at=at
        )

    def _parts(self, after: str) -> Iterator[tuple[str, str]]:
        named = {"q": self.words, "level": str(self.level or ""), "prefecture": self.prefecture, "state": self.state}
        yield from ((name, value) for name, value in named.items() if value)
        if after:
            yield "after", after
