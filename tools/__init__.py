"""Scripts for whoever works on Hoshimori; none of them runs in the product."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def program(command: str) -> str:
    """The full path of a command this script cannot do without."""
    found = shutil.which(command)
    if found is None:
        sys.exit(f"{command} is needed for this and was not found")
    return found
