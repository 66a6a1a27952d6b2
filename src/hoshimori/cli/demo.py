"""The demo: the embedded default, filled with a small living world, and told how to sign in."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import hoshimori
from hoshimori.cli import demo_witness, serving
from hoshimori.cli.world import ground
from hoshimori.config.environment import Mode


def run(*, port: int, is_fresh: bool) -> int:
    """Start the demo at this port of this machine; with `is_fresh` its world is made anew."""
    folder = Path(os.environ.get("HOSHIMORI_DATA", "var/demo")).resolve()
    os.environ.update(
        HOSHIMORI_MODE=Mode.DEMO.value,
        HOSHIMORI_DATA=str(folder),
        HOSHIMORI_URL=f"http://127.0.0.1:{port}",
    )
    made = folder / "world-is-made"
    tables = ground.digest()
    if is_fresh or not made.exists() or made.read_text(encoding="ascii") != tables:
        # A world that was left half-made, or made for other tables, is worth less than a new one.
        shutil.rmtree(folder, ignore_errors=True)
    if not made.exists():
        print("Filling the world: companies, experts, the register, the operator and the ministry …", flush=True)
        if subprocess.run([sys.executable, "-m", "hoshimori.cli.world"], check=False).returncode != 0:
            return 1
        made.write_text(tables, encoding="ascii")
    prepared, state = folder / "prepared", _state()
    if not prepared.exists() or prepared.read_text(encoding="ascii") != state:
        if serving.prepare() != 0:
            return 1
        prepared.write_text(state, encoding="ascii")
    print(f"\nHoshimori: http://127.0.0.1:{port}/demo/  (sign in there as any person with one click)", flush=True)
    print("Stop with Ctrl+C. Start over: make demo fresh=1\n", flush=True)
    serving.serve(address="127.0.0.1", port=port, processes=2, beside=demo_witness.ready(folder, port))
    return 0


def _state() -> str:
    """Return a digest of everything that is installed: where it has not changed, there is nothing to prepare anew."""
    package = Path(hoshimori.__file__).parent
    digest = hashlib.sha256()
    for name, version in sorted((found.name, found.version) for found in distributions()):
        digest.update(f"{name} {version}\n".encode())
    for file in sorted(package.rglob("*")):
        if file.suffix != ".pyc" and file.is_file():
            facts = file.stat()
            digest.update(f"{file.relative_to(package)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
