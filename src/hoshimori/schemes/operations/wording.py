"""The official wording is loaded from the official workbook and kept beside Hoshimori's own words."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.journal.operations import Act, record
from hoshimori.schemes import events, queries
from hoshimori.schemes.exchange import workbook
from hoshimori.schemes.models import EditionRecord, OfficialWording
from hoshimori.schemes.permissions import Action, require
from hoshimori.shared.refusal import Invalid, NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.schemes.exchange.workbook import OfficialReading
    from hoshimori.shared.actor import Actor

FILE_NAME_LIMIT = 200


def load_for_all(*, edition: str, file_name: str, content: bytes, actor: Actor, at: datetime) -> UUID:
    """Keep the official sentences of an edition for everybody who reads its criteria here; returns their id.

    Nothing else changes: numbers, levels and names stay those of the edition, and where the workbook deviates it is
    reported line by line.

    Raises:
        NotFound: there is no such edition.
        NotPermitted: the actor's role may not load it for everybody.
        Invalid: the file is no workbook that can be read, not an official one, or that of another edition.
    """
    _require_edition(edition)

    require(actor, Action.LOAD_OFFICIAL_WORDING_FOR_ALL)

    loaded = _read(edition, file_name, content)

    with transaction.atomic():
        row = _keep(loaded, None, actor, at)

        record(act=_loaded(row), about_id=None, actor=actor, at=at)
    return row.pk


def load_for_company(*, edition: str, file_name: str, content: bytes, actor: Actor, at: datetime) -> UUID:
    """Keep the official sentences of an edition for the actor's own company alone; returns their id.

    Nothing else changes, as in `load_for_all`.

    Raises:
        NotFound: there is no such edition.
        NotPermitted: the actor's role may not load it for its company.
        Invalid: the file is no workbook that can be read, not an official one, or that of another edition.
    """
    _require_edition(edition)

    require(actor, Action.LOAD_OFFICIAL_WORDING)

    loaded = _read(edition, file_name, content)

    with transaction.atomic():
        row = _keep(loaded, actor.organization_id, actor, at)

        record(act=_loaded(row), about_id=actor.organization_id, actor=actor, at=at)
    return row.pk


def _require_edition(edition: str) -> None:
    if not EditionRecord.objects.filter(pk=edition).exists():
        raise NotFound


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read: of which edition, under which name, with which digest, and what it says."""

    edition: str
    file_name: str
    digest: str
    reading: OfficialReading


def _read(edition: str, file_name: str, content: bytes) -> _Read:
    if len(file_name) > FILE_NAME_LIMIT:
        raise Invalid("TOO_LONG", field="file", limit=FILE_NAME_LIMIT)
    if not file_name.isprintable():
        raise Invalid("UNREADABLE_CHARACTER", field="file")
    reading = workbook.read(content, queries.edition(edition), queries.numbers_of_editions())
    return _Read(edition, file_name, hashlib.sha256(content).hexdigest(), reading)


def _keep(loaded: _Read, organization_id: UUID | None, actor: Actor, at: datetime) -> OfficialWording:
    return OfficialWording.objects.create(
        edition_id=loaded.edition,
        organization_id=organization_id,
        file_name=loaded.file_name,
        file_digest=loaded.digest,
        texts=dict(loaded.reading.texts),
        deviations=[asdict(deviation) for deviation in loaded.reading.deviations],
        loaded_by_id=actor.person_id,
        loaded_at=at,
    )


def _loaded(row: OfficialWording) -> Act:
    after = {"edition": row.edition_id, "file": row.file_name, "sha256": row.file_digest, "texts": len(row.texts)}
    return Act(events.OFFICIAL_WORDING_LOADED, "official_wording", str(row.pk), after=after)
