"""Whoever changes one row by hand, of register, history or journal, is found, and what was changed is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from hoshimori.cli import auditing
from hoshimori.credentials.exchange.tiles import Tile, bundle, entries_in
from hoshimori.credentials.rules.merkle import leaf_hash
from hoshimori.history.models import Entry, Head, Position
from hoshimori.history.operations import taking_over
from hoshimori.history.queries import checking
from hoshimori.history.rules.faults import Fault, Finding
from hoshimori.journal.models import Entry as Act
from hoshimori.journal.models import Link
from hoshimori.journal.operations import seal
from hoshimori.registry.models import Registration, Term
from hoshimori.registry.operations import keeping
from hoshimori.schemes.queries import all_editions
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.identifiers import new_id
from tests.cast import Cast, Experts
from tests.historians import minute
from tests.journal import untriggered
from tests.registering import Registered, eligible_for_years, registered, registered_for, renewal_filed

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
AOBAS, KUROS = "3260000015", "3260000028"
WHY = "登録の内容を確かめるため。"


@pytest.fixture
def aobas(cast: Cast, experts: Experts, at: datetime) -> Registered:
    """Aoba and Stranger Works are registered, Aoba's registration is suspended and reinstated; all of it published."""
    kiyota = eligible_for_years(experts.kiyota, cast.hayashi)
    ours = registered(cast, kiyota, at)
    registered_for(cast.kuro, kiyota, cast.hayashi, at)
    minute(at)
    keeping.suspend(registration_id=ours.registration_id, reason=WHY, actor=cast.hayashi, at=at)
    keeping.reinstate(registration_id=ours.registration_id, reason=WHY, actor=cast.hayashi, at=at)
    minute(at + MINUTE)
    minute(at + 2 * MINUTE)
    return ours


def found(at: datetime) -> list[Finding]:
    return list(checking.findings(at))


def faults(at: datetime) -> set[tuple[Fault, str]]:
    return {(finding.fault, finding.number) for finding in found(at)}


def folder() -> Path:
    return Path(settings.HOSHIMORI_HISTORY)


def test_where_nobody_did_anything_nothing_is_found(
    aobas: Registered, at: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    del aobas

    assert found(at) == []
    assert auditing.verify(head="") == 0
    assert "nothing wrong" in capsys.readouterr().out


def test_while_the_register_is_worked_with_nothing_is_found_either(cast: Cast, aobas: Registered, at: datetime) -> None:
    """An act is not sealed yet, then not taken over, then not published."""
    keeping.suspend(registration_id=aobas.registration_id, reason=WHY, actor=cast.hayashi, at=at)
    assert found(at) == []
    seal(actor=SYSTEM, at=at)
    assert found(at) == []
    taking_over.take_over(actor=SYSTEM, at=at)

    assert found(at) == []


@pytest.mark.parametrize(
    ("column", "value", "named"),
    [
        ("state", "WITHDRAWN", "state"),
        ("level", 4, "level"),
        ("valid_until", "2031-11-23", "last_valid_on, terms"),
        ("valid_from", "2020-11-23", "valid_from, terms"),
        ("edition_id", "2025-12-26", "edition"),
        ("corporate_number", "2999912340002", "corporate_number"),
        ("name_ja", "べつの会社", "name_ja"),
        ("name_en", "Another", "name_en"),
        ("prefecture", "13", "prefecture"),
        ("scope_summary_ja", "全社", "scope_summary_ja"),
        ("scope_summary_en", "Everything", "scope_summary_en"),
        ("evaluation_body_ja", "機関", "evaluation_body_ja"),
        ("evaluation_body_en", "Body", "evaluation_body_en"),
        ("is_renewal_pending", True, "renewal"),
    ],
)
def test_a_changed_registration_is_found_with_what_was_changed(
    aobas: Registered, at: datetime, column: str, value: object, named: str
) -> None:
    del aobas
    if column == "edition_id":
        value = Registration.objects.values_list("edition_id", flat=True).first()
        value = next(code for code in editions() if code != value)

    Registration.objects.filter(number=AOBAS).update(**{column: value})

    (finding,) = found(at)
    assert (finding.fault, finding.number, finding.what) == (Fault.REGISTRATION_CHANGED, AOBAS, named)


def editions() -> list[str]:
    return [line.code for line in all_editions()]


def test_a_registration_that_is_given_to_another_company_is_found(cast: Cast, aobas: Registered, at: datetime) -> None:
    del aobas
    Registration.objects.filter(number=AOBAS).update(organization_id=cast.tanaka.organization_id)

    (finding,) = found(at)
    assert (finding.fault, finding.number, finding.what) == (Fault.REGISTRATION_CHANGED, AOBAS, "company")


def test_a_removed_registration_is_found(aobas: Registered, at: datetime) -> None:
    Term.objects.filter(registration_id=aobas.registration_id).delete()
    Registration.objects.filter(number=AOBAS).delete()

    assert faults(at) == {(Fault.REGISTRATION_REMOVED, AOBAS)}


def test_an_inserted_registration_is_found(cast: Cast, aobas: Registered, at: datetime) -> None:
    del aobas
    row = Registration.objects.get(number=AOBAS)
    row.pk, row.number, row.organization_id = new_id(), "3260000031", cast.tanaka.organization_id
    row.save(force_insert=True)

    assert faults(at) == {(Fault.REGISTRATION_INSERTED, "3260000031")}


def test_a_longer_term_is_found(aobas: Registered, at: datetime) -> None:
    Term.objects.filter(registration_id=aobas.registration_id).update(valid_until="2031-11-23")

    assert faults(at) == {(Fault.REGISTRATION_CHANGED, AOBAS)}


def test_a_renewal_that_is_really_filed_is_nothing_to_find(aobas: Registered, at: datetime) -> None:
    in_autumn = at + timedelta(days=300)
    renewal_filed(aobas, in_autumn)
    minute(in_autumn)

    assert found(in_autumn) == []


def test_a_changed_entry_is_found(aobas: Registered, at: datetime) -> None:
    del aobas
    entry = Entry.objects.get(number=AOBAS, kind="SUSPENDED")
    Entry.objects.filter(pk=entry.pk).update(leaf=entry.leaf.replace("2027-11-22", "2029-11-22"))

    assert Finding(Fault.ENTRY_CHANGED, AOBAS, entry.pk) in found(at)
    assert {number for _, number in faults(at)} == {AOBAS}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "RENEWED"),
        ("number", KUROS),
        ("corporate_number", "2999912340002"),
        ("leaf_hash", bytes(32)),
        ("salt", bytes(32)),
        ("particulars", {"name_ja": "べつの会社"}),
        ("leaf", "{"),
        ("leaf", "[]"),
    ],
)
def test_whatever_of_an_entry_is_changed_is_found(aobas: Registered, at: datetime, column: str, value: object) -> None:
    del aobas
    entry = Entry.objects.filter(number=AOBAS).latest("index")

    Entry.objects.filter(pk=entry.pk).update(**{column: value})

    changed = [finding for finding in found(at) if finding.fault == Fault.ENTRY_CHANGED]
    assert {finding.index for finding in changed} == {entry.pk}


def test_an_entry_changed_together_with_its_hash_and_the_register_is_found(aobas: Registered, at: datetime) -> None:
    """Everything in the database says the same: the published files and the signed head do not."""
    del aobas
    entry = Entry.objects.filter(number=KUROS).get()
    leaf = entry.leaf.replace("2027-11-22", "2029-11-22")
    Entry.objects.filter(pk=entry.pk).update(leaf=leaf, leaf_hash=leaf_hash(leaf.encode()))
    Registration.objects.filter(number=KUROS).update(valid_until="2029-11-23")
    Term.objects.filter(registration__number=KUROS).update(valid_until="2029-11-23")
    link = Link.objects.get(number=entry.journal_number)
    with untriggered():
        act = Act.objects.get(pk=link.entry_id)
        Act.objects.filter(pk=act.pk).update(after={**act.after, "valid_until": "2029-11-23"})

    assert found(at) == [Finding(Fault.ENTRY_CHANGED, KUROS, entry.pk)]


def test_a_removed_entry_is_found_and_named_after_what_was_published(aobas: Registered, at: datetime) -> None:
    del aobas
    entry = Entry.objects.get(number=AOBAS, kind="SUSPENDED")

    entry.delete()

    assert faults(at) == {(Fault.ENTRY_REMOVED, AOBAS), (Fault.EVENT_WITHOUT_ENTRY, AOBAS)}


def test_the_last_entry_removed_is_found(aobas: Registered, at: datetime) -> None:
    del aobas
    Entry.objects.latest("index").delete()

    assert Fault.ENTRY_REMOVED in {finding.fault for finding in found(at)}


def test_an_inserted_entry_is_found(aobas: Registered, at: datetime) -> None:
    del aobas
    entry = Entry.objects.get(number=KUROS)
    entry.index, entry.journal_number = Entry.objects.count(), 10**6

    entry.save(force_insert=True)

    assert Finding(Fault.ENTRY_INSERTED, KUROS, entry.index) in found(at)


def change_act(**values: object) -> Act:
    """Somebody changes what the journal says of Aoba's suspension."""
    act = Act.objects.get(act="registry:registration:suspended")
    with untriggered():
        Act.objects.filter(pk=act.pk).update(**values)
    return act


@pytest.mark.parametrize(
    "values",
    [
        {"act": "registry:registration:reinstated"},
        {"at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"after": {"state": "VALID", "number": AOBAS}},
        {"after": {"state": "SUSPENDED", "number": KUROS}},
    ],
)
def test_a_changed_act_is_found_by_its_entry_too(aobas: Registered, at: datetime, values: dict[str, object]) -> None:
    del aobas
    change_act(**values)

    assert faults(at) == {(Fault.EVENT_DIFFERS, AOBAS)}


def test_an_act_that_is_hidden_is_found(aobas: Registered, at: datetime) -> None:
    del aobas
    change_act(act="tests:story:told")

    assert faults(at) == {(Fault.ENTRY_INSERTED, AOBAS)}


def test_a_changed_reason_is_found_and_the_registration_named(
    aobas: Registered, capsys: pytest.CaptureFixture[str]
) -> None:
    del aobas
    act = change_act(after={"state": "SUSPENDED", "number": AOBAS, "reason": "べつの理由"})

    assert auditing.verify(head="") == 1
    assert capsys.readouterr().out.splitlines()[0] == f"CHANGED {act.pk} registration 3-26-000001-5"


def test_a_removed_act_is_found_and_the_registration_named(
    aobas: Registered, at: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    del aobas
    act = Act.objects.get(act="registry:registration:suspended")
    with untriggered():
        act.delete()

    assert faults(at) == {(Fault.ENTRY_INSERTED, AOBAS)}
    assert auditing.verify(head="") == 1
    assert "REMOVED" in capsys.readouterr().out


def test_an_act_slipped_in_and_sealed_becomes_public_where_everybody_sees_it(aobas: Registered, at: datetime) -> None:
    """Whoever writes act and row by hand has it published the next minute; without the row it is found."""
    del aobas
    act = Act.objects.get(act="registry:registration:suspended")
    act.pk = None
    act.save(force_insert=True)
    minute(at + 5 * MINUTE)

    assert faults(at) == {(Fault.REGISTRATION_CHANGED, AOBAS)}


@pytest.mark.parametrize("path", ["tile/0/000.p/{size}", "tile/entries/000.p/{size}"])
@pytest.mark.parametrize("how", ["changed", "removed"])
def test_a_file_that_was_changed_or_removed_is_found(aobas: Registered, at: datetime, path: str, how: str) -> None:
    del aobas
    file = folder() / path.format(size=Entry.objects.count())
    if how == "removed":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes().replace(b"SUSPENDED", b"SUSPENDER")[:-1] + b"}")

    assert [(finding.fault, finding.what) for finding in found(at)] == [
        (Fault.FILE_DIFFERS, str(file.relative_to(folder())))
    ]


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: (folder() / "checkpoint").write_text("nothing\n"),
        lambda: (folder() / "checkpoint").unlink(missing_ok=False),
        lambda: Head.objects.update(root=bytes(32)),
        lambda: Head.objects.latest("size").delete(),
    ],
)
def test_a_checkpoint_that_was_changed_is_found(aobas: Registered, at: datetime, tamper: Callable[[], object]) -> None:
    del aobas
    tamper()

    assert Fault.CHECKPOINT_DIFFERS in {finding.fault for finding in found(at)}


def test_a_checkpoint_that_somebody_else_signed_is_found(aobas: Registered, at: datetime) -> None:
    del aobas
    newest = Head.objects.latest("size")
    forged = newest.note[:-10] + ("AAAAAAAA=\n" if not newest.note.endswith("AAAAAAAA=\n") else "BBBBBBBB=\n")
    Head.objects.filter(pk=newest.pk).update(note=forged)
    (folder() / "checkpoint").write_text(forged)

    assert Fault.CHECKPOINT_DIFFERS in {finding.fault for finding in found(at)}


def test_a_position_that_was_moved_forward_leaves_events_without_entries(
    cast: Cast, aobas: Registered, at: datetime
) -> None:
    keeping.suspend(registration_id=aobas.registration_id, reason=WHY, actor=cast.hayashi, at=at)
    seal(actor=SYSTEM, at=at)
    Position.objects.update(journal_number=Link.objects.count())

    assert (Fault.EVENT_WITHOUT_ENTRY, AOBAS) in faults(at)


def test_entries_and_files_changed_alike_do_not_lead_to_the_signed_head(aobas: Registered, at: datetime) -> None:
    del aobas
    size = Entry.objects.count()
    entry = Entry.objects.get(number=KUROS)
    leaf = entry.leaf.replace("2027-11-22", "2029-11-22")
    Entry.objects.filter(pk=entry.pk).update(leaf=leaf, leaf_hash=leaf_hash(leaf.encode()))
    file = folder() / f"tile/entries/000.p/{size}"
    entries = list(entries_in(Tile(None, 0, size), file.read_bytes()))
    entries[entry.pk] = leaf.encode()
    file.write_bytes(bundle(entries))
    (folder() / f"tile/0/000.p/{size}").write_bytes(b"".join(leaf_hash(each) for each in entries))

    assert (Fault.HEAD_NOT_REACHED, "") in faults(at)
    assert {(Fault.EVENT_DIFFERS, KUROS), (Fault.REGISTRATION_CHANGED, KUROS)} <= faults(at)


def test_words_say_numbers_and_never_names(aobas: Registered, capsys: pytest.CaptureFixture[str]) -> None:
    del aobas
    Registration.objects.filter(number=AOBAS).update(name_ja="べつの会社", state="SUSPENDED")
    newest = Entry.objects.filter(number=AOBAS).latest("index").pk

    code = auditing.verify(head="")

    said = capsys.readouterr().out
    assert code == 1
    assert f"REGISTRATION_CHANGED registration 3-26-000001-5 entry {newest} (state, name_ja)" in said.splitlines()
    assert "会社" not in said
    assert json.dumps("べつの会社") not in said
