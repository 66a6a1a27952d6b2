"""Renews the lock: exact versions and digests for every system and Python that Hoshimori supports.

Needs uv. The lock names no place to download from; `pip` and `uv` ask whatever they are set up to ask.
"""

from __future__ import annotations

import subprocess
import sys

from tools import ROOT, program

OPTIONS = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
LOCKS = {
    "base": [],
    "dev": ["--group", "dev", "--extra", "s3", "--extra", "hsm", "--constraint", "requirements/base.txt"],
}


def main(arguments: list[str]) -> int:
    """Write both files; arguments such as `--upgrade` go to uv as they are."""
    uv = program("uv")
    for name, options in LOCKS.items():
        output = f"requirements/{name}.txt"
        inputs = ["pyproject.toml", "requirements/build.in"]
        command = [uv, "pip", "compile", *OPTIONS, *options, *arguments, *inputs, "-o", output]
        print(output, flush=True)
        subprocess.run(command, cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
