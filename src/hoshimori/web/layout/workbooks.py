"""What pages about workbooks have in common: the file that was sent, and the official wording that was loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hoshimori.documents.workbooks.container import FILE_LIMIT
from hoshimori.schemes.exchange.workbook import DeviationKind
from hoshimori.schemes.queries import edition, official_wording
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django_stubs_ext import StrPromise

    from hoshimori.schemes.queries import Wording
    from hoshimori.shared.actor import Actor
    from hoshimori.shared.bilingual import Text

DEVIATION_WORDS: dict[str, StrPromise] = {
    DeviationKind.MISSING: _("This number is not in the file."),
    DeviationKind.UNKNOWN: _("This number is not in the edition."),
    DeviationKind.TWICE: _("This number stands in the file more than once; the first one was read."),
    DeviationKind.WITHOUT_TEXT: _("The file has no text at this number."),
    DeviationKind.LEVEL: _("The level differs."),
    DeviationKind.REQUIREMENT: _("The requirement number differs."),
    DeviationKind.NAME: _("The name of the requirement differs."),
}


@dataclass(frozen=True, slots=True)
class DeviationLine:
    """Where the official workbook says otherwise than the edition."""

    no: str
    cell: str
    says: str
    here: str
    official: str


@dataclass(frozen=True)
class OfficialPart:
    """The official wording of an edition as the reader has it: `layout/official_loaded.html` and `…_deviations.html`.

    `texts` of the edition's `total` criteria have official sentences.
    """

    code: str
    title: Text
    source: str
    total: int
    loaded: Wording | None
    texts: int
    deviations: Sequence[DeviationLine]


def official_part(actor: Actor, code: str) -> OfficialPart:
    """Return what a reader has of the official wording of an edition.

    Raises:
        NotFound: there is no such edition.
    """
    known, loaded = edition(code), official_wording(actor, code)
    return OfficialPart(
        code=code,
        title=known.title,
        source=known.source,
        total=len(known.criteria),
        loaded=loaded,
        texts=len(known.criteria.keys() & loaded.texts.keys()) if loaded else 0,
        deviations=[
            DeviationLine(part.no, part.cell, str(DEVIATION_WORDS[part.kind]), part.here, part.official)
            for part in (loaded.deviations if loaded else ())
        ],
    )


def sent_workbook(request: HttpRequest) -> tuple[str, bytes]:
    """Return name and content of the file that was sent; one that is too large is not read at all.

    Raises:
        Invalid: none was sent, or it is too large.
    """
    file = request.FILES.get("file")
    if file is None:
        raise Invalid("WORKBOOK_MISSING", field="file")
    if (file.size or 0) > FILE_LIMIT:
        raise Invalid("WORKBOOK_TOO_LARGE", field="file", limit=FILE_LIMIT // (1024 * 1024))
    return file.name or "", file.read()
