"""In which forms and languages a report can be had."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """The kind of file."""

    PDF = "PDF"
    XLSX = "XLSX"


class Language(StrEnum):
    """The language a report is written in; what people typed stays as they typed it."""

    JA = "ja"
    EN = "en"
