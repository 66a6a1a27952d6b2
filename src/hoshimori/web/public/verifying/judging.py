"""Judges what was sent: by the register's own keys, lists and history; the browser does by those that are published."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings

from hoshimori.credentials.exchange import certificate_files
from hoshimori.credentials.exchange.cosignatures import Quorum
from hoshimori.credentials.exchange.judging import Trusted, judge
from hoshimori.credentials.operations import status
from hoshimori.credentials.operations.keys import publish
from hoshimori.credentials.queries import keys
from hoshimori.credentials.rules import addresses
from hoshimori.credentials.rules.keys import Purpose
from hoshimori.credentials.rules.reasons import Reason, Rejected
from hoshimori.credentials.rules.status import reference
from hoshimori.credentials.rules.verdicts import Outcome, Verdict
from hoshimori.history.queries import log
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.refusal import Refusal

if TYPE_CHECKING:
    from datetime import datetime


def judged(content: bytes, at: datetime) -> Verdict:
    """Return what comes of judging a file at a moment; the list of states is the register's own, of this moment."""
    try:
        file = certificate_files.read(content)
    except Rejected as no:
        return Verdict(Outcome.NOT_BELIEVED, no.reason)
    trusted = _trusted(at)
    first = judge(replace(file, status_list=""), trusted, at=at)
    fetched = _list(first, at)
    verdict = judge(file, trusted, at=at, status_list=fetched)
    if verdict.reason is Reason.LOG_WITNESSES_TOO_FEW and not settings.HOSHIMORI_WITNESSES_NEEDED:
        # A witness was away when the checkpoint was published; that is said, and is no reason to disbelieve.
        return judge(file, replace(trusted, witnesses=None), at=at, status_list=fetched)
    return verdict


def witness_keys() -> tuple[str, ...]:
    """Return the verifier keys of the witnesses that the register names."""
    return tuple(witness.key.written() for witness in log.witnesses())


def _trusted(at: datetime) -> Trusted:
    publish(purposes=Purpose, actor=SYSTEM, at=at)
    known = tuple(witness.key for witness in log.witnesses())
    needed = max(1, settings.HOSHIMORI_WITNESSES_NEEDED)
    history = log.trusted_log(at)
    return Trusted(
        issuer=settings.ENVIRONMENT.url,
        keys=tuple(keys.trusted(at, [Purpose.CERTIFICATES])),
        status_keys=tuple(keys.trusted(at, [Purpose.STATUS])),
        log=history if history.keys else None,
        witnesses=Quorum(known, needed) if known else None,
    )


def _list(verdict: Verdict, at: datetime) -> str:
    """Return the register's own list in which the state stands that a certificate names, if there is one."""
    named = reference(verdict.facts) if verdict.facts else None
    before = f"{settings.ENVIRONMENT.url}{addresses.STATES}"
    shard = named.uri.removeprefix(before) if named and named.uri.startswith(before) else ""
    try:
        return status.current(shard=int(shard), at=at).token if shard.isdecimal() else ""
    except Refusal:
        return ""
