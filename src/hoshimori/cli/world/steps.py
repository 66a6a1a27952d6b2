"""What companies, experts and officers do on the way to the register, step by step, each by its operation."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import xlsxwriter

from hoshimori.assessments.operations import importing, submitting
from hoshimori.assessments.queries.snapshot import snapshot
from hoshimori.assessments.rules.snapshot import digest_of
from hoshimori.confirmations.operations import asking, concluding, declaring, judging
from hoshimori.confirmations.queries.detail import detail
from hoshimori.confirmations.rules.states import Manner, Verdict
from hoshimori.registry.operations import deciding, filing
from hoshimori.registry.queries.own import registrations_of
from hoshimori.registry.rules.formal import FormalPoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

    from hoshimori.confirmations.rules.judging import Key
    from hoshimori.shared.actor import Actor

LACKING = "証跡は社内にあり、専門家との面談のときに示します。"
AGREED = "規程と記録を確かめました。"
ALL_HOLD = {point.value: (True, "") for point in FormalPoint}


@dataclass
class Way:
    """One self-evaluation on its way: who acts for the company, which expert, and how far it has come."""

    coordinator: Actor
    representative: Actor
    expert: Actor
    assessment_id: UUID
    confirmation_id: UUID | None = None
    filing_id: UUID | None = None
    manner: Manner = Manner.EVIDENCE_SEEN
    agreed: str = AGREED
    advice: str = ""
    position: str = "代表取締役"
    summary: tuple[str, str] = ("本社の情報システム", "Information systems of the head office")


def fill_in(assessment_id: UUID, answers: Mapping[str, tuple[str, str]], actor: Actor, at: datetime) -> None:
    """Answer by handing in a workbook and accepting all of it; `answers` maps criteria to a mark and its reason."""
    import_id = importing.hand_in(
        assessment_id=assessment_id, file_name="自己評価.xlsx", content=_workbook(answers), actor=actor, at=at
    )
    importing.accept(
        assessment_id=assessment_id,
        import_id=import_id,
        chosen=dict.fromkeys(answers, 0),
        erase_blanks=False,
        actor=actor,
        at=at,
    )


def _workbook(answers: Mapping[str, tuple[str, str]]) -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("自己評価")
    sheet.write_row(0, 0, ["No", "自己評価", "理由"])
    for row, (no, (mark, reason)) in enumerate(answers.items(), start=1):
        sheet.write_row(row, 0, [no, mark, reason])
    book.close()
    return output.getvalue()


def hand_over(assessment_id: UUID, actor: Actor, at: datetime) -> None:
    """Hand over what stands now."""
    seen = digest_of(snapshot(actor, at, assessment_id))
    submitting.submit(assessment_id=assessment_id, seen_digest=seen, reason=LACKING, actor=actor, at=at)


def ask(way: Way, message: str, at: datetime) -> None:
    """The coordinator asks the expert."""
    way.confirmation_id = asking.ask(
        assessment_id=way.assessment_id,
        expert_id=way.expert.membership_id,
        message=message,
        actor=way.coordinator,
        at=at,
    )


def take_on(way: Way, at: datetime) -> None:
    """The expert takes it on."""
    judging.take_on(confirmation_id=asked(way), actor=way.expert, at=at)


def judge(way: Way, at: datetime, keys: Iterable[Key] | None = None, reason: str = "", *, agrees: bool = True) -> None:
    """The expert says the same about some things, or about everything that is not judged yet."""
    now = detail(way.expert, at, asked(way))
    open_now = [one.key for one in now.subjects if one.key not in now.judgements]
    judging.judge(
        confirmation_id=asked(way),
        subjects=open_now if keys is None else list(keys),
        verdict=Verdict.AGREED if agrees else Verdict.NOT_AGREED,
        reason=reason or way.agreed,
        versions={key: value.version for key, value in now.judgements.items()},
        actor=way.expert,
        at=at,
    )


def send_back(way: Way, at: datetime) -> None:
    """The expert returns it, with the reasons given so far and advice."""
    concluding.send_back(
        confirmation_id=asked(way), reason="", advice=way.advice, manner=way.manner, actor=way.expert, at=at
    )


def confirm(way: Way, at: datetime) -> None:
    """The expert confirms."""
    concluding.confirm(confirmation_id=asked(way), manner=way.manner, advice=way.advice, actor=way.expert, at=at)


def declare(way: Way, at: datetime) -> None:
    """The representative, who was just asked who is there, declares over what stands confirmed."""
    seen = detail(way.representative, at, asked(way)).line.whole_digest
    declaring.declare(
        confirmation_id=asked(way),
        seen_digest=seen,
        title=way.position,
        authenticated_at=at,
        actor=way.representative,
        at=at,
    )


def file(way: Way, at: datetime, renews: UUID | None = None) -> None:
    """The coordinator files it."""
    way.filing_id = filing.file(
        assessment_id=way.assessment_id,
        scope_summary_ja=way.summary[0],
        scope_summary_en=way.summary[1],
        renews=renews,
        actor=way.coordinator,
        at=at,
    )


def check(way: Way, officer: Actor, at: datetime) -> None:
    """The officer finds that all five points hold."""
    deciding.check(filing_id=_filed(way), points=ALL_HOLD, actor=officer, at=at)


def register(way: Way, officer: Actor, at: datetime) -> UUID:
    """The officer registers it; returns the registration."""
    number = deciding.register(filing_id=_filed(way), actor=officer, at=at)
    return next(line.id for line in registrations_of(way.coordinator, at) if line.public.number == number)


def refuse(way: Way, officer: Actor, reason: str, at: datetime) -> None:
    """The officer refuses it."""
    deciding.refuse(filing_id=_filed(way), reason=reason, actor=officer, at=at)


def asked(way: Way) -> UUID:
    """Return the confirmation that was asked for."""
    if way.confirmation_id is None:
        message = "nobody was asked yet"
        raise RuntimeError(message)
    return way.confirmation_id


def _filed(way: Way) -> UUID:
    if way.filing_id is None:
        message = "nothing is filed yet"
        raise RuntimeError(message)
    return way.filing_id
