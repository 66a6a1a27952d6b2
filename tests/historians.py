"""Who writes the register's history each minute, and who reads it as anybody can."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from hoshimori.credentials.exchange import checkpoints
from hoshimori.credentials.exchange.log_reading import PublishedTree, latest, published
from hoshimori.history.operations import publishing, taking_over
from hoshimori.history.queries.log import trusted_log
from hoshimori.journal.operations import Act, record_all, seal
from hoshimori.schemes import events as schemes
from hoshimori.shared.actor import SYSTEM


def minute(at: datetime) -> None:
    """Do what is done each minute: seal the journal, take over what is public, publish."""
    seal(actor=SYSTEM, at=at)
    taking_over.take_over(actor=SYSTEM, at=at)
    publishing.publish(actor=SYSTEM, at=at)


def write_editions(count: int, at: datetime) -> None:
    """Let as many public events happen as the story needs."""
    after = {"state": "PUBLISHED", "digest": "0" * 64}
    acts = [Act(schemes.EDITION_PUBLISHED, "edition", f"e{number}", after=after) for number in range(count)]
    with transaction.atomic():
        record_all(acts=acts, about_id=None, actor=SYSTEM, at=at)


def fetch(path: str, largest: int) -> bytes:
    """Return a published file, as a web server would."""
    return (Path(settings.HOSHIMORI_HISTORY) / path).read_bytes()[: largest + 1]


def tree(at: datetime) -> PublishedTree:
    """Return what is published, as anybody sees it who knows the log's keys."""
    return published(fetch, checkpoints.checked(latest(fetch), trusted_log(at)))


def told(at: datetime) -> list[dict[str, Any]]:
    """Return every published entry."""
    return [json.loads(entry) for _, entry in tree(at).entries()]


def kinds(at: datetime, number: str) -> list[str]:
    """Return what the history tells of a registration, by its ten digits."""
    return [entry["kind"] for entry in told(at) if entry.get("number", "").replace("-", "") == number]
