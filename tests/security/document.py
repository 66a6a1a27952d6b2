"""docs/routes.md: who may do what on which page, as it was found by trying every route as everybody.

    python -m tests.security.document

writes the columns into it that the tests found to be otherwise, to be looked at and committed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "routes.md"
FOUND = ROOT / "var" / "routes"
BEGIN, END = "<!-- generated: routes -->\n", "<!-- end: routes -->"

ROLES = (
    "nobody",
    "newcomer",
    "contributor",
    "coordinator",
    "representative",
    "expert",
    "officer",
    "looking in",
    "overseer",
    "stranger",
)
Column: TypeAlias = dict[str, str]
"""What one role finds: an outcome by route and method."""


def columns() -> dict[str, Column]:
    """Return the committed table by roles."""
    _, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    lines = [line for line in rest.partition(END)[0].splitlines() if line.startswith("| `")]
    found: dict[str, Column] = {role: {} for role in ROLES}
    for line in lines:
        name, address, method, *outcomes = (cell.strip().strip("`") for cell in line.strip("|").split("|"))
        for role, outcome in zip(ROLES, outcomes, strict=True):
            found[role][f"{name} {address} {method}"] = outcome
    return found


def keep(role: str, column: Column) -> None:
    """Keep what one role found, until somebody looks at it."""
    FOUND.mkdir(parents=True, exist_ok=True)
    (FOUND / f"{role}.json").write_text(json.dumps(column, ensure_ascii=False), encoding="utf-8")


def main() -> int:
    """Write what was found into the document."""
    table = columns()
    for role in ROLES:
        file = FOUND / f"{role}.json"
        if file.exists():
            table[role] = json.loads(file.read_text(encoding="utf-8"))
            file.unlink()
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    DOCUMENT.write_text(f"{before}{BEGIN}\n{_drawn(table)}\n{END}{after}", encoding="utf-8")
    return 0


def _drawn(table: dict[str, Column]) -> str:
    lines = [_line("route", "address", "method", *ROLES), _line(*["---"] * (3 + len(ROLES)))]
    for key in dict.fromkeys(key for role in ROLES for key in table[role]):
        name, address, method = key.split(" ")
        lines.append(_line(f"`{name}`", f"`{address}`", method, *(table[role].get(key, "?") for role in ROLES)))
    return "\n".join(lines) + "\n"


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
