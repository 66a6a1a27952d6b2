"""Experts, and what one of them took on, for the stories about pages."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from hoshimori.assessments.operations import alternatives, evidence, excluding
from hoshimori.assessments.rules.alternatives import AlternativeText
from hoshimori.assessments.rules.evidence import Covers, Pointer
from hoshimori.assessments.rules.scope import Omission
from hoshimori.confirmations.operations import judging
from hoshimori.files.intake import Upload
from hoshimori.shared.actor import Actor, Role
from tests import confirming
from tests.cast import Cast, Experts, enter, found, join, make_eligible
from tests.confirming import Asked
from tests.pages.dossier import ONE, PDF

if TYPE_CHECKING:
    pass


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    """Kiyota, eligible until October 2027."""
    make_eligible(experts.kiyota, cast.hayashi)
    return experts.kiyota


@pytest.fixture
def yamabe(cast: Cast) -> Actor:
    """Yamabe of another firm, eligible, whom nobody asks."""
    firm = found(enter("樋口 操", "higuchi@hikari.example"), "1999912340011", "ひかり相談室")
    yamabe = join(firm, "山辺 七海", "yamabe@hikari.example", Role.EXPERT)
    make_eligible(yamabe, cast.hayashi)
    return yamabe


@pytest.fixture
def matter(cast: Cast, kiyota: Actor, at: datetime) -> Asked:
    """What Kiyota took on: everything met, with an alternative, an exclusion, a file, and a file that stays there."""
    begun = confirming.answered(cast.sato, at)
    omission = Omission("検査室のPC 2台", "OUT_OF_SUPPORT_CUT_OFF", "更新できません。", "切り離しました。")
    excluding.exclude(assessment_id=begun, omission=omission, actor=cast.sato, at=at)
    text = AlternativeText("鍵を守る。", "金庫に入れる。", "鍵は2人だけが持つ。")
    alternatives.propose(assessment_id=begun, criterion_no=ONE, text=text, version=0, actor=cast.sato, at=at)
    evidence.add_file(
        assessment_id=begun,
        criterion_no=ONE,
        upload=Upload("誓約書.pdf", BytesIO(PDF), len(PDF)),
        covers=Covers(date(2026, 1, 1), date(2026, 11, 1)),
        actor=cast.sato,
        at=at,
    )
    pointer = Pointer("入退室簿", "総務の棚")
    evidence.add_pointer(
        assessment_id=begun, criterion_no=ONE, pointer=pointer, covers=Covers(), actor=cast.sato, at=at
    )
    confirming.hand_over(begun, cast.sato, at)
    asked = confirming.ask_about(begun, cast.sato, kiyota, at)
    judging.take_on(confirmation_id=asked.confirmation_id, actor=kiyota, at=at)
    return asked
