"""Every public event becomes an entry of the register's history, once, and is published with a signed head."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from hoshimori.credentials.exchange import checkpoints, notes
from hoshimori.credentials.exchange.log_reading import PublishedTree, published
from hoshimori.history.operations import publishing, taking_over
from hoshimori.history.operations.signing import signer
from hoshimori.history.rules import leaves
from hoshimori.journal.operations import seal
from hoshimori.registry.operations import changes, keeping
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.refusal import NotPermitted
from tests.cast import Cast, Experts
from tests.registering import Registered, eligible_for_years, register, registered, renewal_filed, check

WHY = "登録の内容を確かめるため。"


def fetch(path: str, largest: int) -> bytes:
    return (Path(settings.HOSHIMORI_HISTORY) / path).read_bytes()[: largest + 1]


def minute(at: datetime) -> None:
    """Do what is done each minute."""
    seal(actor=SYSTEM, at=at)
    taking_over.take_over(actor=SYSTEM, at=at)
    publishing.publish(actor=SYSTEM, at=at)


def tree(at: datetime) -> PublishedTree:
    """Read what is published, as anybody would who knows the log's key."""
    key, _ = signer(SYSTEM, at)
    log = checkpoints.Log("127.0.0.1:8000/history", (key,))
    return published(fetch, checkpoints.checked(notes.read(fetch("checkpoint", 10_000)), log))


def told(at: datetime) -> list[dict[str, object]]:
    return [json.loads(entry) for _, entry in tree(at).entries()]


def test_what_happens_to_a_registration_is_published_in_its_order(cast: Cast, experts: Experts, at: datetime) -> None:
    ours = registered(cast, eligible_for_years(experts.kiyota, cast.hayashi), at)
    keeping.suspend(registration_id=ours.registration_id, reason=WHY, actor=cast.hayashi, at=at + timedelta(days=1))

    minute(at + timedelta(days=1))

    entries = [entry for entry in told(at) if "number" in entry]
    assert [entry["kind"] for entry in entries] == ["REGISTERED", "SUSPENDED"]
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
