"""Officer Hayashi looks into Aoba's matters: for some hours, with a reason, and Aoba sees it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from hoshimori.journal.models import Entry
from hoshimori.parties import queries
from hoshimori.parties.operations import access
from hoshimori.shared.identifiers import new_id
from hoshimori.shared.refusal import Invalid, NotFound, NotPermitted, NotPossibleNow
from tests.cast import Cast

WHY = "9月12日の問い合わせ(受付番号 41)に答えるため"


@pytest.fixture
def opened(cast: Cast, at: datetime) -> UUID:
    """Hayashi's access to Aoba for two hours."""
    return access.open_to(organization_id=cast.sato.organization_id, reason=WHY, hours=2, actor=cast.hayashi, at=at)


def sees_aoba(cast: Cast, at: datetime) -> bool:
    return queries.organizations_visible_to(cast.hayashi, at).filter(pk=cast.sato.organization_id).exists()


def test_an_officer_sees_a_company_only_while_access_is_open(cast: Cast, opened: UUID, at: datetime) -> None:
    del opened

    assert not sees_aoba(cast, at - timedelta(seconds=1))
    assert sees_aoba(cast, at)
    assert sees_aoba(cast, at + timedelta(hours=2, seconds=-1))
    assert not sees_aoba(cast, at + timedelta(hours=2))


def test_access_to_one_company_opens_no_other(cast: Cast, opened: UUID, at: datetime) -> None:
    del opened

    seen = queries.organizations_visible_to(cast.hayashi, at).values_list("pk", flat=True)

    assert set(seen) == {cast.hayashi.organization_id, cast.sato.organization_id}


def test_aoba_reads_who_looks_and_why_and_nobody_else_does(cast: Cast, opened: UUID, at: datetime) -> None:
    entry = Entry.objects.get(act="parties:access:opened", about_id=cast.sato.organization_id)

    assert (entry.person_id, entry.after["reason"]) == (cast.hayashi.person_id, WHY)
    for member in (cast.mori, cast.sato, cast.ito, cast.hayashi):
        assert [seen.pk for seen in queries.accesses_visible_to(member)] == [opened]
    for outsider in (cast.kuro, cast.tanaka, cast.ono):
        assert list(queries.accesses_visible_to(outsider)) == []
    assert queries.accesses_visible_to(cast.mori).get().until_at == at + timedelta(hours=2)


def test_an_officer_ends_an_access_early(cast: Cast, opened: UUID, at: datetime) -> None:
    soon = at + timedelta(minutes=10)

    access.end(access_id=opened, actor=cast.hayashi, at=soon)
    with pytest.raises(NotPossibleNow, match="ACCESS_HAS_ENDED"):
        access.end(access_id=opened, actor=cast.hayashi, at=soon)

    assert not sees_aoba(cast, soon)
    assert Entry.objects.filter(act="parties:access:ended", about_id=cast.sato.organization_id).exists()


def test_an_access_is_opened_once_at_a_time(cast: Cast, opened: UUID, at: datetime) -> None:
    again = {"organization_id": cast.sato.organization_id, "reason": WHY, "hours": 8, "actor": cast.hayashi}

    with pytest.raises(NotPossibleNow, match="ACCESS_ALREADY_OPEN"):
        access.open_to(**again, at=at + timedelta(hours=1))  # type: ignore[arg-type]  # one call, told twice
    later = access.open_to(**again, at=at + timedelta(hours=2))  # type: ignore[arg-type]  # one call, told twice

    assert later != opened


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("mori", NotPermitted), ("sato", NotPermitted), ("ito", NotPermitted), ("kuro", NotFound), ("ono", NotFound)],
)
def test_nobody_but_an_officer_opens_an_access(cast: Cast, at: datetime, who: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        access.open_to(organization_id=cast.sato.organization_id, reason=WHY, hours=1, actor=getattr(cast, who), at=at)


def test_nobody_but_its_officer_ends_an_access(cast: Cast, opened: UUID, at: datetime) -> None:
    for who in (cast.sato, cast.ono, cast.kuro):
        with pytest.raises(NotFound):
            access.end(access_id=opened, actor=who, at=at)


@pytest.mark.parametrize(
    ("reason", "hours", "code"),
    [
        ("　", 1, "REASON_MISSING"),
        ("x" * 1001, 1, "TOO_LONG"),
        (WHY, 0, "ACCESS_TOO_LONG"),
        (WHY, 9, "ACCESS_TOO_LONG"),
    ],
)
def test_an_access_has_a_reason_and_lasts_8_hours_at_most(
    cast: Cast, at: datetime, reason: str, hours: int, code: str
) -> None:
    with pytest.raises(Invalid, match=code):
        access.open_to(organization_id=cast.sato.organization_id, reason=reason, hours=hours, actor=cast.hayashi, at=at)


def test_there_is_access_to_companies_only(cast: Cast, at: datetime) -> None:
    for organization_id in (cast.ono.organization_id, cast.hayashi.organization_id, new_id()):
        with pytest.raises(NotFound):
            access.open_to(organization_id=organization_id, reason=WHY, hours=1, actor=cast.hayashi, at=at)
