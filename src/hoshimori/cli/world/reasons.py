"""Why a criterion is met, in the few words in which small companies say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.schemes.queries import current_edition, edition
from hoshimori.schemes.rules import Level

if TYPE_CHECKING:
    from hoshimori.cli.world.chance import Chance

REASONS = (
    "社内の規程に定め、年1回見直しています。",
    "担当者を決め、手順書どおりに行っています。",
    "台帳に記録し、総務が確認しています。",
    "設定の画面で確かめ、写しを残しています。",
    "保守会社の報告書で、毎月確認しています。",
    "朝礼とメールで全員に知らせ、受け取りを記録しました。",
    "申請と承認の記録があります。",
    "点検表に日付と氏名を残しています。",
    "社長が承認し、議事録に残しています。",
    "管理画面で全台の状態を確認しています。",
    "契約書と利用規約で確かめました。",
    "手順に沿って試し、結果を記録しました。",
)
DOES_NOT_APPLY = 30
NOT_APPLICABLE = "対象となるものを使っていません(総務部長が確認)。"


def answers(chance: Chance) -> dict[str, tuple[str, str]]:
    """Return a mark and a reason for every criterion of ★3; a conditional one may not apply."""
    found = {}
    for criterion in edition(current_edition()).criteria_of(Level.THREE):
        if criterion.conditional and chance.says(DOES_NOT_APPLY):
            found[criterion.no] = ("該当なし", NOT_APPLICABLE)
        else:
            found[criterion.no] = ("○", chance.choice(REASONS))
    return found
