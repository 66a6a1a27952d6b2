"""Two companies with one of everything each, the operator and the ministry: what every route is tried on.

Aoba's world and that of Stranger Works are made by the same operations. Everything that can stand in an address or in a
form is known by a name: `worlds.aoba["task_id"]`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from hoshimori.assessments.operations import beginning, calendars, closing, reporting, tasks
from hoshimori.assessments.queries.seeing import seen_by
from hoshimori.assessments.queries.snapshot import snapshot_of
from hoshimori.assessments.rules.snapshot import digest_of
from hoshimori.confirmations.operations import asking, concluding, judging
from hoshimori.confirmations.queries.detail import detail
from hoshimori.credentials.operations import issuing, keys
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.parties.models import Organization
from hoshimori.parties.operations import access, invitations, platforms
from hoshimori.registry.operations import changes, keeping
from hoshimori.shared.actor import SYSTEM, Actor, Role
from hoshimori.shared.calendar import day_in_japan
from tests import confirming, registering
from tests.cast import Cast, enter, found, join
from tests.exchange.official import Official
from tests.security.acts import Stage, evidence, experts, notices, papers, self_evaluation
from tests.security.shown import Neighbour, disclosed

Things: TypeAlias = dict[str, str]

ALTERNATIVE_AT = "1-3-1-1"
"""The criterion for which each company has an alternative."""

FIFTH = "7999912340055"


@dataclass(frozen=True)
class Worlds:
    """Who there is, and what belongs to whom."""

    cast: Cast
    at: datetime
    expert: Actor
    newcomer: Actor
    strangers_contributor: Actor
    strangers_representative: Actor
    aoba: Things
    stranger: Things
    files: dict[str, bytes]

    @property
    def roles(self) -> dict[str, Actor | None]:
        """Return everybody through whose eyes the routes are seen, in the order of the table; None is not signed in."""
        return {
            "nobody": None,
            "newcomer": self.newcomer,
            "contributor": self.cast.ito,
            "coordinator": self.cast.sato,
            "representative": self.cast.mori,
            "expert": self.expert,
            "officer": self.cast.hayashi,
            "looking in": self.cast.hayashi,
            "overseer": self.cast.ono,
            "stranger": self.cast.kuro,
        }

    @property
    def strangers(self) -> dict[str, Actor]:
        """Return everybody of the other company."""
        return {
            "coordinator": self.cast.kuro,
            "contributor": self.strangers_contributor,
            "representative": self.strangers_representative,
        }


def make_worlds(cast: Cast, at: datetime) -> Worlds:
    """Let Aoba and Stranger Works do everything once."""
    aobas = Stage(cast, at, _begun(cast.sato, at))
    third = join(cast.kuro, "白石 六郎", "shiraishi@stranger.example", Role.CONTRIBUTOR)
    third_leads = join(cast.kuro, "大野 九", "ono@stranger.example", Role.REPRESENTATIVE)
    strangers = Stage(replace(cast, sato=cast.kuro, ito=third, mori=third_leads), at, _begun(cast.kuro, at))
    expert = join(cast.sato, "専門 七海", "nanami@aoba.example", Role.EXPERT)
    strangers_expert = join(cast.kuro, "専門 八郎", "hachiro@stranger.example", Role.EXPERT)
    ours = _things(aobas) | _recorded(aobas, expert) | _on_the_way(aobas, expert) | _to_judge(aobas, expert)
    theirs = (
        _things(strangers)
        | _recorded(strangers, strangers_expert)
        | _on_the_way(strangers, strangers_expert)
        | _to_judge(strangers, strangers_expert)
    )
    others, kaede = _of_others(cast, expert, at)
    ours |= disclosed(cast.sato, ours, kaede, at)
    theirs |= disclosed(cast.kuro, theirs, kaede, at)
    _with_certificates(at)
    return Worlds(
        cast=cast,
        at=at,
        expert=expert,
        newcomer=enter("新井 八重", "arai@nowhere.example"),
        strangers_contributor=third,
        strangers_representative=third_leads,
        aoba=ours | others,
        stranger=theirs | others,
        files={"pdf": evidence.PDF + b"%new", "official": Official().saved(), "workbook": papers.filled(aobas)},
    )


def _with_certificates(at: datetime) -> None:
    """Let the worker do its part: keys are published, and everybody registered has a certificate."""
    keys.publish(purposes=list(Purpose), actor=SYSTEM, at=at)
    issuing.issue_missing(actor=SYSTEM, at=at)


def look_in(worlds: Worlds) -> None:
    """Let the officer look into Aoba's matters from now on."""
    worlds.aoba["access_id"] = str(_opened(worlds.cast, worlds.cast.sato, worlds.at))


def _opened(cast: Cast, company: Actor, at: datetime) -> UUID:
    return access.open_to(
        organization_id=company.organization_id, reason="会社から相談があった。", hours=1, actor=cast.hayashi, at=at
    )


def _begun(coordinator: Actor, at: datetime) -> UUID:
    return beginning.begin(level=3, title="2026年度の自己評価", actor=coordinator, at=at)


def _things(stage: Stage) -> Things:
    """Return everything of one company by the name it has in addresses and forms."""
    us = stage.cast.sato
    invited = invitations.invite(
        organization_id=us.organization_id, email="somebody@else.example", role="CONTRIBUTOR", **stage.sato
    )
    things = {
        "organization_id": us.organization_id,
        "membership_id": stage.cast.ito.membership_id,
        "own_membership_id": us.membership_id,
        "person_id": stage.cast.ito.person_id,
        "invitation_id": invited.invitation_id,
        "invitation_secret": invited.secret,
        "platform_id": platforms.add(name="社内基盤", description="", **stage.sato),
        "use_id": _offered(stage),
        "access_id": _opened(stage.cast, us, stage.at - timedelta(days=1)),
        "notice_id": notices.told(stage)[0],
        "calendar_secret": calendars.open_address(language="ja", **stage.sato),
        **_self_evaluations(stage),
    }
    return {name: str(value) for name, value in things.items()}


def _recorded(stage: Stage, expert: Actor) -> Things:
    """Return what is recorded about an expert of the company."""
    experts.agreed(stage, expert)
    return {
        "expert_id": str(expert.membership_id),
        "qualification_id": str(experts.qualified(stage, expert)),
        "training_id": str(experts.trained(stage, expert)),
    }


def _on_the_way(stage: Stage, expert: Actor) -> Things:
    """Return what stands at each step of the way into the register: asked, confirmed, registered."""
    us, at = stage.cast.sato, stage.at
    registered = registering.registered(stage.cast, expert, at)
    confirmed = confirming.confirmed(us, expert, at)
    asked = replace(stage, aobas=beginning.begin(level=3, title="依頼したもの", **stage.sato))
    papers.submitted(asked)
    things = {
        "asked_id": asked.aobas,
        "asked_confirmation_id": confirming.ask_about(asked.aobas, us, expert, at).confirmation_id,
        "confirmed_id": confirmed.assessment_id,
        "confirmation_id": confirmed.confirmation_id,
        "whole_digest": detail(us, at, confirmed.confirmation_id).line.whole_digest,
        "registered_id": registered.filed.matter.assessment_id,
        "filing_id": registered.filed.filing_id,
        "registration_id": registered.registration_id,
        "registration_number": registered.number,
        "change_id": changes.notify(
            registration_id=registered.registration_id,
            what="本社を移した。",
            happened_on=day_in_japan(at),
            **stage.sato,
        ),
    }
    return {name: str(value) for name, value in things.items()}


def _of_others(cast: Cast, expert: Actor, at: datetime) -> tuple[Things, Neighbour]:
    """Return what two further companies have: Kaede's suspended registration, and a filing that was checked.

    Kaede comes along, to ask and to be asked.
    """
    suspended = registering.registered_for(cast.tanaka, expert, cast.hayashi, at)
    keeping.suspend(registration_id=suspended.registration_id, reason="届け出がない。", actor=cast.hayashi, at=at)
    fifth = found(enter("五島 五子", "goto@fifth.example"), FIFTH, "五番目の製作所")
    leads = join(fifth, "五島 十", "daihyo@fifth.example", Role.REPRESENTATIVE)
    matter = confirming.declared(fifth, expert, leads, at)
    pending = registering.Filed(registering.file(matter, at), matter, leads, cast.hayashi)
    things = {
        "suspended_number": suspended.number,
        "pending_filing_id": str(registering.check(pending, at).filing_id),
    }
    return things, Neighbour(cast.tanaka, suspended.registration_id, suspended.number)


def _to_judge(stage: Stage, expert: Actor) -> Things:
    """Return what an expert has before it: a need, one handed over again with a file, one judged and not concluded."""
    us, at = stage.cast.sato, stage.at
    need = confirming.handed_over(us, at)
    judged = confirming.judged(us, expert, at)
    again = replace(stage, aobas=confirming.answered(us, at))
    evidence.kept(again)
    confirming.hand_over(again.aobas, us, at)
    matter = confirming.ask_about(again.aobas, us, expert, at)
    judging.take_on(confirmation_id=matter.confirmation_id, **stage.who(expert))
    confirming.judge(matter, at)
    concluding.send_back(
        confirmation_id=matter.confirmation_id,
        reason="範囲を直してください。",
        advice="",
        manner="",
        **stage.who(expert),
    )
    confirming.hand_over_anew(again.aobas, us, at)
    asking.hand_over_again(confirmation_id=matter.confirmation_id, **stage.sato)
    things = {
        "need_id": asking.show_need(assessment_id=need, message="年内に。", **stage.sato),
        "judged_id": judged.confirmation_id,
        "judging_id": matter.confirmation_id,
        "sha256": hashlib.sha256(evidence.PDF).hexdigest(),
    }
    return {name: str(value) for name, value in things.items()}


def _offered(stage: Stage) -> UUID:
    """Return the offer of a platform of Kaede's."""
    tanaka = stage.who(stage.cast.tanaka)
    number = Organization.objects.get(pk=stage.cast.sato.organization_id).corporate_number
    platform_id = platforms.add(name=f"共通基盤 {number}", description="", **tanaka)
    return platforms.offer(platform_id=platform_id, number=number, **tanaka)


def _self_evaluations(stage: Stage) -> dict[str, object]:
    stage.answer()
    self_evaluation.alternative_at(stage, ALTERNATIVE_AT)
    self_evaluation.plan_at(stage, "4-1-1-1")
    item_id, exclusion_id = self_evaluation.site(stage), self_evaluation.exclusion(stage)
    done = self_evaluation.task(stage)
    tasks.finish(task_id=done, **stage.sato)
    report_id = papers.begun(stage)
    reporting.finish(report_id=report_id, content=b"%PDF-1.7 made up", **stage.who(SYSTEM))
    failed = papers.begun(stage)
    reporting.fail(report_id=failed, **stage.who(SYSTEM))
    unused = evidence.unused(stage)
    closed = beginning.begin(level=3, title="やめたもの", **stage.sato)
    closing.close(assessment_id=closed, **stage.sato)
    submitted = replace(stage, aobas=beginning.begin(level=3, title="引き渡したもの", **stage.sato))
    papers.submitted(submitted)
    return {
        "assessment_id": stage.aobas,
        "closed_id": closed,
        "submitted_id": submitted.aobas,
        "later_id": beginning.continue_from(assessment_id=stage.aobas, level=4, title="★4へ", **stage.sato),
        "item_id": item_id,
        "exclusion_id": exclusion_id,
        "task_id": self_evaluation.task(stage),
        "done_task_id": done,
        "evidence_id": evidence.another(stage),
        "unused_evidence_id": unused,
        "import_id": papers.handed_in(stage),
        "report_id": report_id,
        "failed_report_id": failed,
        "digest": digest_of(snapshot_of(seen_by(stage.cast.sato, stage.at, stage.aobas), stage.cast.sato, stage.at)),
    }
