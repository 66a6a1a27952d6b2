"""What people send about evidence, read into values; every name begins with the form it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, cast
from uuid import UUID

from hoshimori.assessments.operations.evidence_replacing import Place
from hoshimori.assessments.queries.evidence_lists import Show, Wanted
from hoshimori.assessments.rules.evidence import Covers, Pointer, checked_covers
from hoshimori.files.intake import Upload
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Invalid, Refusal
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.refusals import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    from django.http import QueryDict

    from hoshimori.web.layout.acting import HoshimoriRequest

FILES, POINTER, PICK, PERIOD = "files", "pointer", "pick", "period"
"""The forms."""

_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one of several files fared: `message` says why it was not taken, and is empty where it was."""

    name: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent and could not be taken, or not as a whole; `places` are the criteria chosen in it."""

    which: str = ""
    form: Form = field(default_factory=Form)
    outcomes: tuple[Outcome, ...] = ()
    places: tuple[str, ...] = ()

    @classmethod
    def refused(cls, which: str, post: QueryDict, refusal: Refusal) -> Sent:
        """Return a form as it was sent, with the words of the refusal beside the field they are about."""
        name = f"{which}_{refusal.field}" if refusal.field else ""
        form = Form(values=post.dict(), errors={name: words(refusal)})
        return cls(which, form, places=tuple(post.getlist("places")))

    @classmethod
    def with_outcomes(cls, post: QueryDict, outcomes: tuple[Outcome, ...]) -> Sent:
        """Return the form for files, of which some were taken and others not."""
        return cls(FILES, Form(values=post.dict()), outcomes)


@dataclass(frozen=True, slots=True)
class DayField:
    """One day in a form: what stands in it, and what is wrong with it."""

    name: str
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class PeriodFields:
    """The first and the last day of a period in a form."""

    first: DayField
    last: DayField


def period_fields(sent: Sent, which: str, covers: Covers | None = None) -> PeriodFields:
    """Return the period of a form: as it was sent, else as it stands."""
    known = covers or Covers()
    fields = []
    for name, day in (("covers_from", known.from_on), ("covers_until", known.last_on)):
        own = f"{which}_{name}"
        value = str(sent.form.values.get(own, "")) if sent.which == which else day.isoformat() if day else ""
        fields.append(DayField(own, value, sent.form.errors.get(own, "")))
    return PeriodFields(*fields)


def wanted(query: Mapping[str, str]) -> Wanted:
    """Return what an address looks for in the list; an unknown filter asks for nothing special."""
    show = query.get("show", "")
    words = " ".join(query.get("q", "").split())[:100]
    return Wanted(Show(show) if show in set(Show) else Show.ALL, query.get("criterion", "")[:12], words)


def number(query: Mapping[str, str]) -> int:
    """Return the number of the page an address asks for; the first where it is none."""
    text = query.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 1


def uploads(request: HoshimoriRequest) -> list[Upload]:
    """Return the files that were sent.

    Raises:
        Invalid: there is none.
    """
    sent = [file for name in ("files_file", "files_photo") for file in request.FILES.getlist(name)]
    if not sent:
        raise Invalid("FILE_MISSING", field="file")
    return [Upload(file.name or "", cast("BinaryIO", file), file.size or 0) for file in sent]


def covers(request: HoshimoriRequest, which: str) -> Covers:
    """Return the period that was typed.

    Raises:
        Invalid: a day that is none, or a period that cannot be.
    """
    first, last = (_day(request.POST, which, name) for name in ("covers_from", "covers_until"))
    return checked_covers(first, last, day_in_japan(request.at))


def pointer(post: Mapping[str, str]) -> Pointer:
    """Return the pointer that was typed."""
    return Pointer(*(post.get(f"pointer_{name}", "") for name in ("name", "place", "sha256")))


def picked(post: QueryDict) -> list[UUID]:
    """Return the pieces that were chosen.

    Raises:
        Invalid: what was sent names none.
    """
    return [_identifier(text, "pieces") for text in post.getlist("pick_pieces")]


def places(post: QueryDict) -> list[Place]:
    """Return the criteria at which a new piece takes the place of the old one.

    Raises:
        Invalid: what was sent names none.
    """
    named = (text.partition("/") for text in post.getlist("places"))
    return [Place(_identifier(assessment_id, "places"), criterion_no) for assessment_id, _, criterion_no in named]


def version(post: Mapping[str, str]) -> int:
    """Return the version the writer saw."""
    text = post.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 0


def _day(post: Mapping[str, str], which: str, name: str) -> date | None:
    text = post.get(f"{which}_{name}", "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid("NO_SUCH_DAY", field=name) from None


def _identifier(text: str, name: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("NOT_IN_LIST", field=name) from None
