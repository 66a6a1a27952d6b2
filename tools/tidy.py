"""Formats the code and brings everything generated up to date: run it before `check`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools import ROOT

PYTHON = [sys.executable, "-m"]


def main() -> int:
    """Run every step; one that fails does not keep the others from running."""
    templates = [str(path) for path in sorted((ROOT / "src").rglob("templates/**/*.html"))]
    djade = str(Path(sys.executable).with_name("djade"))
    commands = [
        [*PYTHON, "ruff", "check", "--fix", "--quiet", "."],
        [*PYTHON, "ruff", "format", "--quiet", "."],
        [djade, *templates],
        [*PYTHON, "tools.translations", "update"],
        [*PYTHON, "tools.translations", "compile"],
        [*PYTHON, "tools.docs", "update"],
    ]
    codes = [subprocess.run(command, cwd=ROOT, check=False).returncode for command in commands]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
