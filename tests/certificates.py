"""A registration's certificate, and what a verifier who trusts the register finds it to be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from hoshimori.credentials.exchange import sd_jwt, status_list
from hoshimori.credentials.exchange.sd_jwt import Verified
from hoshimori.credentials.operations import issuing, status
from hoshimori.credentials.queries import certificates, keys
from hoshimori.credentials.rules import addresses
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.credentials.rules.status import State
from hoshimori.credentials.rules.status import state as state_in
from hoshimori.credentials.rules.validity import Binding, Expectation
from hoshimori.shared.actor import SYSTEM
from tests.registering import Registered


def issue(done: Registered, at: datetime) -> certificates.Held:
    """Return the certificate of a registration, issued if need be."""
    return issuing.current(registration_id=done.registration_id, actor=SYSTEM, at=at)


def verified(presentation: str, at: datetime, binding: Binding | None = None) -> Verified:
    """Believe what is signed with a key that is published now."""
    expected = Expectation(at=at, kinds=frozenset({addresses.kind(settings.ENVIRONMENT.url)}), binding=binding)
    return sd_jwt.verify(presentation, keys.trusted(at, [Purpose.CERTIFICATES]), expected)


def state(of: Verified, at: datetime) -> State:
    """Look into the list that the certificate names, as it is handed out at this moment."""
    assert of.state is not None
    shard = int(of.state.uri.rpartition("/")[2])
    published = status.current(shard=shard, at=at)
    within = status_list.read(published.token, keys.trusted(at, [Purpose.STATUS]), at=at)
    return state_in(of.state, within, at=at)


def plain(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return claims as the dicts they were."""
    return {name: plain(each) for name, each in value.items()} if isinstance(value, Mapping) else value
