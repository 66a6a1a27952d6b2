"""An edition is drafted, published and one day superseded; published, it never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.journal.operations import Act, record
from hoshimori.schemes import events, queries
from hoshimori.schemes.models import EditionRecord
from hoshimori.schemes.permissions import Action, require
from hoshimori.schemes.rules import EDITION, EditionAction, EditionState
from hoshimori.shared.refusal import NotFound, NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.shared.actor import Actor


def draft(*, code: str, actor: Actor, at: datetime) -> None:
    """Take in an edition that Hoshimori ships; while it is a draft it may be taken in again with other content.

    Raises:
        NotFound: Hoshimori ships no such edition.
        NotPossibleNow: the edition is published or superseded and its content differs.
    """
    require(actor, Action.KEEP_EDITIONS)

    digest = queries.edition_digest(code)

    with transaction.atomic():
        row = EditionRecord.objects.select_for_update().filter(pk=code).first()
        if row is not None and row.digest == digest:
            return
        if row is not None and row.state != EditionState.DRAFT.value:
            raise NotPossibleNow("EDITION_IS_FIXED", edition=code)
        EditionRecord.objects.update_or_create(
            code=code,
            defaults={
                "state": EDITION.after(None, EditionAction.DRAFT).value,
                "digest": digest,
                "published_on": queries.edition(code).published_on,
                "drafted_at": at,
            },
        )

        act = Act(events.EDITION_DRAFTED, "edition", code, after={"digest": digest})
        record(act=act, about_id=None, actor=actor, at=at)


def publish(*, code: str, actor: Actor, at: datetime) -> None:
    """Put an edition in force; new self-evaluations are answered under it."""
    _move(code, EditionAction.PUBLISH, actor, at)


def supersede(*, code: str, actor: Actor, at: datetime) -> None:
    """Say that another edition took its place; what was answered under this one stays under it."""
    _move(code, EditionAction.SUPERSEDE, actor, at)


def _move(code: str, action: EditionAction, actor: Actor, at: datetime) -> None:
    moment, event = {
        EditionAction.PUBLISH: ("published_at", events.EDITION_PUBLISHED),
        EditionAction.SUPERSEDE: ("superseded_at", events.EDITION_SUPERSEDED),
    }[action]
    with transaction.atomic():
        row = EditionRecord.objects.select_for_update().filter(pk=code).first()
        if row is None:
            raise NotFound

        require(actor, Action.KEEP_EDITIONS)

        before, after = row.state, EDITION.after(EditionState(row.state), action)

        row.state = after.value
        setattr(row, moment, at)
        row.save(update_fields=["state", moment])

        act = Act(event, "edition", code, {"state": before}, {"state": after.value, "digest": row.digest})
        record(act=act, about_id=None, actor=actor, at=at)


def take_in_shipped(*, actor: Actor, at: datetime) -> None:
    """Bring every shipped edition to the state it should have: the newest published, older ones superseded."""
    shipped = queries.shipped_editions()
    newest = shipped[-1]

    with transaction.atomic():
        for code in shipped:
            draft(code=code, actor=actor, at=at)
        states = {line.code: line.state for line in queries.all_editions()}
        if states[newest] == EditionState.DRAFT:
            publish(code=newest, actor=actor, at=at)
        for code in shipped[:-1]:
            if states[code] != EditionState.SUPERSEDED:
                supersede(code=code, actor=actor, at=at)
