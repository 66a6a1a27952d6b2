"""What a renewal does to the registration it is for, while it waits and once it is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.registry.models import Registration

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.registry.models import Filing


def renewed_by(filing: Filing) -> Registration | None:
    """Return the registration that a filing, itself locked already, would renew; locked too. None for a first one."""
    if filing.renews_id is None:
        return None
    return Registration.objects.select_for_update(of=("self",)).get(pk=filing.renews_id)


def keep_while_decided(registration: Registration, at: datetime) -> None:
    """Let a registration stand beyond its end as long as its timely renewal is being decided [D]."""
    _set_pending(registration, at, is_pending=True)


def keep_no_longer(registration: Registration, at: datetime) -> None:
    """Let a registration end when its time is over: no renewal waits any more."""
    _set_pending(registration, at, is_pending=False)


def _set_pending(registration: Registration, at: datetime, *, is_pending: bool) -> None:
    registration.is_renewal_pending = is_pending
    registration.version += 1
    registration.changed_at = at
    registration.save(update_fields=["is_renewal_pending", "version", "changed_at"])
