"""`hoshimori monitor`: looks once, says what it found, and remembers; made to be run every day."""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hoshimori.cli.fetching import Site
from hoshimori.cli.monitor import comparing, memory, words
from hoshimori.cli.monitor.looking import Asked, Fault, WitnessAsked, look
from hoshimori.cli.monitor.memory import MemoryUnfitError
from hoshimori.cli.monitor.telling import Telling, Told
from hoshimori.cli.verifying.running import language_of_the_terminal
from hoshimori.credentials.exchange import notes
from hoshimori.credentials.exchange.checkpoints import Log
from hoshimori.credentials.exchange.cosignatures import Quorum
from hoshimori.credentials.exchange.notes import Kind
from hoshimori.credentials.rules.flaws import Flaw, unreadable
from hoshimori.parties.rules import corporate_number as read_corporate_number
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    import argparse

    from hoshimori.cli.monitor.looking import Seen
    from hoshimori.cli.monitor.memory import Memory

FITS, DOES_NOT_FIT, WRONG_USE, NOT_REACHED, NEW = 0, 1, 2, 3, 10
CODES = {"FITS": FITS, "NEW": NEW, "DOES_NOT_FIT": DOES_NOT_FIT}
LARGEST_KEYS = 16 * 1024
SECONDS_BETWEEN_LOOKS = 10.0
_WITNESS = re.compile(r"(?P<key>[^@]+?)(?:@(?P<url>https?://.+?)(?:/add-checkpoint)?/?)?")


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a run begins with."""

    folder: Path
    memory: Memory
    asked: Asked
    keys: tuple[str, ...]
    is_key_given: bool


def run(options: argparse.Namespace) -> int:
    """Look and say; 0: fits, nothing new, 10: new events, 1: does not fit, 2: wrong use, 3: cannot be reached."""
    language = options.language or language_of_the_terminal()
    try:
        begun = _begun(options)
    except (Invalid, ValueError, MemoryUnfitError) as wrong:
        reason = f"{wrong.code} {wrong.particulars.get('reason', '')}" if isinstance(wrong, Invalid) else str(wrong)
        print(f"{getattr(words.WRONG_USE, language)}: {reason}".rstrip(), file=sys.stderr)
        return WRONG_USE
    except OSError as error:
        return _not_reached(options, error, language)
    try:
        told = _looked(begun, options)
    except OSError as error:
        return _not_reached(options, error, language)
    code = CODES[told.outcome]
    if not (options.quiet and code == FITS):
        telling = Telling(told, language)
        print(telling.as_json() if options.json else "\n".join(telling.lines()), flush=True)
    if told.seen.checkpoint:
        # Only what was said is remembered: whoever is interrupted hears it again.
        memory.keep(begun.folder, replace(told.seen.memory, keys=begun.keys))
    return code


def _not_reached(options: argparse.Namespace, error: OSError, language: str) -> int:
    why = getattr(error, "reason", None) or error
    print(getattr(words.NOT_REACHED, language).format(url=options.url, why=why), file=sys.stderr)
    return NOT_REACHED


def _begun(options: argparse.Namespace) -> _Begun:
    number = read_corporate_number(options.corporate_number)
    site = Site(options.url.rstrip("/"))
    folder = Path(options.folder) if options.folder else _own_folder(site, number)
    known = memory.recalled(folder, site.url, number)
    keys = tuple(options.log) or known.keys or _keys_of(site)
    log = _log(keys)
    witnesses = tuple(_witness(written) for written in options.witness)
    if {each.key.public for each in witnesses} & {key.public for key in log.keys}:
        raise unreadable(Flaw.KEYS_COLLIDE)
    asked = Asked(
        site,
        log,
        witnesses,
        Quorum(tuple(each.key for each in witnesses), options.needed or len(witnesses)) if witnesses else None,
        timedelta(hours=options.fresh_within),
    )
    return _Begun(folder, known, asked, keys, bool(options.log) and keys != known.keys)


def _looked(begun: _Begun, options: argparse.Namespace) -> Told:
    """Look until everything fits, or it has not for as long as an act may take from the register into the history."""
    until = time.monotonic() + options.patience
    while True:
        now = datetime.now(UTC)
        seen = look(begun.asked, begun.memory, now)
        faults = seen.faults or _register_faults(begun.asked.site, seen, now)
        if not faults or time.monotonic() >= until:
            break
        time.sleep(min(SECONDS_BETWEEN_LOOKS, max(0.0, until - time.monotonic())))
    proofs = [fault.proof for fault in faults if fault.proof]
    return Told(
        url=begun.memory.url,
        corporate_number=begun.memory.corporate_number,
        at=now,
        seen=seen,
        faults=faults,
        is_first=begun.memory.is_new,
        keys=begun.keys,
        is_key_given=begun.is_key_given,
        proof=memory.keep_proof(begun.folder, *proofs[0]) if proofs else None,
    )


def _register_faults(site: Site, seen: Seen, now: datetime) -> tuple[Fault, ...]:
    return tuple(comparing.faults(site, seen.memory, day_in_japan(now)))


def _own_folder(site: Site, number: str) -> Path:
    host = re.sub(r"[^A-Za-z0-9.-]", "_", urlsplit(site.url).netloc)
    return Path.home() / ".hoshimori" / "monitor" / f"{host}-{number}"


def _keys_of(site: Site) -> tuple[str, ...]:
    """Return the keys that the site itself names: on the first look there is nothing else to go by."""
    try:
        text = site.fetch("credentials/history-key", LARGEST_KEYS).decode("utf-8", "replace")
        keys = tuple(line for line in text.split("\n") if line)
        _log(keys)
    except Invalid:
        message = "no key of its history is published there"
        raise OSError(message) from None
    return keys


def _log(keys: tuple[str, ...]) -> Log:
    """Return the log of these keys, of one name all.

    Raises:
        Invalid: LOG_UNREADABLE, they are not keys of one log.
    """
    known = tuple(notes.verifier_key(written) for written in keys)
    if len({key.name for key in known}) != 1 or any(key.kind is not Kind.NOTE for key in known):
        raise unreadable(Flaw.KEY_KIND)
    return Log(known[0].name, known)


def _witness(written: str) -> WitnessAsked:
    match = _WITNESS.fullmatch(written)
    if match is None:
        raise unreadable(Flaw.KEY)
    return WitnessAsked(notes.verifier_key(match["key"]), Site(match["url"]) if match["url"] else None)
