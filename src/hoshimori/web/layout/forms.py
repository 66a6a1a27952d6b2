"""What a form shows: what was typed, and what is to be mended beside each field."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hoshimori.web.layout.refusals import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from hoshimori.shared.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Form:
    """The values of a form by the names of its fields, and messages by the same names ("" is the form as a whole).

    Templates read `form.values.NAME` and `form.errors.NAME`; `layout/problems.html` lists what is to be mended.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def refused(cls, typed: QueryDict, *refusals: Refusal) -> Form:
        """Return the form as it was sent, with the words of each refusal beside the field it is about."""
        return cls(values=typed.dict(), errors={refusal.field: words(refusal) for refusal in refusals})
