#!/usr/bin/env python3
"""One command for everything that is done with this tree: `python3 dev.py demo`, `… test`, `… check`.

Needs Python and nothing else. Finds a fit one, makes `.venv` from the hash-pinned lock and does the work inside it.
A second run with nothing to install starts at once; a run that was killed half-way is made good by the next one.
Written so that an old Python can still read it and say which one is needed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
UNFINISHED = VENV / "unfinished"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
OLDEST, NEWEST = (3, 11), (3, 14)
IS_FIT = f"import sys; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"

COMMANDS = {
    "demo": ("base", ["-m", "hoshimori", "demo"], "start Hoshimori with a small living world (--fresh: start over)"),
    "verify": ("base", ["-m", "hoshimori", "verify"], "judge a certificate file (docs/verify.md)"),
    "serve": ("base", ["-m", "hoshimori", "serve"], "start it for real use, settings from the environment"),
    "test": ("dev", ["-m", "tools.testing"], "all checks and tests (--strict: nothing may be left out)"),
    "check": ("dev", ["-m", "tools.check"], "the quick part of test"),
    "tidy": ("dev", ["-m", "tools.tidy"], "format, and bring everything generated up to date"),
    "bench": ("dev", ["-m", "tools.bench"], "measure the real server over HTTP"),
    "screenshots": ("dev", ["-m", "tools.screenshots"], "take the pictures in docs/images"),
    "translations": ("dev", ["-m", "tools.translations"], "update, compile or check the words in both languages"),
    "world": ("base", ["-m", "hoshimori.cli.world.crowd"], "make the crowd of the demo's world anew, and pack it"),
    "docs": ("dev", ["-m", "tools.docs"], "update or check the generated parts of the documents"),
    "lock": ("dev", ["-m", "tools.lock"], "renew requirements/*.txt from pyproject.toml (needs uv)"),
    "vendor": ("dev", ["-m", "tools.vendor"], "update or check what others made (update needs npm)"),
    "setup": ("dev", ["--version"], "only make .venv ready"),
}


def main(arguments: list[str]) -> NoReturn:
    """Make ready what the command needs, then become it."""
    if not arguments or arguments[0] not in COMMANDS:
        print("usage: python3 dev.py COMMAND\n")
        for name, (_, _, what) in COMMANDS.items():
            print(f"  {name:<14}{what}")
        sys.exit(2)
    lock, command, _ = COMMANDS[arguments[0]]
    os.chdir(str(ROOT))
    if not is_ready(lock):
        with one_at_a_time():
            if not is_ready(lock):
                make_ready(lock)
    become([str(PYTHON), *command, *arguments[1:]])


def is_ready(lock: str) -> bool:
    """Tell whether `.venv` holds exactly what the lock and pyproject.toml ask for."""
    try:
        return stamp(lock).read_text(encoding="ascii") == digest(lock) and not UNFINISHED.exists()
    except OSError:
        return False


def stamp(lock: str) -> Path:
    """Name the file that says which state of a lock was installed to the end."""
    return VENV / f"installed-{lock}.txt"


def digest(lock: str) -> str:
    """Return one value for all that an installation depends on: the lock and the package's own metadata."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("\n[tool.")[0]
    content = (ROOT / "requirements" / f"{lock}.txt").read_bytes() + project.encode("utf-8")
    return hashlib.sha256(content).hexdigest()


def make_ready(lock: str) -> None:
    """Make `.venv` and install into it; a mark stays behind until all of it is done."""
    began = time.monotonic()
    if UNFINISHED.exists() or not works(str(PYTHON)):
        say(f"making {VENV.name}")
        make_venv()
    UNFINISHED.touch()
    say(f"installing what requirements/{lock}.txt names (once; some minutes on a slow line)")
    install(["--require-hashes", "-r", str(ROOT / "requirements" / f"{lock}.txt")])
    say("installing Hoshimori itself, from this folder")
    install(["--no-build-isolation", "-e", str(ROOT)])
    for name in {"base", lock}:  # all of base stands in dev too
        stamp(name).write_text(digest(name), encoding="ascii")
    UNFINISHED.unlink()
    say(f"ready after {time.monotonic() - began:.0f} s\n")


def make_venv() -> None:
    """Make an empty `.venv`, over the ruins of an earlier one if need be."""
    python = fit_python()
    if VENV.exists():
        shutil.rmtree(str(VENV))
    VENV.mkdir()
    UNFINISHED.touch()
    options = [] if works(python, "import ensurepip") else ["--without-pip"]
    must([python, "-m", "venv", *options, str(VENV)])


def fit_python() -> str:
    """Return the path of a Python that Hoshimori runs on and that can make a virtual environment."""
    can_install = "import venv" if shutil.which("uv") else "import venv, ensurepip"
    for candidate in candidates():
        if works(candidate) and works(candidate, can_install):
            return candidate
    sys.exit(
        f"Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]} with its venv module is needed and was not found.\n"
        "On Debian and Ubuntu: apt install python3 python3-venv. Elsewhere: the installer from python.org."
    )


def candidates() -> list[str]:
    """List the Pythons of this machine: this one, then the newest first."""
    minors = range(NEWEST[1], OLDEST[1] - 1, -1)
    found = [sys.executable, *(shutil.which(f"python3.{minor}") for minor in minors), shutil.which("python3")]
    if shutil.which("py"):
        tell = ["-c", "import sys; print(sys.executable)"]
        found += [output_of(["py", f"-3.{minor}", *tell]) for minor in minors]
    return [path for path in found if path]


def works(python: str, code: str = IS_FIT) -> bool:
    """Tell whether this Python exists and runs the code without a complaint."""
    try:
        return subprocess.run([python, "-c", code], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def output_of(command: list[str]) -> str:
    """Return what a command prints, or nothing if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def install(what: list[str]) -> None:
    """Install with uv where it is found, else, or if it fails, with pip."""
    uv = shutil.which("uv")
    if uv and subprocess.call([uv, "pip", "install", "--python", str(PYTHON), "--no-deps", *what]) == 0:
        return
    must([str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-deps", *what])


def must(command: list[str]) -> None:
    """Run a command without which nothing goes on."""
    if subprocess.call(command) != 0:
        sys.exit(f"\nThis failed: {' '.join(command)}\nRun the same command again when its cause is gone.")


def become(command: list[str]) -> NoReturn:
    """Go on as the command, so that signals and its exit code are its own."""
    os.environ["PYTHONUTF8"] = "1"
    if sys.platform == "win32":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)  # noqa: S606 - the project's own program, no shell wanted


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold a lock that the system lets go of when this process ends, however it ends."""
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "setup.lock").open("w") as file:
        if not taken(file):
            say("another set-up is under way: waiting for it")
            while not taken(file):
                time.sleep(0.5)
        yield


def taken(file: IO[str]) -> bool:
    """Try to take the lock; it goes with the file."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def say(what: str) -> None:
    """Tell what is going on, at once and before what the commands themselves print."""
    print(f"-- {what}", flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
