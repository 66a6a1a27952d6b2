"""What management declares, word for word, and how fresh the proof must be that it is they who declare."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hoshimori.shared.bilingual import Text
from hoshimori.shared.refusal import NotPossibleNow
from hoshimori.shared.texts import one_line

if TYPE_CHECKING:
    from datetime import datetime

CURRENT = "2026-03"
STATEMENTS: dict[str, Text] = {
    CURRENT: Text(
        "私は、当社の経営に責任を持つ者として、次のとおり宣誓します。"
        "この自己評価に書いたことは、適用範囲のなかで事実のとおりです。"
        "この段階が求める評価基準を、すべて満たしています。"
        "セキュリティ専門家による確認の結果を読み、了解しました。"
        "登録の有効期間のあいだ、この状態を保ち、重要な変更があれば定められた期間のうちに届け出ます。",
        "As a person responsible for the management of this company, I declare the following. "
        "What this self-evaluation says is true within its scope. "
        "Every criterion that this level asks for is met. "
        "I have read and understood the result of the security expert's confirmation. "
        "As long as the registration is valid we will keep things so, and notify material changes in the set time.",
    ),
}
"""The statements by the name of their version; a declaration keeps the name of the one that was read."""

FRESH = timedelta(minutes=5)
"""How long a proof of who one is stays fresh enough to declare."""


TITLE_LIMIT = 80


def checked_title(text: str) -> str:
    """Return the position in the company of whoever declares.

    Raises:
        Invalid: it is missing or too long.
    """
    return one_line(text, field="title", limit=TITLE_LIMIT, missing="POSITION_MISSING")


def is_fresh(authenticated_at: datetime | None, at: datetime) -> bool:
    """Tell whether somebody proved who they are within the last five minutes; a proof still to come is none."""
    return authenticated_at is not None and authenticated_at <= at <= authenticated_at + FRESH


def require_fresh(authenticated_at: datetime | None, at: datetime) -> None:
    """Let through only somebody whose proof of who they are is fresh.

    Raises:
        NotPossibleNow: there is no such proof, or it is older.
    """
    if not is_fresh(authenticated_at, at):
        raise NotPossibleNow("FRESH_PROOF_NEEDED")
