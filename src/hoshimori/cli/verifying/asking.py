"""What one who verifies says on the command line, read into what is believed and what is asked."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hoshimori.credentials.exchange import issuer_keys, notes
from hoshimori.credentials.exchange.checkpoints import Log
from hoshimori.credentials.exchange.cosignatures import Quorum
from hoshimori.credentials.exchange.judging import Trusted
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.reasons import Rejected
from hoshimori.shared.calendar import JAPAN
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    import argparse

    from hoshimori.credentials.exchange.issuer_keys import IssuerKeys
    from hoshimori.credentials.exchange.notes import VerifierKey


class WrongUseError(Exception):
    """What was said on the command line cannot be meant; names the option and what is wrong with it."""

    def __init__(self, option: str, wrong: str) -> None:
        super().__init__(f"{option}: {wrong}")
        self.option, self.wrong = option, wrong


@dataclass(frozen=True)
class Asked:
    """Everything there is to judge: the bytes of the file, whom to believe, and the moment."""

    content: bytes
    trusted: Trusted
    at: datetime
    status_list: str


def asked(options: argparse.Namespace) -> Asked:
    """Return what was asked.

    Raises: `WrongUseError` for a file that is not there, keys that are none, options that make no sense together.
    """
    if options.demand_history and not options.log_key:
        raise WrongUseError("--demand-history", "needs --log-key")
    if options.witness and not options.log_key:
        raise WrongUseError("--witness", "needs --log-key")
    keys = keys_in(options.keys, options.issuer)
    trusted = Trusted(keys.issuer, keys.certificates, keys.states, log(options.log_key), quorum(options.witness))
    states = text_of(options.status_list) if options.status_list else ""
    return Asked(content_of(options.file), trusted, moment(options.at), states)


def content_of(name: str) -> bytes:
    """Return what stands in a file, or comes in where the name is a dash; of too much only what shows that it is."""
    most = LIMITS.certificate_file + 1
    try:
        if name == "-":
            return sys.stdin.buffer.read(most)
        with Path(name).open("rb") as file:
            return file.read(most)
    except OSError as wrong:
        raise WrongUseError(name, wrong.strerror or "cannot be read") from None


def text_of(name: str) -> str:
    """Return the text of a file without the space around it; a byte that is no text spoils it and no more."""
    return content_of(name).decode("utf-8", errors="replace").strip()


def keys_in(name: str, issuer: str) -> IssuerKeys:
    """Return the operator's keys from a file that somebody keeps."""
    try:
        return issuer_keys.read(content_of(name), issuer=issuer.rstrip("/"))
    except Rejected as no:
        raise WrongUseError("--keys", no.reason) from None


def log(named: str) -> Log | None:
    """Return the log whose keys these are; their name is the log's."""
    keys = verifier_keys("--log-key", [named] if named else [])
    if len({key.name for key in keys}) > 1:
        raise WrongUseError("--log-key", "keys of several logs")
    return Log(keys[0].name, keys) if keys else None


def quorum(named: list[str]) -> Quorum | None:
    """Return the witnesses of which one at least has to have seen the history."""
    keys = verifier_keys("--witness", named)
    try:
        return Quorum(keys, 1) if keys else None
    except Invalid as no:
        raise WrongUseError("--witness", str(no.particulars["reason"])) from None


def verifier_keys(option: str, named: list[str]) -> tuple[VerifierKey, ...]:
    """Return verifier keys that were written on the command line, or stand in a file, one a line."""
    texts = [text_of(each) if is_file(each) else each for each in named]
    try:
        return tuple(notes.verifier_key(line) for text in texts for line in text.splitlines())
    except Invalid as no:
        raise WrongUseError(option, str(no.particulars["reason"])) from None


def is_file(name: str) -> bool:
    """Tell whether there is a file of this name; what is too long for a name is none."""
    try:
        return Path(name).is_file()
    except OSError:
        return False


def moment(text: str) -> datetime:
    """Return the moment that was named, in Japan where no zone is; now, where none is."""
    if not text:
        return datetime.now(UTC)
    try:
        named = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUseError("--at", "2026-12-01T09:00 or 2026-12-01T00:00Z") from None
    return named if named.tzinfo else named.replace(tzinfo=JAPAN)
