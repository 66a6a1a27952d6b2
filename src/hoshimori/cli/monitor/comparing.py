"""Whether the public register says of a company's registrations what the history says."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hoshimori.cli.monitor.looking import Fault
from hoshimori.credentials.exchange import base64url, history_entries, json_text
from hoshimori.credentials.rules.flaws import Flaw, unreadable
from hoshimori.credentials.rules.reasons import Rejected
from hoshimori.credentials.rules.standing import Difference, differences
from hoshimori.history.rules.leaves import PARTICULARS
from hoshimori.shared.canonical import canonical
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from hoshimori.cli.fetching import Site
    from hoshimori.cli.monitor.memory import Memory, Newest
    from hoshimori.credentials.exchange.json_text import Json

LARGEST = 4 * 1024 * 1024
_DEPTH = 6
_STANDING = frozenset({"VALID", "SUSPENDED"})


def faults(site: Site, memory: Memory, today: date) -> Iterator[Fault]:
    """Yield what differs, registration by registration.

    Raises:
        OSError: the register cannot be reached.
    """
    try:
        shown = _shown(site, memory.corporate_number)
    except Invalid:
        yield Fault("REGISTER_UNREADABLE")
        return
    newest = {
        number: each
        for number, each in memory.newest.items()
        if each.event.standing and each.event.standing.corporate_number == memory.corporate_number
    }
    for number in sorted({*shown, *newest}):
        for difference in _differences(site, number, shown.get(number), newest.get(number), today):
            yield Fault(difference.value, {"number": number})


def _differences(
    site: Site, number: str, shown: Mapping[str, Json] | None, newest: Newest | None, today: date
) -> tuple[Difference, ...]:
    """Return in what register and history differ about one registration, the particulars included."""
    register = history_entries.standing_of(shown) if shown else None
    found = differences(newest.event.standing if newest else None, register, today)
    if shown and newest and not _fits_digest(site, number, shown, newest):
        found = (*found, Difference.PARTICULARS)
    return found


def _fits_digest(site: Site, number: str, shown: Mapping[str, Json], newest: Newest) -> bool:
    """Tell whether the particulars that the register shows are those of which the newest entry holds the digest."""
    try:
        told = _read(site, f"history/particulars/{number}.json")
    except FileNotFoundError:
        # Of a registration that has ended they may have been erased.
        return shown.get("state") not in _STANDING
    except Invalid:
        return False
    fields, salt = told.get("fields"), told.get("salt")
    if not isinstance(fields, dict) or not isinstance(salt, str) or set(fields) != set(PARTICULARS):
        return False
    try:
        digest = hashlib.sha256(base64url.decode(salt) + canonical({name: str(fields[name]) for name in fields}))
    except Rejected:
        return False
    is_of_entry = base64url.encode(digest.digest()) == newest.event.particulars and told.get("index") == newest.place
    return is_of_entry and all(shown.get(name) == value for name, value in fields.items())


def _shown(site: Site, corporate_number: str) -> dict[str, dict[str, Json]]:
    """Return what the register shows of a company, by registration number.

    Raises:
        Invalid: LOG_UNREADABLE with ENTRY, it is not of the form that is known, or about another company.
    """
    told = _read(site, f"register/by-corporate-number/{corporate_number}/registrations.json")
    registrations = told.get("registrations")
    if told.get("corporate_number") != corporate_number or not isinstance(registrations, list):
        raise unreadable(Flaw.ENTRY)
    found: dict[str, dict[str, Json]] = {}
    for each in registrations:
        if not isinstance(each, dict):
            raise unreadable(Flaw.ENTRY)
        history_entries.standing_of(each)
        found[history_entries.number_of(each)] = each
    if len(found) != len(registrations):
        raise unreadable(Flaw.ENTRY)
    return found


def _read(site: Site, path: str) -> dict[str, Json]:
    try:
        return json_text.read_object(site.fetch(path, LARGEST), depth=_DEPTH)
    except Rejected:
        raise unreadable(Flaw.ENTRY) from None
