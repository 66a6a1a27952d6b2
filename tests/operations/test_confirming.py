"""Aoba looks for an expert, who takes it on, returns or confirms; nobody reads what was not given to them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from hoshimori.assessments.operations import submitting
from hoshimori.confirmations.operations import asking, concluding, judging
from hoshimori.confirmations.queries import lines
from hoshimori.confirmations.queries.detail import detail
from hoshimori.confirmations.queries.lines import ConfirmationLine, Show
from hoshimori.confirmations.rules.judging import Key
from hoshimori.confirmations.rules.states import About, ConfirmationState, Manner
from hoshimori.parties.operations import invitations
from hoshimori.qualifications.operations import recording
from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.identifiers import new_id
from hoshimori.shared.refusal import Invalid, NotFound, NotPossibleNow
from tests import confirming
from tests.cast import HELD_FROM, LISTED, Cast, Experts, enter, found, join, make_eligible

CRITERION = Key(About.CRITERION, "1-2-3-1")
WHY = "今月は予定がいっぱいです。"


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    """Kiyota, eligible until October 2027."""
    make_eligible(experts.kiyota, cast.hayashi)
    return experts.kiyota


@pytest.fixture
def minami(cast: Cast, experts: Experts) -> Actor:
    """Minami of Aoba itself, eligible until October 2027."""
    make_eligible(experts.minami, cast.hayashi)
    return experts.minami


@pytest.fixture
def yamabe(cast: Cast) -> Actor:
    """Yamabe of another firm, eligible, whom nobody asks."""
    firm = found(enter("樋口 操", "higuchi@hikari.example"), "1999912340011", "ひかり相談室")
    yamabe = join(firm, "山辺 七海", "yamabe@hikari.example", Role.EXPERT)
    make_eligible(yamabe, cast.hayashi)
    return yamabe


def trained_until(expert: Actor, day: date, cast: Cast, at: datetime) -> None:
    """Let the officer record a qualification, and training that ends before the beginning of this day."""
    recording.record_qualification(
        person_id=expert.person_id,
        name=LISTED,
        proof="登録番号 第999902号",
        held_from=HELD_FROM,
        valid_until=None,
        actor=cast.hayashi,
        at=at,
    )
    recording.record_training(
        person_id=expert.person_id,
        provider="制度研修機関(見本)",
        completed_on=date(2025, 12, 1),
        valid_until=day,
        actor=cast.hayashi,
        at=at,
    )


def only(actor: Actor, at: datetime, confirmation_id: UUID) -> ConfirmationLine:
    return lines.line(actor, at, confirmation_id)


def shown_need(cast: Cast, at: datetime) -> tuple[UUID, UUID]:
    assessment_id = confirming.handed_over(cast.sato, at)
    need = asking.show_need(assessment_id=assessment_id, message="年内に希望します。", actor=cast.sato, at=at)
    return assessment_id, need


def take_on(confirmation_id: UUID, expert: Actor, at: datetime) -> None:
    judging.take_on(confirmation_id=confirmation_id, actor=expert, at=at)


def confirm(matter: confirming.Asked, at: datetime) -> str:
    return concluding.confirm(
        confirmation_id=matter.confirmation_id, manner=Manner.VISIT, advice="", actor=matter.expert, at=at
    )


def test_an_expert_who_was_asked_takes_it_on_and_only_then_reads_what_was_handed_over(
    cast: Cast, kiyota: Actor, at: datetime
) -> None:
    matter = confirming.asked(cast.sato, kiyota, at)
    with pytest.raises(NotFound):
        detail(kiyota, at, matter.confirmation_id)

    take_on(matter.confirmation_id, kiyota, at)

    read = detail(kiyota, at, matter.confirmation_id)
    assert (read.line.state, read.line.is_in_force, read.line.is_in_house) == (ConfirmationState.JUDGING, True, False)
    assert len(read.snapshot["criteria"]) == 81
    assert read.override_reason == confirming.LACKING
    assert read.line.expert is not None
    assert read.line.expert.name == "清田 実"


def test_an_expert_of_the_company_itself_is_flagged(cast: Cast, minami: Actor, at: datetime) -> None:
    matter = confirming.taken_on(cast.sato, minami, at)

    assert only(cast.sato, at, matter.confirmation_id).is_in_house


def test_an_expert_of_a_firm_who_also_works_for_the_company_is_flagged(cast: Cast, kiyota: Actor, at: datetime) -> None:
    invited = invitations.invite(
        organization_id=cast.sato.organization_id,
        email="kiyota@hoshizora.example",
        role="CONTRIBUTOR",
        actor=cast.sato,
        at=at,
    )
    invitations.accept(secret=invited.secret, actor=kiyota, at=at)

    matter = confirming.taken_on(cast.sato, kiyota, at)

    assert only(cast.sato, at, matter.confirmation_id).is_in_house


def test_of_a_need_on_the_list_experts_see_the_company_and_not_its_answers(
    cast: Cast, kiyota: Actor, at: datetime
) -> None:
    _, need = shown_need(cast, at)

    (seen,) = lines.needs(kiyota, at + timedelta(days=3))

    assert seen.confirmation_id == need
    assert (seen.company.ja, seen.size_class, seen.prefecture, seen.industry) == (
        "青葉部品株式会社",
        "UP_TO_50",
        "14",
        "E",
    )
    assert (seen.level, seen.criteria, seen.message, seen.age_days) == (3, 81, "年内に希望します。", 3)
    for look in (detail, lines.line):
        with pytest.raises(NotFound):
            look(kiyota, at, need)


def test_a_need_is_taken_on_by_one_expert_and_is_gone_for_the_others(
    cast: Cast, kiyota: Actor, yamabe: Actor, at: datetime
) -> None:
    _, need = shown_need(cast, at)
    assert len(lines.needs(yamabe, at)) == 1

    take_on(need, kiyota, at)

    assert lines.needs(yamabe, at) == ()
    with pytest.raises(NotFound):
        take_on(need, yamabe, at)
    taken = only(cast.sato, at, need)
    assert taken.expert is not None
    assert taken.expert.membership_id == kiyota.membership_id


def test_an_expert_who_is_not_eligible_sees_no_needs_and_is_not_asked(
    cast: Cast, experts: Experts, at: datetime
) -> None:
    assessment_id, need = shown_need(cast, at)

    assert lines.needs(experts.kiyota, at) == ()
    with pytest.raises(NotFound):
        take_on(need, experts.kiyota, at)
    asking.withdraw(confirmation_id=need, reason="知り合いに頼みます。", actor=cast.sato, at=at)
    with pytest.raises(NotPossibleNow, match="EXPERT_NOT_ELIGIBLE") as refusal:
        asking.ask(
            assessment_id=assessment_id, expert_id=experts.kiyota.membership_id, message="", actor=cast.sato, at=at
        )
    assert refusal.value.particulars["grounds"] == ("NO_QUALIFICATION", "NO_TRAINING")


@pytest.mark.parametrize(
    ("moment", "is_in_time"),
    [
        (datetime(2026, 12, 9, 14, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 9, 15, 0, tzinfo=UTC), False),
    ],
)
def test_training_ends_at_midnight_in_japan(
    cast: Cast, experts: Experts, at: datetime, moment: datetime, *, is_in_time: bool
) -> None:
    trained_until(experts.kiyota, date(2026, 12, 10), cast, at)
    matter = confirming.judged(cast.sato, experts.kiyota, at)

    if is_in_time:
        assert confirm(matter, moment)
    else:
        with pytest.raises(NotPossibleNow, match="EXPERT_NOT_ELIGIBLE") as refusal:
            confirm(matter, moment)
        assert refusal.value.particulars["grounds"] == ("TRAINING_RAN_OUT",)


def test_an_expert_whose_training_ran_out_after_it_was_asked_takes_nothing_on(
    cast: Cast, experts: Experts, at: datetime
) -> None:
    trained_until(experts.kiyota, date(2026, 12, 10), cast, at)
    matter = confirming.asked(cast.sato, experts.kiyota, at)

    with pytest.raises(NotPossibleNow, match="EXPERT_NOT_ELIGIBLE"):
        take_on(matter.confirmation_id, experts.kiyota, datetime(2026, 12, 9, 15, 0, tzinfo=UTC))


def test_an_expert_takes_on_what_is_handed_over_at_that_moment(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.asked(cast.sato, kiyota, at)
    submitting.take_back(assessment_id=matter.assessment_id, actor=cast.sato, at=at)
    with pytest.raises(NotPossibleNow, match="NOT_HANDED_OVER"):
        take_on(matter.confirmation_id, kiyota, at)
    digest = confirming.hand_over(matter.assessment_id, cast.sato, at)

    take_on(matter.confirmation_id, kiyota, at)

    now = only(kiyota, at, matter.confirmation_id)
    assert (now.submission_number, now.submission_digest) == (2, digest)


def test_only_what_is_handed_over_for_star_3_is_asked_about_and_once_at_a_time(
    cast: Cast, kiyota: Actor, at: datetime
) -> None:
    begun, fourth = confirming.answered(cast.sato, at), confirming.answered(cast.sato, at, level=4)
    confirming.hand_over(fourth, cast.sato, at)

    def ask(assessment_id: UUID, expert_id: UUID = kiyota.membership_id) -> UUID:
        return asking.ask(assessment_id=assessment_id, expert_id=expert_id, message="", actor=cast.sato, at=at)

    with pytest.raises(NotPossibleNow, match="LEVEL_NOT_CONFIRMED_BY_EXPERT"):
        ask(fourth)
    with pytest.raises(NotPossibleNow, match="NOT_HANDED_OVER"):
        ask(begun)
    confirming.hand_over(begun, cast.sato, at)
    with pytest.raises(Invalid, match="EXPERT_UNKNOWN"):
        ask(begun, cast.ito.membership_id)
    first = ask(begun)
    with pytest.raises(NotPossibleNow, match="ALREADY_ASKED"):
        ask(begun)
    judging.decline(confirmation_id=first, reason=WHY, actor=kiyota, at=at)
    assert ask(begun) != first


def test_who_declined_no_longer_reads_what_was_handed_over(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.taken_on(cast.sato, kiyota, at)
    with pytest.raises(Invalid, match="REASON_MISSING"):
        judging.decline(confirmation_id=matter.confirmation_id, reason=" ", actor=kiyota, at=at)

    judging.decline(confirmation_id=matter.confirmation_id, reason=WHY, actor=kiyota, at=at)

    assert only(cast.sato, at, matter.confirmation_id).reason == WHY
    assert lines.going_on(cast.sato, at, matter.assessment_id) is None
    (kept,) = lines.of_expert(kiyota, at, Show.ENDED).lines
    assert (kept.state, kept.opens) == (ConfirmationState.DECLINED, False)
    with pytest.raises(NotFound):
        detail(kiyota, at, matter.confirmation_id)


def test_what_the_company_withdraws_the_expert_no_longer_reads(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.confirmed(cast.sato, kiyota, at)
    with pytest.raises(Invalid, match="WITHDRAWAL_REASON_MISSING"):
        asking.withdraw(confirmation_id=matter.confirmation_id, reason="", actor=cast.sato, at=at)

    asking.withdraw(confirmation_id=matter.confirmation_id, reason="組織が変わります。", actor=cast.mori, at=at)

    with pytest.raises(NotFound):
        detail(kiyota, at, matter.confirmation_id)
    with pytest.raises(NotPossibleNow):
        asking.withdraw(confirmation_id=matter.confirmation_id, reason="もう一度。", actor=cast.mori, at=at)


def test_handed_over_again_the_newer_one_is_judged_anew(cast: Cast, kiyota: Actor, at: datetime) -> None:
    matter = confirming.returned(cast.sato, kiyota, at, [CRITERION])
    with pytest.raises(NotPossibleNow, match="NOTHING_NEWER_HANDED_OVER"):
        asking.hand_over_again(confirmation_id=matter.confirmation_id, actor=cast.sato, at=at)
    submitting.take_back(assessment_id=matter.assessment_id, actor=cast.sato, at=at)
    with pytest.raises(NotPossibleNow, match="NOT_HANDED_OVER"):
        asking.hand_over_again(confirmation_id=matter.confirmation_id, actor=cast.sato, at=at)
    confirming.answer(matter.assessment_id, CRITERION.subject, confirming.MENDED, cast.ito, at)
    digest = confirming.hand_over(matter.assessment_id, cast.sato, at)
    assert not only(kiyota, at, matter.confirmation_id).is_in_force

    asking.hand_over_again(confirmation_id=matter.confirmation_id, actor=cast.sato, at=at)

    now = detail(kiyota, at, matter.confirmation_id)
    assert (now.line.state, now.line.submission_number) == (ConfirmationState.JUDGING, 2)
    assert (now.line.submission_digest, now.line.is_in_force, now.line.judged) == (digest, True, 0)
    assert now.judgements == {}
    assert now.former is not None
    assert now.former.has_changed(CRITERION)
    assert now.former.judgement(CRITERION) is not None


def test_what_was_confirmed_and_handed_over_again_is_no_longer_confirmed(
    cast: Cast, kiyota: Actor, at: datetime
) -> None:
    matter = confirming.confirmed(cast.sato, kiyota, at)
    confirming.hand_over_anew(matter.assessment_id, cast.sato, at)
    assert not only(cast.sato, at, matter.confirmation_id).is_in_force

    asking.hand_over_again(confirmation_id=matter.confirmation_id, actor=cast.sato, at=at)

    now = only(cast.sato, at, matter.confirmation_id)
    assert (now.state, now.whole_digest, now.manner) == (ConfirmationState.JUDGING, "", "")


def test_a_confirmation_that_is_not_there_is_not_found(cast: Cast, kiyota: Actor, at: datetime) -> None:
    with pytest.raises(NotFound):
        take_on(new_id(), kiyota, at)
    with pytest.raises(NotFound):
        lines.need(kiyota, at, new_id())
    del cast
