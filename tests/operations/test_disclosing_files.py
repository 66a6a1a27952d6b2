"""What Aoba shows is handed over as a file, and judged by whoever gets it without asking anybody."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import settings

from hoshimori.credentials.exchange import certificate_files
from hoshimori.credentials.exchange.certificate_files import CertificateFile
from hoshimori.credentials.exchange.judging import Trusted, judge
from hoshimori.credentials.queries import keys
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.credentials.rules.reasons import Reason
from hoshimori.credentials.rules.verdicts import Outcome, Proven, Verdict
from hoshimori.disclosures.operations import seeing
from hoshimori.disclosures.queries.showing import disclosure
from hoshimori.disclosures.rules.states import Way
from hoshimori.history.queries.log import trusted_log
from hoshimori.registry.operations import keeping
from hoshimori.shared.actor import Actor
from hoshimori.shared.refusal import NotFound
from tests.cast import AOBA, KAEDE, Cast, Experts
from tests.disclosing import (
    COMMENT,
    FIRST,
    FIRST_MOMENT_AFTER,
    MENDED,
    PURPOSE,
    SECOND,
    Shop,
    ask,
    consent,
    end,
    look,
    offer,
    opened,
    renewed,
)
from tests.historians import minute

TO_KAEDE = f"corporate-number:{KAEDE}"
DAY = timedelta(days=1)


@pytest.fixture
def shop(cast: Cast, experts: Experts, at: datetime) -> Shop:
    return opened(cast, experts.kiyota, at)


def handed_out(disclosure_id: object, actor: Actor, at: datetime) -> CertificateFile:
    content = seeing.hand_out(disclosure_id=disclosure_id, actor=actor, at=at)  # type: ignore[arg-type]  # an id
    return certificate_files.read(content)


def judged(file: CertificateFile, at: datetime, *, audience: str = "", demand_history: bool = False) -> Verdict:
    """Return what somebody finds who knows the operator's keys and nothing else."""
    trusted = Trusted(
        settings.ENVIRONMENT.url,
        tuple(keys.trusted(at, [Purpose.CERTIFICATES])),
        tuple(keys.trusted(at, [Purpose.STATUS])),
        log=trusted_log(at) if demand_history else None,
    )
    return judge(file, trusted, at=at, audience=audience, demand_history=demand_history)


def test_the_file_shows_what_the_page_shows_and_nothing_else(shop: Shop, at: datetime) -> None:
    disclosure_id = consent(ask(shop, at), at, items=(FIRST, SECOND), own_words=(MENDED,))

    verdict = judged(handed_out(disclosure_id, shop.tanaka, at), at, audience=TO_KAEDE)

    assert (verdict.outcome, verdict.reason) == (Outcome.BELIEVED, None)
    assert {Proven.ISSUED_BY_OPERATOR, Proven.HELD_BY_COMPANY, Proven.SHOWN_TO, Proven.STATE_AT} <= set(verdict.proven)
    assert verdict.facts["corporate_number"] == AOBA
    (category,) = look(disclosure_id, shop.tanaka, at).items
    (requirement,) = category.below
    told = {one.no: {"result": one.result, "basis": one.basis} for one in requirement.below}
    assert verdict.shown == {
        "categories": {
            "1": {"result": "MET", "requirements": {"1-2-1": {"result": "MET", "criteria": told}}},
        }
    }
    assert (verdict.purpose, verdict.comment) == (PURPOSE, COMMENT)
    assert [dict(word) for word in verdict.own_words] == [MENDED.kept()]


def test_a_category_alone_says_no_requirement_in_the_file_either(shop: Shop, at: datetime) -> None:
    disclosure_id = consent(ask(shop, at), at, items=("CATEGORY:1", "FEEDBACK"))

    verdict = judged(handed_out(disclosure_id, shop.tanaka, at), at)

    assert verdict.shown["categories"] == {"1": {"result": "MET", "requirements": {}}}
    assert "feedback" in verdict.shown


def test_what_the_company_wrote_cannot_be_changed_or_carried_to_another_file(shop: Shop, at: datetime) -> None:
    one = handed_out(consent(ask(shop, at), at, own_words=(MENDED,)), shop.tanaka, at)
    other = handed_out(offer(shop, at, KAEDE), shop.tanaka, at)

    for changed in (
        {"comment": "すべて満たしています。"},
        {"purpose": "広告のため。"},
        {"own_words": ()},
        {"disclosure": other.disclosure},
        {"sd_jwt": other.sd_jwt},
    ):
        verdict = judged(CertificateFile(**{**one.__dict__, **changed}), at)
        assert verdict.outcome == Outcome.NOT_BELIEVED, changed
        assert verdict.shown == {}


def test_a_file_for_kaede_is_no_file_for_somebody_else(shop: Shop, at: datetime) -> None:
    file = handed_out(consent(ask(shop, at), at), shop.tanaka, at)

    verdict = judged(file, at, audience="corporate-number:1999912340003")

    assert (verdict.outcome, verdict.reason) == (Outcome.NOT_BELIEVED, Reason.AUDIENCE_WRONG)


def test_what_is_offered_to_nobody_in_particular_is_a_file_for_whoever_gets_it(shop: Shop, at: datetime) -> None:
    disclosure_id = offer(shop, at, "")

    file = handed_out(disclosure_id, shop.sato, at)

    assert file.audience == "bearer"
    assert judged(file, at).outcome == Outcome.BELIEVED
    with pytest.raises(NotFound):
        handed_out(disclosure_id, shop.tanaka, at)


def test_taking_the_file_is_written_down_for_both_and_of_ones_own_people_the_name_is_seen(
    shop: Shop, at: datetime
) -> None:
    disclosure_id = consent(ask(shop, at), at)

    handed_out(disclosure_id, shop.tanaka, at)
    handed_out(disclosure_id, shop.sato, at)

    views = disclosure(shop.sato, at, disclosure_id).views
    assert [(view.corporate_number, view.person, view.way) for view in views] == [
        (AOBA, "佐藤 花子", Way.FILE),
        (KAEDE, "", Way.FILE),
    ]


def test_nobody_gets_a_file_of_what_is_not_shown_any_more(shop: Shop, at: datetime) -> None:
    ended, running = consent(ask(shop, at), at), consent(ask(shop, at), at)
    end(ended, shop, at)

    for actor in (shop.tanaka, shop.sato):
        with pytest.raises(NotFound):
            handed_out(ended, actor, at)
        with pytest.raises(NotFound):
            handed_out(running, actor, FIRST_MOMENT_AFTER)
    for stranger in (shop.cast.kuro, shop.cast.ito, shop.cast.hayashi):
        with pytest.raises(NotFound):
            handed_out(running, stranger, at)


def test_after_a_renewal_nobody_gets_a_file_of_the_term_before(shop: Shop, at: datetime) -> None:
    soon = at + 330 * DAY
    until = (soon + 60 * DAY).date()
    disclosure_id = consent(ask(shop, soon, until=until), soon, until=until)

    renewed(shop, soon)

    for actor in (shop.tanaka, shop.sato):
        with pytest.raises(NotFound):
            handed_out(disclosure_id, actor, soon)


def test_the_file_says_that_it_is_suspended_once_the_operator_did_so(shop: Shop, at: datetime) -> None:
    disclosure_id = consent(ask(shop, at), at)
    keeping.suspend(registration_id=shop.registration_id, reason="確かめるため。", actor=shop.cast.hayashi, at=at + DAY)

    verdict = judged(handed_out(disclosure_id, shop.tanaka, at + DAY), at + DAY)

    assert verdict.outcome == Outcome.SUSPENDED


def test_the_file_proves_that_the_registration_stands_in_the_registers_history(shop: Shop, at: datetime) -> None:
    disclosure_id = consent(ask(shop, at), at)
    before = handed_out(disclosure_id, shop.tanaka, at)
    minute(at)

    file = handed_out(disclosure_id, shop.tanaka, at)

    assert (before.leaf, before.proof) == ("", "")
    assert Proven.IN_HISTORY in judged(file, at, demand_history=True).proven
    assert judged(before, at, demand_history=True).outcome == Outcome.NOT_BELIEVED
