"""Finds SoftHSM, the token in software that stands for a real one in tests."""

from __future__ import annotations

import shutil
from pathlib import Path

PLACES = ("/usr/lib", "/usr/local/lib", "/opt/homebrew/lib")


def module() -> Path | None:
    """Return its library, or None where there is none, or nothing to make a token with."""
    if shutil.which("softhsm2-util") is None:
        return None
    folders = [Path(place) for place in PLACES]
    found = (
        file for folder in folders for pattern in ("", "*/") for file in folder.glob(f"{pattern}softhsm/libsofthsm2.so")
    )
    return next(found, None)
