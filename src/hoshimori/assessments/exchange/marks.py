"""How people write that a criterion is met, is not met, or does not apply."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from hoshimori.assessments.rules.answers import Result
from hoshimori.assessments.rules.importing import Hint
from hoshimori.shared.bilingual import Text

WRITTEN: dict[Result, Text] = {
    Result.BLANK: Text("", ""),
    Result.MET: Text("○", "Met"),
    Result.NOT_MET: Text("×", "Not met"),
    Result.NOT_APPLICABLE: Text("該当なし", "N/A"),
}
"""How Hoshimori writes a result."""

PARTLY = Text("△", "Partly met")
"""What many tables offer between yes and no; the scheme knows nothing between [P][M]."""

_VARIATION = "\ufe0e\ufe0f"
_AROUND = " \t\r\n。.、,:;()[]「」"
_MET = "○,◯,〇,⭕,o,適合,適合する,適合している,満たす,満たしている,met"
_PARTLY = "△,▲,▵,一部適合,部分適合,partlymet,partiallymet,partly,partial"
_NOT_MET = "×,✕,✖,☓,✗,✘,❌,⨯,x,不適合,未適合,適合しない,適合していない,満たさない,満たしていない,notmet,unmet"
_NOT_APPLICABLE = "該当なし,該当無し,該当しない,非該当,対象外,適用外,適用なし,n/a,na,notapplicable"
_DASH = "-,‐,‑,‒,–,—,―,−,ー,─,━,--"
_BLANK = "未回答,未記入,notanswered"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a mark says, and how it was read if that is not plain."""

    result: Result
    hint: Hint | None = None


_MARKS: dict[str, Mark] = (
    dict.fromkeys(_MET.split(","), Mark(Result.MET))
    | dict.fromkeys(_PARTLY.split(","), Mark(Result.NOT_MET, Hint.PARTLY_IS_NOT_MET))
    | dict.fromkeys(_NOT_MET.split(","), Mark(Result.NOT_MET))
    | dict.fromkeys(_NOT_APPLICABLE.split(","), Mark(Result.NOT_APPLICABLE))
    | dict.fromkeys(_DASH.split(","), Mark(Result.BLANK, Hint.DASH_IS_BLANK))
    | dict.fromkeys(_BLANK.split(","), Mark(Result.BLANK))
)


def read(text: str) -> Mark | None:
    """Return what a mark says; None for one that nobody agreed on. △ is not met, never half [P][M]."""
    plain = unicodedata.normalize("NFKC", text).casefold().strip(_AROUND + _VARIATION)
    return _MARKS.get("".join(plain.split())) if plain else Mark(Result.BLANK)
