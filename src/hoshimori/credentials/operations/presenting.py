"""What a company consented to show is put together, bound to whom it is shown to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hoshimori.credentials.exchange import key_binding
from hoshimori.credentials.operations import issuing
from hoshimori.credentials.queries import holding
from hoshimori.shared.actor import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID


def present(*, registration_id: UUID, items: Collection[str], audience: str, nonce: str, at: datetime) -> str:
    """Return the certificate showing these things and nothing else; whoever asks has the company's consent.

    With an audience it is bound to it by the company's key in our custody (RFC 9901, 4.3). A certificate that is
    missing is issued.

    Raises:
        NotFound: there is no such registration, or it ended before it ever had a certificate.
        Invalid: the certificate has nothing under one of these names.
        NotPossibleNow: it shall be bound, but the company keeps its key itself; or the keys are not held here.
    """
    with transaction.atomic():
        held = issuing.current(registration_id=registration_id, actor=SYSTEM, at=at)
        shown = held.showing(items)
        if not audience:
            return shown
        holder = holding.signer_of(held.holder_id)
        return key_binding.bind(shown, audience=audience, nonce=nonce, holder=holder, at=at)
