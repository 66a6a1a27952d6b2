"""IT platforms (IT基盤): named by their holder, shared with other organizations by the consent of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.journal.operations import Act, record
from hoshimori.parties import events
from hoshimori.parties.models import Organization, Platform, PlatformUse
from hoshimori.parties.permissions import Action, require
from hoshimori.parties.queries import uses_visible_to
from hoshimori.parties.rules import (
    PLATFORM_USE,
    PlatformUseAction,
    PlatformUseState,
    corporate_number,
    platform_description,
    platform_name,
)
from hoshimori.shared.refusal import Conflict, Invalid, NotFound, NotPossibleNow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hoshimori.shared.actor import Actor

_LIVING = (PlatformUseState.OFFERED.value, PlatformUseState.IN_USE.value)


def add(*, name: str, description: str, actor: Actor, at: datetime) -> UUID:
    """Name an IT platform that the actor's organization holds; returns its id.

    Raises:
        Invalid: the name is missing or too long, or the description is too long.
        NotPossibleNow: the organization holds one of this name already.
    """
    with transaction.atomic():
        organization = Organization.objects.select_for_update().filter(pk=actor.organization_id).first()
        if organization is None:
            raise NotFound

        require(actor, Action.KEEP_PLATFORMS)

        title, text = platform_name(name), platform_description(description)
        _require_new_name(organization.pk, title)

        platform = Platform.objects.create(holder=organization, name=title, description=text, added_at=at)

        after = {"name": title, "description": text}
        act = Act(events.PLATFORM_ADDED, "platform", str(platform.pk), after=after)
        record(act=act, about_id=organization.pk, actor=actor, at=at)
    return platform.pk


def change(*, platform_id: UUID, name: str, description: str, version: int, actor: Actor, at: datetime) -> int:
    """Rename or describe an IT platform anew; returns its new version.

    Raises:
        NotFound: the actor's organization holds no such platform.
        Conflict: somebody else changed it since `version` was read.
    """
    with transaction.atomic():
        platform = _held_by(actor, platform_id)

        require(actor, Action.KEEP_PLATFORMS)

        title, text = platform_name(name), platform_description(description)
        if platform.version != version:
            raise Conflict("CHANGED_MEANWHILE")
        if title != platform.name:
            _require_new_name(platform.holder_id, title)

        before = {"name": platform.name, "description": platform.description}
        platform.name, platform.description, platform.version = title, text, platform.version + 1
        platform.save(update_fields=["name", "description", "version"])

        act = Act(events.PLATFORM_CHANGED, "platform", str(platform.pk), before, {"name": title, "description": text})
        record(act=act, about_id=platform.holder_id, actor=actor, at=at)
    return platform.version


def offer(*, platform_id: UUID, number: str, actor: Actor, at: datetime) -> UUID:
    """Offer the use of an IT platform to the organization with this 法人番号; returns the id of the shared use.

    Whether that organization is registered here is told to nobody.

    Raises:
        NotFound: the actor's organization holds no such platform.
        Invalid: the number is wrong, or the holder's own.
        NotPossibleNow: the platform is offered to that organization, or used by it, already.
    """
    with transaction.atomic():
        platform = _held_by(actor, platform_id)

        require(actor, Action.KEEP_PLATFORMS)

        digits = corporate_number(number)
        if digits == platform.holder.corporate_number:
            raise Invalid("OWN_NUMBER", field="corporate_number")
        if platform.uses.filter(corporate_number=digits, state__in=_LIVING).exists():
            raise NotPossibleNow("ALREADY_SHARED", field="corporate_number")

        use = PlatformUse.objects.create(
            platform=platform,
            corporate_number=digits,
            state=PLATFORM_USE.after(None, PlatformUseAction.OFFER).value,
            offered_at=at,
        )

        _record(events.PLATFORM_OFFERED, use, actor, at)
    return use.pk


def take_up(*, use_id: UUID, actor: Actor, at: datetime) -> None:
    """Take up the offer of an IT platform: from now on the actor's organization can name it in its scope."""
    _answer(use_id=use_id, action=PlatformUseAction.TAKE_UP, event=events.PLATFORM_TAKEN_UP, actor=actor, at=at)


def decline(*, use_id: UUID, actor: Actor, at: datetime) -> None:
    """Decline the offer of an IT platform."""
    _answer(use_id=use_id, action=PlatformUseAction.DECLINE, event=events.PLATFORM_DECLINED, actor=actor, at=at)


def end(*, use_id: UUID, actor: Actor, at: datetime) -> None:
    """End the shared use of an IT platform, or take an offer back; both sides may end it.

    What was evaluated before keeps naming the platform.

    Raises:
        NotFound: the actor's organization has no part in it.
        NotPossibleNow: it has ended, or was declined.
    """
    with transaction.atomic():
        use = _shared_with(actor, use_id)

        require(actor, Action.KEEP_PLATFORMS)

        after = PLATFORM_USE.after(PlatformUseState(use.state), PlatformUseAction.END)

        use.state, use.ended_at = after.value, at
        use.save(update_fields=["state", "ended_at"])

        _record(events.PLATFORM_ENDED, use, actor, at)


def _answer(*, use_id: UUID, action: PlatformUseAction, event: str, actor: Actor, at: datetime) -> None:
    with transaction.atomic():
        use = _shared_with(actor, use_id)
        if use.platform.holder_id == actor.organization_id:
            raise NotFound

        require(actor, Action.KEEP_PLATFORMS)

        after = PLATFORM_USE.after(PlatformUseState(use.state), action)

        use.state, use.answered_at = after.value, at
        use.save(update_fields=["state", "answered_at"])

        _record(event, use, actor, at)


def _held_by(actor: Actor, platform_id: UUID) -> Platform:
    platform = (
        Platform.objects.select_for_update(of=("self",))
        .select_related("holder")
        .filter(pk=platform_id, holder_id=actor.organization_id)
        .first()
    )
    if platform is None:
        raise NotFound
    return platform


def _shared_with(actor: Actor, use_id: UUID) -> PlatformUse:
    use = uses_visible_to(actor).select_for_update(of=("self",)).filter(pk=use_id).first()
    if use is None:
        raise NotFound
    return use


def _require_new_name(holder_id: UUID, name: str) -> None:
    if Platform.objects.filter(holder_id=holder_id, name=name).exists():
        raise NotPossibleNow("PLATFORM_ALREADY_NAMED", field="name")


def _record(event: str, use: PlatformUse, actor: Actor, at: datetime) -> None:
    """Write the act into the journal of the holder and, where it is registered here, of the other organization."""
    after = {"platform": use.platform.name, "corporate_number": use.corporate_number, "state": use.state}
    act = Act(event, "platform_use", str(use.pk), after=after)
    other = Organization.objects.filter(corporate_number=use.corporate_number).values_list("pk", flat=True).first()
    for about_id in {use.platform.holder_id, other} - {None}:
        record(act=act, about_id=about_id, actor=actor, at=at)
