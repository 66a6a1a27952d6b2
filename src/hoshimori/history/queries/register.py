"""What the register says of a registration, put as an entry of its history puts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.history.rules import leaves
from hoshimori.registry.rules.numbers import written
from hoshimori.registry.rules.validity import last_day

if TYPE_CHECKING:
    from hoshimori.registry.queries.kept import Kept


def said_by_register(kept: Kept) -> tuple[leaves.Standing, dict[str, str]]:
    """Return what an entry would say openly of a registration, and what it would hold as a digest."""
    standing = leaves.Standing(
        number=written(kept.number),
        corporate_number=kept.shown["corporate_number"],
        level=kept.level,
        edition=kept.edition,
        state=kept.state,
        valid_from=kept.valid_from.isoformat(),
        last_valid_on=last_day(kept.valid_until).isoformat(),
    )
    return standing, {name: kept.shown[name] for name in leaves.PARTICULARS}
