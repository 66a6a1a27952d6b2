"""The kinds of files that are taken, and what each is called, served as and ends with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file. `label` is the same in every language; the first extension is the usual one."""

    label: str
    media_type: str
    extensions: tuple[str, ...]


PDF = Kind("PDF", "application/pdf", (".pdf",))
PNG = Kind("PNG", "image/png", (".png",))
JPEG = Kind("JPEG", "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"))
WEBP = Kind("WebP", "image/webp", (".webp",))
HEIC = Kind("HEIC", "image/heic", (".heic", ".heif"))
TEXT = Kind(
    ".txt",
    "text/plain",
    (
        ".txt",
        ".csv",
        ".log",
        ".tsv",
        ".md",
        ".ini",
        ".conf",
        ".config",
        ".cfg",
        ".json",
        ".yaml",
        ".yml",
        ".toml",
        ".out",
    ),
)
DOCX = Kind("Word (.docx)", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",))
XLSX = Kind("Excel (.xlsx)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",))
PPTX = Kind(
    "PowerPoint (.pptx)", "application/vnd.openxmlformats-officedocument.presentationml.presentation", (".pptx",)
)
ODT = Kind("OpenDocument (.odt)", "application/vnd.oasis.opendocument.text", (".odt",))
ODS = Kind("OpenDocument (.ods)", "application/vnd.oasis.opendocument.spreadsheet", (".ods",))
ODP = Kind("OpenDocument (.odp)", "application/vnd.oasis.opendocument.presentation", (".odp",))

TAKEN = (PDF, PNG, JPEG, WEBP, HEIC, TEXT, DOCX, XLSX, PPTX, ODT, ODS, ODP)
ACCEPT = ",".join(extension for kind in TAKEN for extension in kind.extensions)
"""What a browser's file dialog offers first."""
