"""Experts, what one of them took on, and Aoba in the register, for the stories about pages."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from hoshimori.assessments.operations import alternatives, evidence, excluding
from hoshimori.assessments.rules.alternatives import AlternativeText
from hoshimori.assessments.rules.evidence import Covers, Pointer
from hoshimori.assessments.rules.scope import Omission
from hoshimori.confirmations.operations import judging
from hoshimori.files.intake import Upload
from hoshimori.registry.rules.numbers import written
from hoshimori.shared.actor import Actor, Role
from tests import confirming
from tests.cast import Cast, Experts, enter, found, join, make_eligible
from tests.confirming import Asked
from tests.pages.dossier import ONE, PDF
from tests.pages.looking import on_the_day
from tests.registering import Registered, eligible_for_years, registered

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


@pytest.fixture
def aobas(cast: Cast, experts: Experts, at: datetime) -> Registered:
    """Aoba's registration."""
    return registered(cast, eligible_for_years(experts.kiyota, cast.hayashi), at)


@pytest.fixture
def place(aobas: Registered) -> str:
    """Where Aoba's registration stands."""
    return f"/register/{written(aobas.number)}/"


@pytest.fixture
def nobody(at: datetime) -> Client:
    """A browser in which nobody is signed in, on the day of the story."""
    return on_the_day(at)
