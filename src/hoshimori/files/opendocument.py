"""OpenDocument (ISO/IEC 26300): texts, tables and slides without anything that acts by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from hoshimori.files import kinds
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from hoshimori.files.kinds import Kind
    from hoshimori.files.packages import Package

_KINDS = {kind.media_type: kind for kind in (kinds.ODT, kinds.ODS, kinds.ODP)}
_LONGEST_TYPE = 200
_MACRO_PARTS = ("basic/", "scripts/", "dialogs/")
_SCRIPT = "{urn:oasis:names:tc:opendocument:xmlns:script:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_CLICKED = frozenset({"a", "image-map-area", "area-rectangle", "area-circle", "area-polygon"})
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|/|\.\./)", re.IGNORECASE)
_OBJECTS = ("application/vnd.sun.star.oleobject", "application/x-openoffice-gdimetafile;ole")
_BINARY = "application/octet-stream"


def check(package: Package) -> Kind:
    """Let through a document that runs nothing, fetches nothing and carries nothing foreign.

    Raises:
        Invalid: it does, is locked, or is another kind of OpenDocument file.
    """
    with package.open("mimetype") as part:
        kind = _KINDS.get(part.read(_LONGEST_TYPE).decode("ascii", "replace").strip())
    if kind is None:
        raise Invalid("FILE_KIND_NOT_TAKEN", field="file", actual="OpenDocument")
    if any(name.startswith(_MACRO_PARTS) for name in package.names):
        raise Invalid("FILE_HAS_MACROS", field="file")
    for element in _elements(package, "meta-inf/manifest.xml"):
        _require_open(element)
    for name in sorted(package.names):
        if name.endswith(("content.xml", "styles.xml")):
            for element in _elements(package, name):
                _require_harmless(element)
    return kind


def _require_open(entry: Element) -> None:
    """Look at a line of the table that names every part and says how it is locked."""
    if entry.tag == f"{_MANIFEST}encryption-data":
        raise Invalid("FILE_HAS_PASSWORD", field="file")
    if entry.get(f"{_MANIFEST}media-type", "").startswith(_OBJECTS):
        raise Invalid("FILE_HAS_EMBEDDED", field="file")


def _require_harmless(element: Element) -> None:
    if element.tag.startswith(_SCRIPT):
        raise Invalid("FILE_HAS_MACROS", field="file")
    name = element.tag.rpartition("}")[2]
    if name == "object-ole":
        raise Invalid("FILE_HAS_EMBEDDED", field="file")
    if name not in _CLICKED and _OUTSIDE.match(element.get(_HREF, "")):
        raise Invalid("FILE_HAS_OUTSIDE_LINKS", field="file")


def _elements(package: Package, name: str) -> Iterator[Element]:
    """Yield the elements of a part one by one, and forget each.

    Raises:
        Invalid: the part is not there or cannot be read.
    """
    if name not in package.names:
        raise Invalid("FILE_DAMAGED", field="file")
    try:
        with package.open(name) as part:
            for _, element in iterparse(part, forbid_dtd=True):
                yield element
                element.clear()
    except (ParseError, DefusedXmlException):
        raise Invalid("FILE_DAMAGED", field="file") from None
