"""Writes what the documents can take from the program itself: parts, lifecycles, permissions.

python -m tools.docs update    write it between the marks `<!-- generated: NAME -->` and `<!-- end: NAME -->`
python -m tools.docs check     say where it is not what the program says
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import grimp

from hoshimori.shared.actor import NOBODY, Role
from hoshimori.shared.lifecycle import Lifecycle
from tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType
    from typing import Any

PACKAGE = "hoshimori"
FOLDER = ROOT / "src" / PACKAGE
# Every part may use these; arrows to them would hide the others.
EVERYBODYS = {"shared"}


def parts_diagram() -> str:
    """Draw which part knows which; what follows from two arrows has no third."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    names = sorted(child.removeprefix(f"{PACKAGE}.") for child in graph.find_children(PACKAGE))
    names = [name for name in names if name not in EVERYBODYS and not name.startswith("__")]
    knows = {name: {other for other in names if other != name and _imports(graph, name, other)} for name in names}
    lines = [f"    {name} --> {other}" for name in names for other in sorted(knows[name] - _beyond(knows, name))]
    return _fenced("mermaid", ["flowchart TD", *(f"    {name}" for name in names), *lines])


def _imports(graph: grimp.ImportGraph, importer: str, imported: str) -> bool:
    return graph.direct_import_exists(
        importer=f"{PACKAGE}.{importer}", imported=f"{PACKAGE}.{imported}", as_packages=True
    )


def _beyond(knows: dict[str, set[str]], name: str) -> set[str]:
    """Return what a part reaches through another one."""
    reached: set[str] = set()
    waiting = list(knows[name])
    while waiting:
        further = knows[waiting.pop()] - reached
        reached |= further
        waiting.extend(further)
    return reached


def lifecycles() -> str:
    """Draw every lifecycle table of every part."""
    return "\n\n".join(f"### {table.subject[:1].upper()}{table.subject[1:]}\n\n{_drawn(table)}" for table in _tables())


def _tables() -> Iterator[Lifecycle[Any, Any]]:
    """Yield the tables in the order of the parts; one that is imported elsewhere too comes once."""
    seen: set[int] = set()
    for module in _modules("rules"):
        for value in vars(module).values():
            if isinstance(value, Lifecycle) and id(value) not in seen:
                seen.add(id(value))
                yield value


def _modules(kind: str) -> Iterator[ModuleType]:
    """Yield the modules of one kind of all parts, packages with all that is in them."""
    for path in sorted(FOLDER.glob(f"*/{kind}*")):
        if path.stem == kind:
            module = importlib.import_module(f"{PACKAGE}.{path.parent.name}.{kind}")
            yield module
            for found in pkgutil.iter_modules(getattr(module, "__path__", [])):
                yield importlib.import_module(f"{module.__name__}.{found.name}")


def _drawn(table: Lifecycle[Any, Any]) -> str:
    steps = [f"    {step.before or '[*]'} --> {step.after}: {step.action}" for step in table.steps]
    return _fenced("mermaid", ["stateDiagram-v2", *steps])


def permissions() -> str:
    """Tabulate who may ever do what, for every part."""
    return "\n\n".join(f"## {module.__name__.split('.')[1]}\n\n{_matrix(module)}" for module in _modules("permissions"))


def _matrix(module: ModuleType) -> str:
    """Ask `may` about every act and every role."""
    rows = [["", *(role.value for role in Role)], ["---", *(":-:" for _ in Role)]]
    for action in module.Action:
        answers = (module.may(replace(NOBODY, role=role), action) for role in Role)
        rows.append([action.value, *("yes" if answer else "·" for answer in answers)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _fenced(language: str, lines: list[str]) -> str:
    return "\n".join([f"```{language}", *lines, "```"])


GENERATED: dict[str, dict[str, Callable[[], str]]] = {
    "docs/architecture.md": {"parts": parts_diagram, "lifecycles": lifecycles},
    "docs/permissions.md": {"permissions": permissions},
}


def wanted(path: str) -> str:
    """Return a document with its generated places as the program would write them."""
    text = (ROOT / path).read_text(encoding="utf-8")
    for name, write in GENERATED[path].items():
        begin, end = f"<!-- generated: {name} -->", f"<!-- end: {name} -->"
        if begin not in text or end not in text:
            sys.exit(f"{path} has no place for {begin} … {end}")
        before, after = text.split(begin)[0], text.split(end)[1]
        text = f"{before}{begin}\n\n{write()}\n\n{end}{after}"
    return text


def update() -> int:
    """Write the generated places."""
    for path in GENERATED:
        (ROOT / path).write_text(wanted(path), encoding="utf-8", newline="\n")
    return 0


def check() -> int:
    """Name every document that is out of date."""
    old = [path for path in GENERATED if (ROOT / path).read_text(encoding="utf-8") != wanted(path)]
    for path in old:
        print(f"{path} is not what the program says: python -m tools.docs update")
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}[sys.argv[1]]())
