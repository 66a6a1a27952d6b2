"""Every public event becomes an entry of the register's history, once, and is published with a signed head."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from hoshimori.credentials.exchange import log_proofs
from hoshimori.credentials.operations import keys
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.credentials.rules.merkle import leaf_hash
from hoshimori.history.models import Entry, Head, Position
from hoshimori.history.operations import publishing, taking_over
from hoshimori.history.queries import checking
from hoshimori.history.queries.log import trusted_log
from hoshimori.history.queries.proofs import proof_of
from hoshimori.journal.operations import seal
from hoshimori.keys.rules import Algorithm
from hoshimori.parties.operations import organizations
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.registry.operations import changes, keeping
from hoshimori.registry.queries.due import due
from hoshimori.shared.actor import SYSTEM, Actor
from hoshimori.shared.refusal import Invalid, NotPermitted
from tests.cast import Cast, Experts
from tests.historians import fetch, kinds, minute, told, tree, write_editions
from tests.registering import Registered, check, eligible_for_years, register, registered, renewal_filed

WHY = "登録の内容を確かめるため。"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def aobas(cast: Cast, experts: Experts, at: datetime) -> Registered:
    return registered(cast, eligible_for_years(experts.kiyota, cast.hayashi), at)


def suspend(ours: Registered, officer: Actor, at: datetime) -> None:
    keeping.suspend(registration_id=ours.registration_id, reason=WHY, actor=officer, at=at)


def take_note(ours: Registered, cast: Cast, at: datetime, *, name: str = "", size: str = "UP_TO_50") -> None:
    """Aoba's particulars are changed; the officer takes note and lets the register show them."""
    particulars = Particulars(name or "青葉部品株式会社", "アオバブヒン", "Aoba Parts", "14", size, "E")
    organizations.change(
        organization_id=cast.sato.organization_id, particulars=particulars, version=1, actor=cast.sato, at=at
    )
    changes.notify(
        registration_id=ours.registration_id, what="変わりました。", happened_on=at.date(), actor=cast.sato, at=at
    )
    (waiting,) = due(cast.hayashi, at).changes
    changes.take_note(change_id=waiting.id, answer="", takes_over=True, actor=cast.hayashi, at=at)


def test_what_happens_to_a_registration_is_published_in_its_order(cast: Cast, aobas: Registered, at: datetime) -> None:
    suspend(aobas, cast.hayashi, at + DAY)

    minute(at + DAY)

    entries = [entry for entry in told(at) if "number" in entry]
    assert [entry["kind"] for entry in entries] == ["REGISTERED", "SUSPENDED"]
    assert [entry["state"] for entry in entries] == ["VALID", "SUSPENDED"]
    assert entries[1] == {
        "format": "hoshimori/history/1",
        "kind": "SUSPENDED",
        "at": "2026-11-24T01:00:00Z",
        "number": "3-26-000001-5",
        "corporate_number": "3999912340001",
        "level": 3,
        "edition": "2026-03-27",
        "state": "SUSPENDED",
        "valid_from": "2026-11-23",
        "last_valid_on": "2027-11-22",
        "particulars": entries[0]["particulars"],
    }


def test_a_registration_is_followed_until_its_end(cast: Cast, aobas: Registered, at: datetime) -> None:
    in_autumn = at + timedelta(days=300)
    suspend(aobas, cast.hayashi, at + DAY)
    keeping.reinstate(registration_id=aobas.registration_id, reason=WHY, actor=cast.hayashi, at=at + 2 * DAY)
    register(check(renewal_filed(aobas, in_autumn), in_autumn), in_autumn)
    minute(in_autumn)
    keeping.expire_due(actor=SYSTEM, at=at + timedelta(days=365 * 2 + 1))
    minute(at + timedelta(days=365 * 2 + 1))

    entries = [entry for entry in told(at) if "number" in entry]

    assert kinds(at, aobas.number) == ["REGISTERED", "SUSPENDED", "REINSTATED", "RENEWED", "EXPIRED"]
    assert [entry["state"] for entry in entries] == ["VALID", "SUSPENDED", "VALID", "VALID", "EXPIRED"]
    assert [entry["last_valid_on"] for entry in entries] == ["2027-11-22"] * 3 + ["2028-11-22"] * 2
    assert list(checking.findings(in_autumn)) == []


@pytest.mark.parametrize(("end", "who"), [("withdraw", "hayashi"), ("return_", "mori")])
def test_who_ends_it_makes_no_difference(cast: Cast, aobas: Registered, at: datetime, end: str, who: str) -> None:
    getattr(keeping, end)(registration_id=aobas.registration_id, reason=WHY, actor=getattr(cast, who), at=at)

    minute(at)

    assert kinds(at, aobas.number)[-1] == {"withdraw": "WITHDRAWN", "return_": "RETURNED"}[end]
    assert list(checking.findings(at)) == []


def test_a_new_name_changes_the_digest_and_stands_nowhere(cast: Cast, aobas: Registered, at: datetime) -> None:
    take_note(aobas, cast, at, name="若葉部品株式会社")

    minute(at)

    before, after = (entry for entry in told(at) if "number" in entry)
    assert after["kind"] == "CHANGED"
    assert before["particulars"] != after["particulars"]
    assert {**before, "kind": "", "particulars": ""} == {**after, "kind": "", "particulars": ""}
    assert list(checking.findings(at)) == []


def test_what_the_register_does_not_show_is_no_public_event(cast: Cast, aobas: Registered, at: datetime) -> None:
    take_note(aobas, cast, at, size="UP_TO_100")

    minute(at)

    assert kinds(at, aobas.number) == ["REGISTERED"]
    assert list(checking.findings(at)) == []


def test_no_entry_holds_a_name_a_person_or_a_reason(cast: Cast, aobas: Registered, at: datetime) -> None:
    suspend(aobas, cast.hayashi, at)
    take_note(aobas, cast, at, name="若葉部品株式会社")

    minute(at)

    entries = b"\n".join(entry for _, entry in tree(at).entries()).decode()
    people = [str(value) for actor in vars(cast).values() for value in (actor.person_id, actor.organization_id)]
    for word in [WHY, "部品", "Aoba", "適用", "本社", '"14"', str(aobas.registration_id), *people]:
        assert word not in entries


def test_editions_and_keys_have_their_entries_too(cast: Cast, at: datetime) -> None:
    minute(at)
    first = keys.announce(purpose=Purpose.CERTIFICATES, algorithm=Algorithm.ES256, actor=cast.hayashi, at=at)
    keys.begin(kid=first, actor=cast.hayashi, at=at)
    keys.revoke(kid=first, reason=WHY, actor=cast.hayashi, at=at)

    minute(at + MINUTE)

    entries = told(at)
    about = [entry for entry in entries if entry.get("key") == first]
    assert {"EDITION_PUBLISHED", "EDITION_SUPERSEDED"} >= {entry["kind"] for entry in entries if "edition" in entry}
    assert [entry["kind"] for entry in about] == ["KEY_ANNOUNCED", "KEY_BEGAN", "KEY_REVOKED"]
    assert {entry["purpose"] for entry in about} == {"CERTIFICATES"}
    assert set(about[0]) == {"format", "kind", "at", "key", "purpose", "algorithm", "public"}
    assert list(checking.findings(at)) == []


def test_the_next_key_signs_on_and_both_are_believed(cast: Cast, aobas: Registered, at: datetime) -> None:
    minute(at)
    before = tree(at).checkpoint
    new = keys.announce(purpose=Purpose.HISTORY, algorithm=Algorithm.EDDSA, actor=cast.hayashi, at=at)
    keys.begin(kid=new, actor=cast.hayashi, at=at)
    suspend(aobas, cast.hayashi, at)

    minute(at + MINUTE)

    after = tree(at)
    after.check_continues(before)
    assert len(trusted_log(at).keys) == 2
    kinds_of_keys = [entry["kind"] for entry in told(at) if entry.get("purpose") == "HISTORY"]
    assert kinds_of_keys == ["KEY_ANNOUNCED", "KEY_BEGAN", "KEY_ANNOUNCED", "KEY_RETIRED", "KEY_BEGAN"]


def test_every_minute_continues_the_one_before(cast: Cast, aobas: Registered, at: datetime) -> None:
    seen = []
    for day in range(1, 5):
        act = keeping.suspend if day % 2 else keeping.reinstate
        act(registration_id=aobas.registration_id, reason=WHY, actor=cast.hayashi, at=at + day * DAY)
        minute(at + day * DAY)
        seen.append(tree(at).checkpoint)

    for older in seen:
        tree(at).check_continues(older)
    assert [checkpoint.size for checkpoint in seen] == sorted({checkpoint.size for checkpoint in seen})


def test_an_act_becomes_one_entry_however_often_it_is_looked_for(cast: Cast, aobas: Registered, at: datetime) -> None:
    del cast
    for minutes in range(4):
        minute(at + minutes * MINUTE)

    assert kinds(at, aobas.number) == ["REGISTERED"]
    assert Entry.objects.count() == tree(at).checkpoint.size


def test_where_nothing_happened_nearly_nothing_is_done(
    cast: Cast, at: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    del cast
    minute(at)
    minute(at + MINUTE)
    before = Head.objects.values_list("size", "published_at").order_by("size").last()

    with django_assert_max_num_queries(5):
        taking_over.take_over(actor=SYSTEM, at=at + 2 * MINUTE)
        publishing.publish(actor=SYSTEM, at=at + 2 * MINUTE)

    assert Head.objects.values_list("size", "published_at").order_by("size").last() == before


def test_after_a_day_without_events_the_head_is_signed_anew(cast: Cast, at: datetime) -> None:
    del cast
    minute(at)
    minute(at + MINUTE)

    minute(at + MINUTE + DAY)

    newest = Head.objects.latest("size")
    assert newest.published_at == at + MINUTE + DAY
    assert fetch("checkpoint", 10_000).decode() == newest.note


def test_what_is_full_is_kept_once_and_earlier_beginnings_of_it_are_removed(cast: Cast, at: datetime) -> None:
    del cast
    for count in (100, 100, 400):
        write_editions(count, at)
        minute(at)

    size = tree(at).checkpoint.size
    kept = sorted(str(file.relative_to(folder())) for file in folder().rglob("*") if file.is_file())
    assert size > 512
    assert kept == [
        "checkpoint",
        "tile/0/000",
        "tile/0/001",
        f"tile/0/002.p/{size - 512}",
        "tile/1/000.p/2",
        "tile/entries/000",
        "tile/entries/001",
        f"tile/entries/002.p/{size - 512}",
    ]
    assert len(told(at)) == size
    assert list(checking.findings(at)) == []


def folder() -> Path:
    return Path(settings.HOSHIMORI_HISTORY)


def test_files_that_were_lost_are_written_again_as_they_were(cast: Cast, aobas: Registered, at: datetime) -> None:
    write_editions(300, at)
    minute(at)
    minute(at + MINUTE)
    before = {file.relative_to(folder()): file.read_bytes() for file in folder().rglob("*") if file.is_file()}
    shutil.rmtree(folder())

    minute(at + 2 * MINUTE)

    after = {file.relative_to(folder()): file.read_bytes() for file in folder().rglob("*") if file.is_file()}
    assert after.items() <= before.items()
    assert len(told(at)) == tree(at).checkpoint.size
    suspend(aobas, cast.hayashi, at)
    minute(at + 3 * MINUTE)
    assert kinds(at, aobas.number) == ["REGISTERED", "SUSPENDED"]


def test_a_database_from_before_cannot_take_the_history_back(cast: Cast, aobas: Registered, at: datetime) -> None:
    minute(at)
    minute(at + MINUTE)
    newest = Head.objects.latest("size")
    suspend(aobas, cast.hayashi, at)
    minute(at + 2 * MINUTE)
    published = fetch("checkpoint", 10_000)
    Head.objects.filter(size__gt=newest.size).delete()
    Entry.objects.filter(index__gte=newest.size).delete()
    entries = Entry.objects.count()
    Position.objects.update(size=entries)

    with pytest.raises(Invalid, match="LOG_HISTORY_NOT_PROVEN"):
        publishing.publish(actor=SYSTEM, at=at + 3 * MINUTE)

    assert fetch("checkpoint", 10_000) == published


def test_an_entry_that_was_changed_is_never_signed_over(cast: Cast, aobas: Registered, at: datetime) -> None:
    del cast, aobas
    minute(at)
    minute(at + MINUTE)
    shutil.rmtree(folder())
    entry = Entry.objects.get(kind="REGISTERED")
    Entry.objects.filter(pk=entry.pk).update(leaf=entry.leaf.replace('"VALID"', '"SUSPENDED"'))

    with pytest.raises(Invalid, match="LOG_HISTORY_NOT_PROVEN"):
        publishing.publish(actor=SYSTEM, at=at + 2 * MINUTE)

    assert not (folder() / "checkpoint").exists()


def test_a_certificate_can_carry_the_proof_of_its_entry(cast: Cast, aobas: Registered, at: datetime) -> None:
    write_editions(300, at)
    minute(at)
    suspend(aobas, cast.hayashi, at)
    minute(at + MINUTE)

    found = proof_of(aobas.number, at + MINUTE)

    assert found is not None
    leaf, proof = found
    log = trusted_log(at)
    proven = log_proofs.check(log_proofs.read(proof.encode()), leaf=leaf_hash(leaf), log=log, quorum=None, at=at)
    assert b'"kind":"SUSPENDED"' in leaf
    assert proven.checkpoint.size == tree(at).checkpoint.size


def test_what_is_not_published_yet_has_no_proof(cast: Cast, aobas: Registered, at: datetime) -> None:
    assert proof_of(aobas.number, at) is None
    minute(at)
    suspend(aobas, cast.hayashi, at)
    seal(actor=SYSTEM, at=at)
    taking_over.take_over(actor=SYSTEM, at=at)

    assert proof_of(aobas.number, at) is None
    assert proof_of("3260000028", at) is None


def test_the_name_of_the_log_is_its_address(cast: Cast, at: datetime) -> None:
    del cast

    minute(at)

    assert tree(at).checkpoint.origin == "127.0.0.1:8000/history"


@pytest.mark.parametrize("act", [taking_over.take_over, publishing.publish])
def test_only_hoshimori_itself_writes_the_history(cast: Cast, at: datetime, act: object) -> None:
    assert callable(act)
    with pytest.raises(NotPermitted):
        act(actor=cast.hayashi, at=at)
