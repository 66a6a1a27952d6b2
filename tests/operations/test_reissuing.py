"""All certificates are issued anew, and whatever happens on the way, none is left out and none done twice."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.db import connection

from hoshimori.cli.reissuing import Run
from hoshimori.credentials.exchange import making
from hoshimori.credentials.models import Certificate, Reissue
from hoshimori.credentials.operations import keys, reissuing
from hoshimori.credentials.queries.reissuing import going, left, stretch
from hoshimori.credentials.queries.store import signer
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.credentials.rules.status import State
from hoshimori.registry.operations import keeping
from hoshimori.shared.actor import SYSTEM, Actor
from hoshimori.shared.refusal import NotPermitted
from tests.cast import Cast, Experts, bring_experts, bring_on_stage
from tests.certificates import issue, state, verified
from tests.database import address_of_database
from tests.meanwhile import Meanwhile
from tests.operations import killed_reissue
from tests.registering import Registered, eligible_for_years, registered, registered_for
from tools import ROOT

WHY = "鍵の入った機械がなくなった。"
LATER = timedelta(days=1)


def everybody(cast: Cast, kiyota: Actor, at: datetime) -> tuple[Registered, ...]:
    """Aoba, Kaede and Stranger Works are registered and have their certificates."""
    done = (
        registered(cast, kiyota, at),
        registered_for(cast.tanaka, kiyota, cast.hayashi, at),
        registered_for(cast.kuro, kiyota, cast.hayashi, at),
    )
    for each in done:
        issue(each, at)
    return done


@pytest.fixture
def registrations(cast: Cast, experts: Experts, at: datetime) -> tuple[Registered, ...]:
    return everybody(cast, eligible_for_years(experts.kiyota, cast.hayashi), at)


def run(at: datetime, batch: int = 2) -> None:
    """Do what the command does, signing in this process."""
    begun = reissuing.begin(actor=SYSTEM, at=at)
    kid = keys.ensure(purpose=Purpose.CERTIFICATES, actor=SYSTEM, at=at).kid
    with ThreadPoolExecutor(1) as pool:
        Run(begun, kid, pool, ahead=1, batch=batch).to_the_end()
    reissuing.finish(reissue_id=begun.id, actor=SYSTEM, at=at)


def states() -> list[str]:
    return sorted(Certificate.objects.values_list("state", flat=True))


def test_after_a_key_was_revoked_every_certificate_is_signed_with_the_new_one(
    registrations: tuple[Registered, ...], cast: Cast, at: datetime
) -> None:
    before = [issue(each, at) for each in registrations]
    keys.revoke(kid=before[0].kid, reason=WHY, actor=cast.hayashi, at=at + LATER)

    run(at + LATER)

    after = [issue(each, at + LATER) for each in registrations]
    assert states() == ["CURRENT"] * 3 + ["ENDED"] * 3
    assert {each.kid for each in after}.isdisjoint({each.kid for each in before})
    assert [each.content for each in after] == [each.content for each in before]
    assert not {each.seed for each in after} & {each.seed for each in before}
    assert {state(verified(each.presentation, at + LATER), at + LATER) for each in after} == {State.VALID}
    row = Reissue.objects.get()
    assert (row.to_do, row.done, row.is_over, going()) == (3, 3, True, None)


def test_without_a_revoked_key_the_old_ones_stay_as_true_as_they_were(
    registrations: tuple[Registered, ...], cast: Cast, at: datetime
) -> None:
    old = verified(issue(registrations[0], at).alone, at)
    keeping.suspend(registration_id=registrations[0].registration_id, reason=WHY, actor=cast.hayashi, at=at)

    run(at + LATER)

    new = verified(issue(registrations[0], at + LATER).alone, at + LATER)
    assert states() == ["CURRENT"] * 3 + ["REPLACED"] * 3
    assert state(old, at + LATER) == state(new, at + LATER) == State.SUSPENDED


def test_what_is_broken_off_goes_on_where_it_stopped(registrations: tuple[Registered, ...], at: datetime) -> None:
    begun = reissuing.begin(actor=SYSTEM, at=at + LATER)
    kid = keys.ensure(purpose=Purpose.CERTIFICATES, actor=SYSTEM, at=at).kid
    drafts = reissuing.Placing().drafts(stretch(begun.begun_at, None, 2), at + LATER)
    made = making.make_all([(draft.old.packed, draft.envelope) for draft in drafts], signer(kid))
    reissuing.keep(reissue_id=begun.id, kid=kid, drafts=drafts, made=made, actor=SYSTEM, at=at + LATER)
    done = {draft.old.registration_id: issue_id(draft.old.registration_id) for draft in drafts}

    run(at + 2 * LATER)

    assert Certificate.objects.count() == 2 * len(registrations)
    assert {registration: issue_id(registration) for registration in done} == done
    assert (Reissue.objects.get().done, left(begun.begun_at).count()) == (3, 0)


def issue_id(registration_id: UUID) -> UUID:
    return Certificate.objects.get(registration_id=registration_id, state="CURRENT").pk


def test_a_batch_that_is_kept_twice_counts_once(registrations: tuple[Registered, ...], at: datetime) -> None:
    del registrations
    begun = reissuing.begin(actor=SYSTEM, at=at + LATER)
    kid = keys.ensure(purpose=Purpose.CERTIFICATES, actor=SYSTEM, at=at).kid
    drafts = reissuing.Placing().drafts(stretch(begun.begun_at, None, 10), at + LATER)
    made = making.make_all([(draft.old.packed, draft.envelope) for draft in drafts], signer(kid))

    kept = [
        reissuing.keep(reissue_id=begun.id, kid=kid, drafts=drafts, made=made, actor=SYSTEM, at=at + LATER)
        for _ in range(2)
    ]

    assert kept == [3, 0]
    assert Certificate.objects.count() == 6


def test_a_place_that_somebody_else_was_given_meanwhile_is_given_once(
    registrations: tuple[Registered, ...], at: datetime
) -> None:
    del registrations
    begun = reissuing.begin(actor=SYSTEM, at=at + LATER)
    kid = keys.ensure(purpose=Purpose.CERTIFICATES, actor=SYSTEM, at=at).kid
    placing = reissuing.Placing()
    first, second = (placing.drafts([old], at + LATER)[0] for old in stretch(begun.begun_at, None, 2))
    clashing = reissuing.Draft(second.old, first.envelope)

    kept = [
        reissuing.keep(
            reissue_id=begun.id,
            kid=kid,
            drafts=[draft],
            made=making.make_all([(draft.old.packed, draft.envelope)], signer(kid)),
            actor=SYSTEM,
            at=at + LATER,
        )
        for draft in (first, clashing, second)
    ]

    assert kept == [1, 0, 1]


def test_two_that_begin_at_one_moment_do_one_run(registrations: tuple[Registered, ...], at: datetime) -> None:
    del registrations
    meanwhile = Meanwhile("credentials_reissue", lambda: reissuing.begin(actor=SYSTEM, at=at + LATER))

    with connection.execute_wrapper(meanwhile):
        mine = reissuing.begin(actor=SYSTEM, at=at + LATER)

    assert meanwhile.happened
    assert Reissue.objects.get().pk == mine.id


def test_nobody_but_hoshimori_itself_issues_everything_anew(cast: Cast, at: datetime) -> None:
    for actor in (cast.hayashi, cast.mori, cast.ono):
        with pytest.raises(NotPermitted):
            reissuing.begin(actor=actor, at=at)
        with pytest.raises(NotPermitted):
            reissuing.keep(reissue_id=1, kid="", drafts=[], made=[], actor=actor, at=at)
        with pytest.raises(NotPermitted):
            reissuing.finish(reissue_id=1, actor=actor, at=at)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed where there is fork")
def test_processes_that_are_killed_leave_no_gap_and_no_double(
    tmp_path: Path, at: datetime, settings: LazySettings
) -> None:
    cast = bring_on_stage()
    everybody(cast, eligible_for_years(bring_experts(cast).kiyota, cast.hayashi), at)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "hoshimori.config.settings",
        "HOSHIMORI_DATABASE_URL": address_of_database(tmp_path),
        "HOSHIMORI_KEYS": settings.HOSHIMORI_KEYS,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }

    done = subprocess.run(
        [sys.executable, "-c", killed_reissue.START],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    told = [line for line in done.stdout.splitlines() if not line.startswith("[")]
    killed, ended = told[:-1], told[-1]
    assert len(killed) >= 10
    assert {line.split()[1] for line in told} == {"3"}
    assert ended == "0 3 0"
