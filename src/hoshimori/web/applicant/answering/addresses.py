"""Where each requirement and criterion is to be found, and how one keeps what one is looking for on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from hoshimori.assessments.rules.finding import Show

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import QueryDict


class OfficialNumber:
    """An official number in an address: 4-1-3 or 4-1-3-2."""

    regex = r"[1-9]\d?(?:-[1-9]\d?)+"

    def to_python(self, value: str) -> str:
        """Return the number as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the number as it stands."""
        return value


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for in the list: one of the filters, and words."""

    show: Show = Show.ALL
    words: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Sought:
        """Read what an address asks for; an unknown filter asks for nothing special."""
        show = query.get("show", "")
        return cls(Show(show) if show in set(Show) else Show.ALL, " ".join(query.get("q", "").split())[:100])

    @property
    def is_anything(self) -> bool:
        """Tell whether something special is looked for."""
        return bool(self.show or self.words)

    def query(self, **more: str) -> str:
        """Return the end of an address that keeps what is looked for."""
        asked = {"show": self.show.value, "q": self.words} | more
        asked = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(asked)}" if asked else ""


NOTHING_SOUGHT = Sought()


def of_requirement(assessment_id: UUID, requirement_no: str, sought: Sought = NOTHING_SOUGHT) -> str:
    """Return the address of a requirement."""
    return reverse("answering:requirement", args=[assessment_id, requirement_no]) + sought.query()


def of_criterion(assessment_id: UUID, criterion_no: str, sought: Sought = NOTHING_SOUGHT) -> str:
    """Return the address of a requirement at which one of its criteria is open."""
    requirement_no = criterion_no.rpartition("-")[0]
    query = sought.query(criterion=criterion_no)
    return reverse("answering:requirement", args=[assessment_id, requirement_no]) + query


def of_evidence(assessment_id: UUID, criterion_no: str) -> str:
    """Return the address of a criterion's evidence."""
    return f"{reverse('evidence:criterion', args=[assessment_id])}?{urlencode({'criterion': criterion_no})}"
