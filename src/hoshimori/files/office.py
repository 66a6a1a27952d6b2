"""Office Open XML (ISO/IEC 29500): Word, Excel and PowerPoint files without anything that acts by itself."""

from __future__ import annotations

import io
import posixpath
import re
from typing import TYPE_CHECKING

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, parse

from hoshimori.files import kinds
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO
    from xml.etree.ElementTree import Element

    from hoshimori.files.kinds import Kind
    from hoshimori.files.packages import Package

_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": kinds.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": kinds.XLSX,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": kinds.PPTX,
}
_MACROS = re.compile(r"macroenabled|vbaproject|vbadata|macrosheet|dialogsheet|activex", re.IGNORECASE)
_OBJECTS = re.compile(r"oleobject", re.IGNORECASE)
_MACRO_PARTS = re.compile(r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml|macrosheets/|dialogsheets/|activex/)")
_OUTSIDE_PARTS = re.compile(r"(?:^|/)(?:externallinks/|connections\.xml$|querytables/)")
_PROGRAMS = re.compile(r"\.(?:exe|dll|com|scr|msi|js|jse|vbs|vbe|wsf|ps1|bat|cmd|hta|lnk|jar|zip|7z|rar|cab|iso)$")
_LOCAL = re.compile(r"file:///[a-z]:", re.IGNORECASE)
_EMBEDDED, _DOCUMENTS = "/embeddings/", (".xlsx", ".docx", ".pptx")
_INSIDE_LIMIT = 8 * 1024 * 1024
_MARKUP_LIMIT = 4 * 1024 * 1024


def check(package: Package, *, inside: Callable[[BinaryIO, int], Kind]) -> Kind:
    """Let through a document that runs nothing, fetches nothing and carries nothing foreign.

    `inside` looks at a document in it, given as a stream and its size.

    Raises:
        Invalid: it does, or it is another kind of Office file.
    """
    types = {element.get("ContentType", "") for element in _root(package, "[content_types].xml")}
    if any(_MACROS.search(name) for name in types) or any(_MACRO_PARTS.search(name) for name in package.names):
        raise Invalid("FILE_HAS_MACROS", field="file")
    kind = next((kind for name, kind in _MAIN.items() if name in types), None)
    if kind is None:
        raise Invalid("FILE_KIND_NOT_TAKEN", field="file", actual="Office")
    if any(_OBJECTS.search(name) for name in types) or any(_PROGRAMS.search(name) for name in package.names):
        raise Invalid("FILE_HAS_EMBEDDED", field="file")
    _require_nothing_outside(package)
    _require_harmless_inside(package, inside)
    return kind


def _require_nothing_outside(package: Package) -> None:
    if any(_OUTSIDE_PARTS.search(name) for name in package.names):
        raise Invalid("FILE_HAS_OUTSIDE_LINKS", field="file")
    for name in package.names:
        if name.endswith(".rels") and any(_reaches_out(link) for link in _root(package, name)):
            raise Invalid("FILE_HAS_OUTSIDE_LINKS", field="file")


def _reaches_out(link: Element) -> bool:
    """Tell whether a relationship fetches something on opening; links to click and templates on one's disk do not."""
    if link.get("TargetMode", "").casefold() != "external":
        return False
    kind = posixpath.basename(link.get("Type", ""))
    return kind != "hyperlink" and not (kind == "attachedTemplate" and _LOCAL.match(link.get("Target", "")))


def _require_harmless_inside(package: Package, inside: Callable[[BinaryIO, int], Kind]) -> None:
    for name in package.names:
        if _EMBEDDED not in name or name.endswith(".rels"):
            continue
        if not name.endswith(_DOCUMENTS) or package.size(name) > _INSIDE_LIMIT:
            raise Invalid("FILE_HAS_EMBEDDED", field="file")
        with package.open(name) as part:
            inside(io.BytesIO(part.read()), package.size(name))


def _root(package: Package, name: str) -> Element:
    """Parse one of the small parts that say how the others hang together; a document type in it is an attack.

    Raises:
        Invalid: it cannot be read, or is not small.
    """
    if package.size(name) > _MARKUP_LIMIT:
        raise Invalid("FILE_UNPACKS_TOO_LARGE", field="file")
    try:
        with package.open(name) as part:
            root = parse(part, forbid_dtd=True).getroot()
    except (ParseError, DefusedXmlException):
        raise Invalid("FILE_DAMAGED", field="file") from None
    if root is None:
        raise Invalid("FILE_DAMAGED", field="file")
    return root
