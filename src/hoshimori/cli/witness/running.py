"""`hoshimori witness`: what is said at a terminal, and the server until it is stopped."""

from __future__ import annotations

import contextlib
import signal
import socket
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hoshimori.cli.fetching import Site
from hoshimori.cli.witness import signing
from hoshimori.cli.witness.answering import WitnessServer, tell
from hoshimori.cli.witness.keeping import FolderInUseError, alone_in, hash_of_origin
from hoshimori.cli.witness.registers import RegisterWatch, Times
from hoshimori.cli.witness.signing import KeyUnfitError
from hoshimori.cli.witness.witnessing import Witness
from hoshimori.credentials.exchange import notes
from hoshimori.credentials.exchange.checkpoints import Log
from hoshimori.credentials.exchange.notes import Kind
from hoshimori.credentials.rules.flaws import Flaw, unreadable
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from types import FrameType

    from hoshimori.cli.witness.signing import WitnessKey

WRONG_USE = 2


def run(options: argparse.Namespace) -> int:
    """Show the key, or witness until stopped; 1: the folder cannot be used, 2: wrong use."""
    folder = Path(options.folder)
    file = Path(options.key) if options.key else folder / "key"
    try:
        if options.show_key and file.exists():
            # Also while the witness is at work in its folder.
            print(signing.read(file).verifier.written())
            return 0
        with alone_in(folder):
            return _witness(options, folder, signing.kept(file, options.name or _own_name()))
    except FolderInUseError:
        print(f"Another witness uses {folder}.", file=sys.stderr)
    except KeyUnfitError as unfit:
        print(unfit, file=sys.stderr)
    except Invalid as invalid:
        print(f"Not usable: {invalid.code} {invalid.particulars.get('reason', '')}", file=sys.stderr)
    return 1


def _witness(options: argparse.Namespace, folder: Path, key: WitnessKey) -> int:
    print(key.verifier.written(), flush=True)
    if options.show_key:
        return 0
    try:
        logs = logs_of(options.log)
    except Invalid as invalid:
        print(f"--log: {invalid.particulars['reason']}", file=sys.stderr)
        return WRONG_USE
    if not logs:
        print("--log VKEY is missing: whose log is to be witnessed?", file=sys.stderr)
        return WRONG_USE
    if options.register and len(logs) != 1:
        print("--register goes with the log of that register alone.", file=sys.stderr)
        return WRONG_USE
    try:
        watch = _register_watch(options, folder, logs[0]) if options.register else None
    except ValueError as error:
        print(f"--register: {error}", file=sys.stderr)
        return WRONG_USE
    witness = Witness(key, folder, logs, watch)
    with WitnessServer((options.address, options.port), witness) as server, _comparing(watch):
        signal.signal(signal.SIGTERM, _stop)
        tell(f"{key.name} witnesses {len(logs)} logs at http://{options.address}:{server.server_port}/add-checkpoint")
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
        tell("stopped")
    return 0


def _register_watch(options: argparse.Namespace, folder: Path, log: Log) -> RegisterWatch:
    times = Times(timedelta(seconds=options.every), timedelta(seconds=options.patience))
    return RegisterWatch(folder / "logs" / hash_of_origin(log.origin), Site(options.register), times)


@contextlib.contextmanager
def _comparing(watch: RegisterWatch | None) -> Iterator[None]:
    """Compare register and history beside everything else, where that is wanted."""
    is_stopping = threading.Event()
    if watch is not None:
        work = (lambda: datetime.now(UTC), is_stopping)
        threading.Thread(target=watch.keep_comparing, args=work, daemon=True).start()
    try:
        yield
    finally:
        is_stopping.set()


def logs_of(written: Sequence[str]) -> tuple[Log, ...]:
    """Return the logs of these keys: a key's name is its log's origin, and a log may have several.

    Raises:
        Invalid: LOG_UNREADABLE, one of them is no key of a log, or one stands there twice.
    """
    keys = [notes.verifier_key(each) for each in written]
    origins = dict.fromkeys(key.name for key in keys)
    logs = tuple(Log(origin, tuple(key for key in keys if key.name == origin)) for origin in origins)
    if any(key.kind is not Kind.NOTE for key in keys):
        raise unreadable(Flaw.KEY_KIND)
    if len({key.public for key in keys}) != len(keys):
        raise unreadable(Flaw.KEYS_COLLIDE)
    return logs


def _own_name() -> str:
    return f"{socket.gethostname()}/witness"


def _stop(signum: int, frame: FrameType | None) -> None:
    del signum, frame
    raise KeyboardInterrupt
