"""A single calm page set by Typst: what a register says of one thing, and a code that leads to it.

As with longer documents, texts go in as data, and the same sheet at the same moment gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import typst

from hoshimori.documents.glyphs import showable
from hoshimori.documents.pdf import fonts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hoshimori.documents.charts import Look


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: what it is, of whom, the level and where it stands, facts, what they say, and where to look anew.

    `look` and `state` are shape and word of where it stands on the day; `meaning` a sentence about it. `code` is a
    drawing (SVG) of `address`, `code_says` what stands beside it.
    """

    language: str
    title: str
    made_at: datetime
    over: str
    name: str
    beside: str
    level: str
    look: Look
    state: str
    meaning: str
    facts: Sequence[tuple[str, str]]
    says_title: str
    says: Sequence[str]
    code: str
    code_description: str
    code_title: str
    code_says: str
    address: str
    foot: str


def sheet_pdf(sheet: Sheet) -> bytes:
    """Return the sheet as PDF/UA-1."""
    content = asdict(sheet) | {"made_at": sheet.made_at.isoformat()}
    data = {name: value if name == "code" else _shown(value) for name, value in content.items()}
    return typst.compile(
        files("hoshimori.documents").joinpath("sheet.typ").read_bytes(),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(sheet.made_at.timestamp()),
    )


def _shown(value: Any) -> Any:  # noqa: ANN401 - texts, however deep in lists
    return showable(value) if isinstance(value, str) else [_shown(part) for part in value]
