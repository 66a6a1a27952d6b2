"""Who finds which confirmations: the company its own, an expert what it was asked for, everybody else nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from hoshimori.confirmations.operations import asking, concluding, judging
from hoshimori.confirmations.queries import lines
from hoshimori.confirmations.queries.detail import detail
from hoshimori.confirmations.queries.lines import ConfirmationLine, Show
from hoshimori.confirmations.rules.judging import Key
from hoshimori.confirmations.rules.states import About, ConfirmationState, Manner
from hoshimori.journal.queries import of_subject
from hoshimori.parties.operations import access
from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.refusal import NotFound, NotPermitted
from tests import confirming
from tests.cast import Cast, Experts, enter, found, join, make_eligible

CRITERION = Key(About.CRITERION, "1-2-3-1")
WHY = "今月は予定がいっぱいです。"


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


def only(actor: Actor, at: datetime, confirmation_id: UUID) -> ConfirmationLine:
    return lines.line(actor, at, confirmation_id)


def take_on(confirmation_id: UUID, expert: Actor, at: datetime) -> None:
    judging.take_on(confirmation_id=confirmation_id, actor=expert, at=at)


def confirm(matter: confirming.Asked, at: datetime) -> str:
    return concluding.confirm(
        confirmation_id=matter.confirmation_id, manner=Manner.VISIT, advice="", actor=matter.expert, at=at
    )


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_others_find_no_confirmation(cast: Cast, kiyota: Actor, at: datetime, who: str) -> None:
    matter = confirming.taken_on(cast.sato, kiyota, at)
    outsider: Actor = getattr(cast, who)

    for look in (detail, lines.line):
        with pytest.raises(NotFound):
            look(outsider, at, matter.confirmation_id)
    assert lines.of_assessment(outsider, at, matter.assessment_id) == ()
    with pytest.raises(NotFound):
        asking.withdraw(confirmation_id=matter.confirmation_id, reason=WHY, actor=outsider, at=at)
    with pytest.raises(NotFound):
        asking.hand_over_again(confirmation_id=matter.confirmation_id, actor=outsider, at=at)
    with pytest.raises(NotFound):
        asking.show_need(assessment_id=matter.assessment_id, message="", actor=outsider, at=at)


def test_another_expert_finds_none_either(cast: Cast, kiyota: Actor, yamabe: Actor, at: datetime) -> None:
    matter = confirming.judged(cast.sato, kiyota, at)
    confirmation_id = matter.confirmation_id

    with pytest.raises(NotFound):
        detail(yamabe, at, confirmation_id)
    with pytest.raises(NotFound):
        take_on(confirmation_id, yamabe, at)
    with pytest.raises(NotFound):
        judging.decline(confirmation_id=confirmation_id, reason=WHY, actor=yamabe, at=at)
    with pytest.raises(NotFound):
        concluding.confirm(confirmation_id=confirmation_id, manner=Manner.VISIT, advice="", actor=yamabe, at=at)
    assert lines.of_expert(yamabe, at).lines == ()


def test_an_officer_under_access_reads_what_the_company_reads(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.confirmed(cast.sato, kiyota, at)
    access.open_to(
        organization_id=cast.sato.organization_id, reason="問い合わせのため", hours=1, actor=cast.hayashi, at=at
    )

    assert detail(cast.hayashi, at, matter.confirmation_id).line.state == ConfirmationState.CONFIRMED
    with pytest.raises(NotPermitted):
        asking.withdraw(confirmation_id=matter.confirmation_id, reason=WHY, actor=cast.hayashi, at=at)
    with pytest.raises(NotFound):
        detail(cast.hayashi, at + timedelta(hours=1), matter.confirmation_id)


def test_a_contributor_asks_nobody_and_the_company_judges_nothing(cast: Cast, kiyota: Actor, at: datetime) -> None:
    assessment_id = confirming.handed_over(cast.sato, at)
    with pytest.raises(NotPermitted):
        asking.show_need(assessment_id=assessment_id, message="", actor=cast.ito, at=at)
    need = asking.show_need(assessment_id=assessment_id, message="", actor=cast.sato, at=at)

    with pytest.raises(NotPermitted):
        asking.withdraw(confirmation_id=need, reason=WHY, actor=cast.ito, at=at)
    with pytest.raises(NotPermitted):
        take_on(need, cast.sato, at)
    take_on(need, kiyota, at)
    with pytest.raises(NotPermitted):
        confirm(confirming.Asked(assessment_id, need, cast.sato, cast.mori), at)


def test_the_desk_shows_the_longest_waiting_first_and_counts_each_state(
    cast: Cast, kiyota: Actor, at: datetime
) -> None:
    first = confirming.taken_on(cast.sato, kiyota, at)
    second = confirming.asked(cast.tanaka, kiyota, at + timedelta(days=1))

    desk = lines.of_expert(kiyota, at + timedelta(days=2))

    assert [line.id for line in desk.lines] == [first.confirmation_id, second.confirmation_id]
    assert [line.age_days for line in desk.lines] == [2, 1]
    assert desk.counts == {ConfirmationState.JUDGING: 1, ConfirmationState.ASKED: 1}
    assert [line.id for line in lines.of_expert(kiyota, at, Show.ASKED).lines] == [second.confirmation_id]


def test_the_company_reads_in_its_journal_what_happened(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.confirmed(cast.sato, kiyota, at)

    told = of_subject(kind="confirmation", subject_id=str(matter.confirmation_id), about_id=cast.sato.organization_id)

    assert [entry.act.split(":")[-1] for entry in reversed(told)] == ["expert_asked", "taken_on", "given", "confirmed"]
    assert told[0].after["digest"] == only(cast.sato, at, matter.confirmation_id).whole_digest
    assert "verdict" not in str(told[1].after)
