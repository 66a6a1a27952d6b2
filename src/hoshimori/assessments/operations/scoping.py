"""A company says what its self-evaluation covers (scheme section 4); what it leaves out stands in `excluding`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.assessments import events
from hoshimori.assessments.models import Scope, ScopeItem
from hoshimori.assessments.operations.answering import require_answering, touch
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.scope import stated
from hoshimori.assessments.queries.seeing import locked_for
from hoshimori.assessments.rules.scope import ScopeKind, Statement
from hoshimori.journal.operations import Act, record
from hoshimori.parties.queries import platforms_visible_to
from hoshimori.shared.refusal import Conflict, Invalid, NotFound

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.rules.scope import Named
    from hoshimori.shared.actor import Actor


class StatementConflict(Conflict):
    """Somebody else changed the statement in the meantime; `current` is what stands there now, as `version`."""

    def __init__(self, current: Statement, version: int) -> None:
        super().__init__("CHANGED_MEANWHILE")
        self.current, self.version = current, version


def describe(*, assessment_id: UUID, statement: Statement, version: int, actor: Actor, at: datetime) -> int:
    """Say as a whole what is covered; `version` is the one the writer saw (0: none yet). Returns its new version.

    Saying the same twice changes nothing and writes no journal entry.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        StatementConflict: somebody else changed it since `version`.
        NotPossibleNow: the self-evaluation was handed over or closed.
        Invalid: the unit is not known, or the text is too long.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        row = Scope.objects.filter(pk=assessment.pk).first() or Scope(assessment=assessment, version=0)

        require(actor, Action.SET_SCOPE)

        require_answering(assessment)
        given = statement.checked()
        before = stated(row)
        if row.version and before == given:
            return row.version
        if row.version != version:
            raise StatementConflict(before, row.version)

        row.unit, row.statement, row.changed_at = given.unit, given.text, at
        row.version += 1
        row.save(force_insert=version == 0, force_update=version > 0)
        touch(assessment, at)

        act = Act(events.SCOPE_CHANGED, "scope", str(assessment.pk), asdict(before), asdict(given))
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)
    return row.version


def name(*, assessment_id: UUID, named: Named, actor: Actor, at: datetime) -> UUID:
    """Name a site, a department or a cloud service that is covered; returns the id of the entry.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        NotPossibleNow: the self-evaluation was handed over or closed.
        Invalid: the kind is not known, the name is missing or too long, or it is named already.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)

        require(actor, Action.SET_SCOPE)

        require_answering(assessment)
        given = named.checked()
        if ScopeItem.objects.filter(assessment=assessment, kind=given.kind, name=given.name).exists():
            raise Invalid("ALREADY_IN_SCOPE", field="name")

        item = ScopeItem.objects.create(assessment=assessment, added_at=at, **asdict(given))
        touch(assessment, at)

        act = Act(events.SCOPE_ITEM_ADDED, "scope_item", f"{assessment.pk}/{item.pk}", after=asdict(given))
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)
    return item.pk


def name_platform(*, assessment_id: UUID, platform_id: UUID, actor: Actor, at: datetime) -> UUID:
    """Name an IT platform that the company holds, or uses by its holder's consent; returns the id of the entry.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
        NotPossibleNow: the self-evaluation was handed over or closed.
        Invalid: this company knows no such platform, or it is named already.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        platform = platforms_visible_to(actor).filter(pk=platform_id).first()

        require(actor, Action.SET_SCOPE)

        require_answering(assessment)
        if platform is None:
            raise Invalid("NOT_IN_LIST", field="platform")
        if ScopeItem.objects.filter(assessment=assessment, platform_id=platform.pk).exists():
            raise Invalid("ALREADY_IN_SCOPE", field="platform")

        kind = ScopeKind.PLATFORM.value
        item = ScopeItem.objects.create(
            assessment=assessment, kind=kind, name=platform.name, platform_id=platform.pk, added_at=at
        )
        touch(assessment, at)

        after = {"kind": kind, "name": platform.name}
        act = Act(events.SCOPE_ITEM_ADDED, "scope_item", f"{assessment.pk}/{item.pk}", after=after)
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)
    return item.pk


def remove(*, assessment_id: UUID, item_id: UUID, actor: Actor, at: datetime) -> None:
    """Take something out of the scope that is named there.

    Raises:
        NotFound: the self-evaluation or the entry does not exist for this actor.
        NotPossibleNow: the self-evaluation was handed over or closed.
    """
    with transaction.atomic():
        assessment = locked_for(actor, at, assessment_id)
        item = ScopeItem.objects.filter(assessment=assessment, pk=item_id).first()
        if item is None:
            raise NotFound

        require(actor, Action.SET_SCOPE)

        require_answering(assessment)

        before = {"kind": item.kind, "name": item.name, "detail": item.detail}
        item.delete()
        touch(assessment, at)

        act = Act(events.SCOPE_ITEM_REMOVED, "scope_item", f"{assessment.pk}/{item_id}", before=before)
        record(act=act, about_id=assessment.organization_id, actor=actor, at=at)
