"""Files as people hand them in, made from nothing: those that are taken, and those that are not."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import xlsxwriter

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
LOCKED_PDF = PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 2 0 R")
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00PE\x00\x00"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def png(behind: bytes = b"") -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"") + behind


def jpeg(behind: bytes = b"") -> bytes:
    segments = b"\xff\xe0" + struct.pack(">H", 4) + b"JF" + b"\xff\xda" + struct.pack(">H", 4) + b"\0\0"
    return b"\xff\xd8" + segments + b"\x12\x34\xff\xd9" + behind


def webp(behind: bytes = b"") -> bytes:
    body = b"WEBPVP8L" + struct.pack("<I", 4) + b"\x2f\0\0\0"
    return b"RIFF" + struct.pack("<I", len(body)) + body + behind


def heic(behind: bytes = b"", brand: bytes = b"heic") -> bytes:
    kind = b"ftyp" + brand + b"\0\0\0\0mif1" + brand
    return struct.pack(">I", len(kind) + 4) + kind + struct.pack(">I", 12) + b"mdat" + b"\0\0\0\0" + behind


def zipped(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def types(*content_types: str) -> str:
    overrides = "".join(f'<Override PartName="/p{n}" ContentType="{name}"/>' for n, name in enumerate(content_types))
    return f'<?xml version="1.0"?><Types xmlns="{_TYPES}">{overrides}</Types>'


def relation(kind: str, target: str, mode: str = "External") -> str:
    link = f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return f'<?xml version="1.0"?><Relationships xmlns="{_RELATIONS}">{link}</Relationships>'


def docx(more: Mapping[str, bytes | str] | None = None, *more_types: str) -> bytes:
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": types(f"{_WORD}.document.main+xml", *more_types),
        "_rels/.rels": relation("officeDocument", "word/document.xml", "Internal"),
        "word/document.xml": "<document/>",
    }
    return zipped(parts | dict(more or {}))


def pptx() -> bytes:
    return zipped({"[Content_Types].xml": types(f"{_SLIDES}.presentation.main+xml"), "ppt/presentation.xml": "<p/>"})


def xlsx() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        workbook.add_worksheet("記録").write("A1", "2026-11-04 確認した")
    return file.getvalue()


def chart_in_word() -> bytes:
    """A Word file with a chart, which carries its figures as a small workbook."""
    return docx({"word/embeddings/Microsoft_Excel_Sheet.xlsx": xlsx()})


def odf(
    kind: str = "text", content: str = "<o/>", manifest: str = "", more: Mapping[str, bytes | str] | None = None
) -> bytes:
    parts: dict[str, bytes | str] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_MANIFEST}">{manifest}</m:manifest>',
        "content.xml": content,
    }
    return zipped(parts | dict(more or {}))


def bomb() -> bytes:
    """A Word file of a few KB that unpacks to 64 MB."""
    return docx({"word/media/image1.emf": b"\0" * (64 * 1024 * 1024)})


def lying_bomb() -> bytes:
    """A Word file whose table of contents says that its largest part is small."""
    whole = bytearray(docx({"word/media/image1.emf": b"\0" * (1024 * 1024)}))
    record = whole.rfind(b"PK\x01\x02")
    whole[record + 24 : record + 28] = struct.pack("<I", 10)
    return bytes(whole)
