"""`python -m tests.credentials.mutations` writes every file anew and takes away those that are no more."""

from __future__ import annotations

import sys

from tests.credentials.mutations.people import ASSETS
from tests.credentials.mutations.table import written

KEYS = "keys.json"


def main() -> int:
    """Write what there is; say how many."""
    made = written()
    for path in ASSETS.iterdir():
        if path.name not in made and path.name != KEYS:
            path.unlink()
    for name, content in made.items():
        (ASSETS / name).write_bytes(content)
    sys.stdout.write(f"{len(made)} files written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
