"""The project's own files, as the architecture tests read them."""

from __future__ import annotations

import ast
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE = ROOT / "src" / "hoshimori"
DOORS = frozenset({"web", "api", "jobs", "cli", "config"})
NO_TEXT = frozenset({".mo", ".pdf", ".png", ".ttf", ".xlsx", ".xz"})
PARTS = tuple(sorted(path.parent.name for path in PACKAGE.glob("*/apps.py") if path.parent.name not in DOORS))


@dataclass(frozen=True)
class Module:
    """One Python file, parsed."""

    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def where(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def part(self) -> str:
        """The folder below the package: a part, a door, or shared and documents."""
        return self.path.relative_to(PACKAGE).parts[0]

    def functions(self) -> Iterator[ast.FunctionDef]:
        """Yield every function and method, however deep."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef))

    def public_functions(self) -> Iterator[ast.FunctionDef]:
        """Yield the functions other modules may call."""
        return (node for node in self.tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"))

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Yield every call with the dotted name of what is called."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func), node

    def imports(self) -> Iterator[str]:
        """Yield the dotted name of everything that is imported."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def product() -> tuple[Module, ...]:
    """Return the modules of the product, migrations left aside."""
    return tuple(Module(path) for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts)


@cache
def tests() -> tuple[Module, ...]:
    """Return the modules of the tests."""
    return tuple(Module(path) for path in sorted((ROOT / "tests").rglob("*.py")))


@cache
def scripts() -> tuple[Module, ...]:
    """Return dev.py and the tools."""
    return tuple(Module(path) for path in (ROOT / "dev.py", *sorted((ROOT / "tools").glob("*.py"))))


@cache
def tracked() -> tuple[Path, ...]:
    """Return every text file under version control; without git, those of the usual folders."""
    git = shutil.which("git")
    listed = (
        subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False) if git else None
    )
    names = [name for name in listed.stdout.split("\0") if name] if listed else []
    paths = [ROOT / name for name in names] or [path for path in ROOT.rglob("*") if ".venv" not in path.parts]
    return tuple(path for path in paths if path.is_file() and path.suffix not in NO_TEXT)
