"""Mori declares over exactly what was handed over and confirmed; whatever changes afterwards makes it void."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from hoshimori.assessments.operations import closing, submitting
from hoshimori.assessments.queries.submissions import in_force
from hoshimori.confirmations.models import Confirmation, Declaration
from hoshimori.confirmations.operations import asking, concluding, declaring
from hoshimori.confirmations.queries import declarations
from hoshimori.confirmations.queries.declarations import Void
from hoshimori.confirmations.queries.detail import detail
from hoshimori.confirmations.rules.papers import whole_digest
from hoshimori.confirmations.rules.statement import CURRENT
from hoshimori.confirmations.rules.states import Manner
from hoshimori.journal.queries import of_subject
from hoshimori.parties.operations import organizations
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.identifiers import new_id
from hoshimori.shared.refusal import Conflict, Invalid, NotFound, NotPermitted, NotPossibleNow
from tests import confirming
from tests.cast import Cast, Experts, join, make_eligible
from tests.confirming import Asked

PRESIDENT = "代表取締役"


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Actor:
    """Kiyota, eligible until October 2027."""
    make_eligible(experts.kiyota, cast.hayashi)
    return experts.kiyota


@pytest.fixture
def matter(cast: Cast, kiyota: Actor, at: datetime) -> Asked:
    """What Kiyota confirmed for Aoba."""
    return confirming.confirmed(cast.sato, kiyota, at)


def declare(matter: Asked, actor: Actor, at: datetime, **others: str) -> None:
    declaring.declare(
        confirmation_id=matter.confirmation_id,
        seen_digest=others.get("seen", Confirmation.objects.get(pk=matter.confirmation_id).digest),
        title=others.get("title", PRESIDENT),
        authenticated_at=at,
        actor=actor,
        at=at,
    )


def test_the_representative_declares_over_the_digest_of_the_whole(cast: Cast, matter: Asked, at: datetime) -> None:
    declaration_id = confirming.declare(matter, cast.mori, at)

    found = declarations.for_filing(cast.sato, at, matter.assessment_id, lock=True)

    assert found.declaration_id == declaration_id
    assert found.whole_digest == whole_digest(found.snapshot, found.paper)
    assert found.whole_digest == detail(cast.mori, at, matter.confirmation_id).line.whole_digest
    assert (found.name, found.title, found.declared_at, found.statement) == ("森 健一", PRESIDENT, at, CURRENT)
    assert (found.level, found.edition, found.organization_id) == (3, "2026-03-27", cast.sato.organization_id)
    assert (found.manner, found.is_in_house) == (Manner.EVIDENCE_SEEN, False)
    assert found.override_reason == confirming.LACKING
    assert found.standing.is_in_force
    (told,) = of_subject(kind="declaration", subject_id=str(declaration_id), about_id=cast.sato.organization_id)
    assert (told.after["digest"], told.after["position"]) == (found.whole_digest, PRESIDENT)


def test_the_paper_says_who_confirmed_and_what_made_the_expert_eligible(
    cast: Cast, matter: Asked, at: datetime
) -> None:
    confirming.declare(matter, cast.mori, at)

    paper = declarations.for_filing(cast.sato, at, matter.assessment_id).paper

    assert paper["expert"] == {
        "name": "清田 実",
        "organization": "ほしぞら情報安全株式会社",
        "organization_en": "Hoshizora Security",
        "corporate_number": "2999912340010",
        "is_in_house": False,
        "qualifications": ["情報処理安全確保支援士"],
        "training_provider": "制度研修機関(見本)",
        "training_valid_until": "2027-10-01",
    }
    assert paper["submission"]["number"] == 1
    assert (len(paper["judgements"]), paper["judgements"][0]["verdict"]) == (81, "AGREED")
    assert paper["confirmed_at"] == "2026-11-23T01:00:00+00:00"


def test_only_the_representative_of_that_company_declares(cast: Cast, matter: Asked, at: datetime) -> None:
    for colleague in (cast.sato, cast.ito, matter.expert):
        with pytest.raises(NotPermitted):
            declare(matter, colleague, at)
    for outsider in (cast.kuro, cast.tanaka, cast.hayashi, cast.ono):
        with pytest.raises(NotFound):
            declare(matter, outsider, at)


def test_a_proof_older_than_five_minutes_is_not_fresh(cast: Cast, matter: Asked, at: datetime) -> None:
    with pytest.raises(NotPossibleNow, match="FRESH_PROOF_NEEDED"):
        confirming.declare(matter, cast.mori, at, authenticated_at=at - timedelta(minutes=5, seconds=1))

    confirming.declare(matter, cast.mori, at, authenticated_at=at - timedelta(minutes=5))


def test_what_would_be_declared_is_what_was_seen(cast: Cast, matter: Asked, at: datetime) -> None:
    with pytest.raises(Conflict, match="CHANGED_SINCE_SEEN"):
        declare(matter, cast.mori, at, seen="0" * 64)
    with pytest.raises(Conflict, match="CHANGED_SINCE_SEEN"):
        declare(matter, cast.mori, at, seen="")


def test_who_declares_says_in_which_position(cast: Cast, matter: Asked, at: datetime) -> None:
    with pytest.raises(Invalid, match="POSITION_MISSING"):
        declare(matter, cast.mori, at, title=" ")


def test_the_same_is_declared_once(cast: Cast, matter: Asked, at: datetime) -> None:
    declare(matter, cast.mori, at)

    with pytest.raises(NotPossibleNow, match="DECLARED_ALREADY"):
        declare(matter, cast.mori, at)


def test_what_is_not_confirmed_is_not_declared(cast: Cast, kiyota: Actor, at: datetime) -> None:
    judged = confirming.judged(cast.tanaka, kiyota, at)
    president = join(cast.tanaka, "楓 太郎", "kaede@kaede.example", Role.REPRESENTATIVE)

    with pytest.raises(NotPossibleNow, match="NOT_CONFIRMED"):
        declare(judged, president, at)
    with pytest.raises(NotPossibleNow, match="NOT_DECLARED"):
        declarations.for_filing(cast.tanaka, at, judged.assessment_id)


def test_what_was_taken_back_or_handed_over_anew_is_not_declared(cast: Cast, matter: Asked, at: datetime) -> None:
    submitting.take_back(assessment_id=matter.assessment_id, actor=cast.sato, at=at)
    with pytest.raises(NotPossibleNow, match="CONFIRMATION_NOT_IN_FORCE"):
        declare(matter, cast.mori, at)
    confirming.hand_over(matter.assessment_id, cast.sato, at)

    with pytest.raises(NotPossibleNow, match="CONFIRMATION_NOT_IN_FORCE"):
        declare(matter, cast.mori, at)


def test_a_paper_that_somebody_altered_is_not_declared(cast: Cast, matter: Asked, at: datetime) -> None:
    row = Confirmation.objects.get(pk=matter.confirmation_id)
    assert row.paper is not None
    row.paper["manner"] = "PAPER_ONLY"
    row.save()

    with pytest.raises(NotPossibleNow, match="CONFIRMATION_NOT_IN_FORCE"):
        declare(matter, cast.mori, at)


def taken_back(matter: Asked, at: datetime) -> None:
    submitting.take_back(assessment_id=matter.assessment_id, actor=matter.actor, at=at)


def handed_over_anew(matter: Asked, at: datetime) -> None:
    confirming.hand_over_anew(matter.assessment_id, matter.actor, at)


def handed_over_again(matter: Asked, at: datetime) -> None:
    handed_over_anew(matter, at)
    asking.hand_over_again(confirmation_id=matter.confirmation_id, actor=matter.actor, at=at)


def confirmed_again(matter: Asked, at: datetime) -> None:
    handed_over_again(matter, at)
    confirming.judge(matter, at)
    confirming.confirm(matter, at)


def withdrawn(matter: Asked, at: datetime) -> None:
    asking.withdraw(confirmation_id=matter.confirmation_id, reason="組織が変わります。", actor=matter.actor, at=at)


def closed(matter: Asked, at: datetime) -> None:
    closing.close(assessment_id=matter.assessment_id, actor=matter.actor, at=at)


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (taken_back, Void.TAKEN_BACK),
        (closed, Void.TAKEN_BACK),
        (handed_over_anew, Void.HANDED_OVER_ANEW),
        (handed_over_again, Void.HANDED_OVER_ANEW),
        (confirmed_again, Void.HANDED_OVER_ANEW),
        (withdrawn, Void.NOT_CONFIRMED),
    ],
)
def test_whatever_happens_afterwards_makes_a_declaration_void(
    cast: Cast, matter: Asked, at: datetime, happens: Callable[[Asked, datetime], None], why: Void
) -> None:
    declaration_id = confirming.declare(matter, cast.mori, at)

    happens(matter, at + timedelta(days=1))

    assert declarations.standing(declaration_id).why == why
    with pytest.raises(NotPossibleNow, match="DECLARATION_VOID") as refusal:
        declarations.for_filing(cast.sato, at, matter.assessment_id, lock=True)
    assert refusal.value.particulars == {"why": why}
    (kept,) = declarations.of_assessment(cast.sato, at, matter.assessment_id)
    assert whole_digest(kept.snapshot, kept.paper) == kept.whole_digest


def test_confirmed_again_it_can_be_declared_again(cast: Cast, matter: Asked, at: datetime) -> None:
    first = confirming.declare(matter, cast.mori, at)
    confirmed_again(matter, at)

    second = confirming.declare(matter, cast.mori, at + timedelta(days=1))

    assert declarations.for_filing(cast.sato, at, matter.assessment_id).declaration_id == second
    assert [one.declaration_id for one in declarations.of_assessment(cast.sato, at, matter.assessment_id)] == [
        second,
        first,
    ]


def test_a_paper_altered_after_the_declaration_makes_it_void(cast: Cast, matter: Asked, at: datetime) -> None:
    declaration_id = confirming.declare(matter, cast.mori, at)
    row = Declaration.objects.get(pk=declaration_id)
    row.paper["manner"] = "PAPER_ONLY"
    row.save()

    assert declarations.standing(declaration_id).why == Void.CONTENT_DIFFERS


def test_a_new_name_of_the_company_changes_nothing_that_was_declared(cast: Cast, matter: Asked, at: datetime) -> None:
    declaration_id = confirming.declare(matter, cast.mori, at)
    particulars = Particulars("青葉精機株式会社", "アオバセイキ", "Aoba Seiki", "13", "UP_TO_100", "E")
    organizations.change(
        organization_id=cast.sato.organization_id, particulars=particulars, version=1, actor=cast.sato, at=at
    )

    found = declarations.declared(declaration_id)

    assert found.standing.is_in_force
    assert found.snapshot["organization"]["name_ja"] == "青葉部品株式会社"


@pytest.mark.parametrize("who", ["kuro", "tanaka", "hayashi", "ono"])
def test_others_find_no_declaration(cast: Cast, matter: Asked, at: datetime, who: str) -> None:
    confirming.declare(matter, cast.mori, at)
    outsider: Actor = getattr(cast, who)

    assert declarations.of_assessment(outsider, at, matter.assessment_id) == ()
    with pytest.raises(NotFound):
        declarations.for_filing(outsider, at, matter.assessment_id)


def test_nothing_is_in_force_that_was_never_handed_over(cast: Cast, at: datetime) -> None:
    assert in_force(confirming.answered(cast.sato, at)) is None
    with pytest.raises(NotFound):
        declarations.standing(new_id())


def test_the_expert_no_longer_returns_what_is_confirmed(cast: Cast, matter: Asked, at: datetime) -> None:
    confirming.declare(matter, cast.mori, at)

    with pytest.raises(NotPossibleNow):
        concluding.send_back(
            confirmation_id=matter.confirmation_id,
            reason="見落としがありました。",
            advice="",
            manner="",
            actor=matter.expert,
            at=at,
        )
