"""Renews what others made and the product carries: htmx, jsQR, the design tokens, the report's fonts.

Run `python -m tools.vendor update` after changing a version below; it asks the npm command for the
packages, writes the files with their licences and records every digest in `vendored.json`.
`python -m tools.vendor check` compares the files with that record and needs no network.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from tools import ROOT, program

MANIFEST = Path(__file__).with_name("vendored.json")
WEB = "src/hoshimori/web/layout/static/vendor"
FONTS = "src/hoshimori/documents/fonts"


@dataclass(frozen=True)
class Package:
    """One published package: which of its files are kept, and where."""

    name: str
    version: str
    licence: str
    files: dict[str, str]


PACKAGES = (
    Package(
        "htmx.org",
        "2.0.11",
        "0BSD",
        {"dist/htmx.min.js": f"{WEB}/htmx.min.js", "LICENSE": f"{WEB}/htmx.LICENSE.txt"},
    ),
    Package(
        "@digital-go-jp/design-tokens",
        "1.1.9",
        "MIT",
        {
            "dist/tokens.css": f"{WEB}/design-tokens.css",
            "LICENSE": f"{WEB}/design-tokens.LICENSE.txt",
        },
    ),
    Package(
        "jsqr",
        "1.4.0",
        "Apache-2.0",
        {"dist/jsQR.js": f"{WEB}/jsQR.js", "LICENSE": f"{WEB}/jsQR.LICENSE.txt"},
    ),
    Package(
        "@expo-google-fonts/biz-udpgothic",
        "0.4.2",
        "OFL-1.1",
        {
            "400Regular/BIZUDPGothic_400Regular.ttf": f"{FONTS}/BIZUDPGothic-Regular.ttf",
            "700Bold/BIZUDPGothic_700Bold.ttf": f"{FONTS}/BIZUDPGothic-Bold.ttf",
            "LICENSE_FONT": f"{FONTS}/BIZUDPGothic.OFL.txt",
        },
    ),
)


def _download(package: Package, folder: Path) -> tarfile.TarFile:
    npm = program("npm")
    wanted = f"{package.name}@{package.version}"
    subprocess.run([npm, "pack", "--silent", wanted], cwd=folder, check=True)
    (archive,) = folder.glob("*.tgz")
    return tarfile.open(archive)


def _keep(package: Package) -> None:
    with tempfile.TemporaryDirectory() as folder, _download(package, Path(folder)) as archive:
        for inside, outside in package.files.items():
            member = archive.extractfile(f"package/{inside}")
            if member is None:
                sys.exit(f"{package.name} {package.version} holds no {inside}")
            target = ROOT / outside
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(member.read())


def _digest(path: str) -> str:
    file = ROOT / path
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "missing"


def manifest() -> str:
    """What the record should say for the files as they lie on disk."""
    rows = [
        asdict(package) | {"files": {path: _digest(path) for path in package.files.values()}} for package in PACKAGES
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def update() -> int:
    """Fetch every package anew and write the record."""
    for package in PACKAGES:
        print(f"{package.name} {package.version}")
        _keep(package)
    MANIFEST.write_text(manifest(), encoding="utf-8", newline="\n")
    return 0


def check() -> int:
    """Say whether the files are those of the record."""
    if MANIFEST.read_text(encoding="utf-8") == manifest():
        return 0
    print("Vendored files differ from tools/vendored.json: python -m tools.vendor update")
    return 1


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}[sys.argv[1]]())
