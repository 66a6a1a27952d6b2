"""The official wording is loaded from the official workbook and kept beside Hoshimori's own words."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.journal.operations import Act, record
from hoshimori.schemes import events, queries
from hoshimori.schemes.exchange import workbook
from hoshimori.schemes.models import EditionRecord, OfficialWording
from hoshimori.schemes.permissions import Action, require
from hoshimori.shared.actor import Role
from hoshimori.shared.refusal import Invalid, NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor

FILE_NAME_LIMIT = 200


def load(*, edition: str, file_name: str, content: bytes, actor: Actor, at: datetime) -> UUID:
    """Keep the official sentences of an edition, for everybody if the operator loads them, else for one's company.

    Nothing else changes: numbers, levels and names stay those of the edition, and where the workbook differs it is
    reported line by line. Returns the id of the loaded wording.

    Raises:
        NotFound: there is no such edition.
        NotPermitted: the actor's role may not load it.
        Invalid: the file is no workbook that can be read, not an official one, or that of another edition.
    """
    if not EditionRecord.objects.filter(pk=edition).exists():
        raise NotFound

    require(actor, Action.LOAD_OFFICIAL_WORDING)

    if len(file_name) > FILE_NAME_LIMIT:
        raise Invalid("TOO_LONG", field="file", limit=FILE_NAME_LIMIT)
    reading = workbook.read(content, queries.edition(edition), queries.numbers_of_editions())
    for_whom = None if actor.role == Role.OFFICER else actor.organization_id
    digest = hashlib.sha256(content).hexdigest()

    with transaction.atomic():
        row = OfficialWording.objects.create(
            edition_id=edition,
            organization_id=for_whom,
            file_name=file_name,
            file_digest=digest,
            texts=dict(reading.texts),
            deviations=[asdict(deviation) for deviation in reading.deviations],
            loaded_by_id=actor.person_id,
            loaded_at=at,
        )

        after = {"edition": edition, "file": file_name, "sha256": digest, "texts": len(reading.texts)}
        act = Act(events.OFFICIAL_WORDING_LOADED, "official_wording", str(row.pk), after=after)
        record(act=act, about_id=for_whom, actor=actor, at=at)
    return row.pk
