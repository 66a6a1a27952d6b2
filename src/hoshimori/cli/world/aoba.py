"""Aoba Parts: 28 people, halfway through ★3, with exclusions, an alternative, tasks that are late, and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from hoshimori.assessments.operations import (
    alternatives,
    answering,
    beginning,
    commenting,
    excluding,
    scoping,
    tasks,
    timing,
)
from hoshimori.assessments.operations.answering import Given
from hoshimori.assessments.rules.alternatives import AlternativeText
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.scope import Named, Omission, Statement
from hoshimori.assessments.rules.tasks import Duty
from hoshimori.cli.world import stage
from hoshimori.cli.world.aoba_answers import ANSWERS
from hoshimori.cli.world.aoba_evidence import attach_all
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.calendar import day_in_japan

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.cli.world.stage import Clock

RESULTS = {"M": Result.MET, "N": Result.NOT_MET, "A": Result.NOT_APPLICABLE}
PARTICULARS = Particulars("青葉部品株式会社", "アオバブヒン", "Aoba Parts Co., Ltd.", "14", "UP_TO_50", "E")
TO_CONFIRM_BY_ITO = frozenset({"3-1-1-4", "4-1-2-2", "4-1-3-2", "3-1-3-1"})

TASKS = [
    # criterion, what, days until it is due (negative: late), whose, done
    ("4-1-3-2", "スマートフォンのない4名のセキュリティキーを注文する", -6, "ito", False),
    ("4-1-2-2", "NASの管理者IDを2人に分け、共有のパスワードを変える", -2, "ito", False),
    ("1-3-1-3", "次の朝礼で対応方針を知らせ、配布簿に署名をもらう", 8, "sato", False),
    ("2-1-4-1", "外注先4社に渡す「事故のときの連絡と役割」のひな型を作る", 16, "sato", False),
    ("4-2-2-1", "1月の全社集会の訓練を準備する", 45, "sato", False),
    ("3-1-1-1", "倉庫のパソコン2台を台帳に加える", -20, "ito", True),
]


@dataclass(frozen=True, slots=True)
class Aoba:
    """Aoba's people and their self-evaluation."""

    sato: Actor
    mori: Actor
    ito: Actor
    assessment_id: UUID


def make(clock: Clock) -> Aoba:
    """Bring Aoba to where its story stands today."""
    sato = stage.found(
        stage.enter("佐藤 花子", "sato@aoba.example", clock.ago(75)), "3999912340001", PARTICULARS, clock.ago(75)
    )
    mori = _join(sato, "森 健一", "mori@aoba.example", Role.REPRESENTATIVE, clock)
    ito = _join(sato, "伊藤 次郎", "ito@aoba.example", Role.CONTRIBUTOR, clock)
    assessment_id = beginning.begin(level=3, title="2026年度の自己評価", actor=sato, at=clock.ago(70))
    aoba = Aoba(sato, mori, ito, assessment_id)
    story = stage.Story()
    story.add(clock.ago(68), lambda: _describe_scope(aoba, clock))
    story.add(clock.ago(20), lambda: _propose_alternative(aoba, clock))
    story.add(clock.ago(19), lambda: attach_all(aoba.assessment_id, aoba.sato, aoba.ito, clock))
    _answer(aoba, clock, story)
    _plan_tasks(aoba, clock, story)
    _talk(aoba, clock, story)
    story.tell()
    return aoba


def _join(host: Actor, name: str, email: str, role: Role, clock: Clock) -> Actor:
    return stage.join(host, stage.enter(name, email, clock.ago(74)), email, role, clock.ago(74))


def _describe_scope(aoba: Aoba, clock: Clock) -> None:
    at, sato, assessment_id = clock.ago(68), aoba.sato, aoba.assessment_id
    text = "会社全体の業務用IT(事務所のパソコン、サーバー、NAS、スマートフォン、ネットワーク、利用するクラウド)。"
    scoping.describe(assessment_id=assessment_id, statement=Statement("ENTITY", text), version=0, actor=sato, at=at)
    for kind, name, detail in (
        ("SITE", "本社・工場", "神奈川県相模原市"),
        ("SITE", "倉庫", "神奈川県厚木市。パソコン2台"),
        ("DEPARTMENT", "総務部", ""),
        ("DEPARTMENT", "営業部", ""),
        ("DEPARTMENT", "製造部", "事務で使うパソコンだけ"),
        ("CLOUD_SERVICE", "Microsoft 365", "メールと予定表"),
        ("CLOUD_SERVICE", "会計クラウド", "給与も含む"),
    ):
        scoping.name(assessment_id=assessment_id, named=Named(kind, name, detail), actor=sato, at=at)
    for omission in (
        Omission(
            "検査室の測定機につながる古いパソコン1台",
            "OUT_OF_SUPPORT_CUT_OFF",
            "測定機のソフトが新しいWindowsで動かず、2027年5月の測定機の更新まで替えられないため。",
            "ネットワークにつながず、データの受け渡しは検査済みのUSBメモリー1本だけで行う。",
        ),
        Omission(
            "来客用の無線",
            "SEPARATE_NETWORK",
            "社員は使わず、社内のネットワークと回線から分かれているため。",
            "別の回線で契約し、社内の機器を接続しないことを年1回確かめる。",
        ),
    ):
        excluding.exclude(assessment_id=assessment_id, omission=omission, actor=sato, at=at)


def _answer(aoba: Aoba, clock: Clock, story: stage.Story) -> None:
    for index, (no, (result, reason, plan)) in enumerate(ANSWERS.items()):
        actor = aoba.ito if index % 3 == 0 else aoba.sato
        at = clock.ago(60 - index, hours=index % 7)
        is_open = result == "N"
        given = Given(
            AnswerText(RESULTS[result], reason, plan),
            responsible_id=(aoba.ito if no in TO_CONFIRM_BY_ITO else aoba.sato).person_id if is_open else None,
            due_on=day_in_japan(clock.today + timedelta(days=58)) if is_open else None,
        )
        minutes = (10, 15, 25, 40)[index % 4]
        story.add(at, partial(_give, aoba.assessment_id, no, given, minutes, actor=actor, at=at))


def _give(assessment_id: UUID, no: str, given: Given, minutes: int, *, actor: Actor, at: datetime) -> None:
    answering.save(assessment_id=assessment_id, criterion_no=no, given=given, version=0, actor=actor, at=at)
    timing.record_minutes(
        assessment_id=assessment_id,
        criterion_no=no,
        minutes=minutes,
        spent_on=day_in_japan(at),
        actor=actor,
        at=at,
    )


def _propose_alternative(aoba: Aoba, clock: Clock) -> None:
    text = AlternativeText(
        goal="だれがどの操作をしたのかを、後からたどれるようにする。",
        means="検査室の共有IDは残し、入室を記録する鍵の貸出簿と、使った人・時刻の使用簿を組にして残す。",
        why_equal="使用簿と貸出簿を毎週突き合わせるため、個人のIDと同じように、使った人が1人に決まります。",
    )
    alternatives.propose(
        assessment_id=aoba.assessment_id,
        criterion_no="4-1-1-2",
        text=text,
        version=0,
        actor=aoba.sato,
        at=clock.ago(20),
    )


def _plan_tasks(aoba: Aoba, clock: Clock, story: stage.Story) -> None:
    people = {"sato": aoba.sato, "ito": aoba.ito}
    for no, what, days, owner, is_done in TASKS:
        duty = Duty(what, people[owner].person_id, day_in_japan(clock.today + timedelta(days=days)))
        story.add(clock.ago(25), partial(_plan, aoba, no, duty, people[owner] if is_done else None, clock=clock))


def _plan(aoba: Aoba, no: str, duty: Duty, done_by: Actor | None, *, clock: Clock) -> None:
    task_id = tasks.add(assessment_id=aoba.assessment_id, criterion_no=no, duty=duty, actor=aoba.sato, at=clock.ago(25))
    if done_by is not None:
        tasks.finish(task_id=task_id, actor=done_by, at=clock.ago(24))


def _talk(aoba: Aoba, clock: Clock, story: stage.Story) -> None:
    for actor, text, days in (
        (aoba.sato, "@伊藤 次郎 セキュリティキーの見積もりは届きましたか。", 5),
        (aoba.ito, "届きました。4本で注文してよいか、森専務に確認します。", 4),
    ):
        at = clock.ago(days)
        write = partial(commenting.write, assessment_id=aoba.assessment_id, criterion_no="4-1-3-2", text=text)
        story.add(at, partial(write, actor=actor, at=at))
