"""The whole journal of a company to take along, as CSV for a spreadsheet or JSON for a program."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _

from hoshimori.documents import comma_separated
from hoshimori.journal.queries import whole
from hoshimori.parties.queries import organizations_visible_to
from hoshimori.parties.queries.names import people_of
from hoshimori.shared.actor import Role
from hoshimori.shared.calendar import JAPAN, day_in_japan
from hoshimori.web.applicant.history.wording import ACTS, act_word
from hoshimori.web.layout.words import role_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from uuid import UUID

    from hoshimori.journal.queries import Noted
    from hoshimori.web.layout.acting import HoshimoriRequest


def as_csv(request: HoshimoriRequest) -> StreamingHttpResponse:
    """Answer with the journal as a table; words in the reader's language, codes beside them.

    Raises:
        NotPermitted: the actor's role may not take the journal along.
    """
    entries, people = _journal(request)
    words = _Words.now()
    head = [_("Number"), _("When"), _("Who"), _("Role"), _("What"), _("Act"), _("Kind"), _("Subject")]
    lines = comma_separated.written(
        [*head, _("Before"), _("After")], (_cells(entry, people, words) for entry in entries)
    )
    return _file(request, lines, comma_separated.MEDIA_TYPE, "csv")


def as_json(request: HoshimoriRequest) -> StreamingHttpResponse:
    """Answer with the journal as it stands, entry by entry.

    Raises:
        NotPermitted: the actor's role may not take the journal along.
    """
    entries, people = _journal(request)
    head = {"organization": str(request.actor.organization_id), "taken_at": request.at.isoformat()}
    return _file(request, _written(head, (_object(entry, people) for entry in entries)), "application/json", "json")


def _journal(request: HoshimoriRequest) -> tuple[Iterator[Noted], Mapping[UUID, str]]:
    actor = request.actor
    entries = whole(actor, organizations_visible_to(actor, request.at), actor.organization_id)
    people = people_of(actor, request.at, actor.organization_id)
    return entries, {person.id: person.name for person in people.values()}


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of acts and roles in the reader's language, looked up before the file is on its way."""

    acts: Mapping[str, str]
    roles: Mapping[Role, str]

    @classmethod
    def now(cls) -> _Words:
        return cls({act: act_word(act) for act in ACTS}, {role: role_word(role) for role in Role})


def _cells(entry: Noted, people: Mapping[UUID, str], words: _Words) -> list[object]:
    return [
        entry.number,
        entry.at.astimezone(JAPAN).isoformat(timespec="seconds"),
        people.get(entry.person_id, "") if entry.person_id else "",
        words.roles[entry.role],
        words.acts.get(entry.act, entry.act),
        entry.act,
        entry.subject_kind,
        entry.subject_id,
        json.dumps(entry.before, ensure_ascii=False, sort_keys=True) if entry.before else "",
        json.dumps(entry.after, ensure_ascii=False, sort_keys=True) if entry.after else "",
    ]


def _object(entry: Noted, people: Mapping[UUID, str]) -> dict[str, object]:
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "act": entry.act,
        "person": {"id": str(entry.person_id), "name": people.get(entry.person_id, "")} if entry.person_id else None,
        "role": entry.role.value,
        "organization": str(entry.organization_id) if entry.organization_id else None,
        "subject": {"kind": entry.subject_kind, "id": entry.subject_id},
        "before": entry.before,
        "after": entry.after,
    }


def _written(head: Mapping[str, str], entries: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    """Yield one JSON object, an entry a line, without ever holding all of it."""
    yield (json.dumps(head, ensure_ascii=False)[:-1] + ', "entries": [').encode()
    for number, entry in enumerate(entries):
        yield ((",\n" if number else "\n") + json.dumps(entry, ensure_ascii=False)).encode()
    yield b"\n]}\n"


def _file(request: HoshimoriRequest, content: Iterable[bytes], kind: str, ending: str) -> StreamingHttpResponse:
    name = f"hoshimori-journal-{day_in_japan(request.at):%Y%m%d}.{ending}"
    return StreamingHttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )
