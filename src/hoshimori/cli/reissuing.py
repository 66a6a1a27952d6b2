"""All certificates are issued anew: signed in several processes, kept batch by batch, shown on the terminal."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections import deque
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import TYPE_CHECKING, TypeAlias

import django
from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.credentials.exchange.making import Made
    from hoshimori.credentials.operations.reissuing import Draft
    from hoshimori.credentials.queries.reissuing import Going

    Signing: TypeAlias = tuple[tuple[Draft, ...], Future[list[Made]]]

BATCH = 500
"""How many certificates are kept in one transaction."""

WIDTH = 40


def run(*, processes: int) -> int:
    """Issue every certificate anew; broken off at any moment, the same command goes on where it stopped."""
    django.setup()
    from hoshimori.credentials.operations import keys, reissuing
    from hoshimori.credentials.queries.reissuing import going as going_on
    from hoshimori.credentials.rules.keys import Purpose
    from hoshimori.shared.actor import SYSTEM
    from hoshimori.shared.refusal import Refusal

    try:
        was_broken_off = going_on() is not None
        going = reissuing.begin(actor=SYSTEM, at=timezone.now())
        kid = keys.ensure(purpose=Purpose.CERTIFICATES, actor=SYSTEM, at=timezone.now()).kid
    except Refusal as refusal:
        print(f"Not done: {refusal.code}", file=sys.stderr)
        return 1
    if was_broken_off:
        print(f"Going on with what was begun at {going.begun_at:%Y-%m-%d %H:%M:%S %Z}: {going.done} are done.")
    try:
        with ProcessPoolExecutor(processes or _processes(), mp_context=multiprocessing.get_context("spawn")) as pool:
            Run(going, kid, pool, ahead=(processes or _processes()) + 1).to_the_end()
    except KeyboardInterrupt:
        print("\nBroken off. The same command goes on from here.", file=sys.stderr)
        return 1
    reissuing.finish(reissue_id=going.id, actor=SYSTEM, at=timezone.now())
    print("Every certificate was issued anew.")
    return 0


def _processes() -> int:
    return max(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 1)


class Run:
    """One run over everything that is left: what is stored says what that is, so another run goes on from there."""

    def __init__(self, going: Going, kid: str, pool: Executor, *, ahead: int, batch: int = BATCH) -> None:
        from hoshimori.credentials.operations.reissuing import Placing

        self._going, self._kid, self._pool = going, kid, pool
        self._ahead, self._batch = ahead, batch
        self._placing = Placing()
        self._bar = Bar(going.to_do, going.done)

    def to_the_end(self) -> None:
        """Go through what is left until nothing is."""
        while self._once() > 0:
            pass
        self._bar.end()

    def _once(self) -> int:
        """Go through what is left once; returns how many there were."""
        from hoshimori.credentials.queries.reissuing import stretch

        signing: deque[Signing] = deque()
        found, last = 0, None
        while olds := stretch(self._going.begun_at, last, self._batch):
            found, last = found + len(olds), olds[-1]
            signing.append(self._signed(self._placing.drafts(olds, self._now())))
            if len(signing) > self._ahead:
                self._keep(signing.popleft())
        for each in signing:
            self._keep(each)
        return found

    def _signed(self, drafts: tuple[Draft, ...]) -> Signing:
        from hoshimori.credentials.exchange.making import make_elsewhere

        place, secret = settings.HOSHIMORI_KEYS, settings.HOSHIMORI_KEYS_SECRET
        contents = [(draft.old.packed, draft.envelope) for draft in drafts]
        return drafts, self._pool.submit(make_elsewhere, place, secret, self._kid, contents)

    def _keep(self, signing: Signing) -> None:
        from hoshimori.credentials.operations import reissuing
        from hoshimori.shared.actor import SYSTEM

        drafts, made = signing[0], signing[1].result()
        kept = reissuing.keep(
            reissue_id=self._going.id, kid=self._kid, drafts=drafts, made=made, actor=SYSTEM, at=self._now()
        )
        self._bar.add(kept)

    def _now(self) -> datetime:
        """Return the moment; never one before the run began, by which alone old and new are told apart."""
        return max(timezone.now(), self._going.begun_at)


class Bar:
    """A bar on a terminal, a line now and then in a file."""

    def __init__(self, of: int, done: int) -> None:
        self._of, self._done, self._before = of, done, done
        self._begun = self._shown = time.monotonic()

    def add(self, count: int) -> None:
        """Show that so many more are done; a few times a second on a terminal, every ten seconds elsewhere."""
        self._done += count
        now = time.monotonic()
        if now - self._shown >= (0.2 if sys.stdout.isatty() else 10):
            self._shown = now
            self._show()

    def end(self) -> None:
        """Show the end."""
        self._show()
        if sys.stdout.isatty():
            print()

    def _show(self) -> None:
        passed = time.monotonic() - self._begun
        speed = (self._done - self._before) / passed if passed else 0.0
        share = min(self._done / self._of, 1.0) if self._of else 1.0
        left = (self._of - self._done) / speed if speed else 0.0
        filled = int(share * WIDTH)
        bar = "#" * filled + "." * (WIDTH - filled)
        line = f"[{bar}] {self._done:,} of {self._of:,}  {speed:,.0f}/s  {left:,.0f} s left"
        print(f"\r{line}  " if sys.stdout.isatty() else line, end="" if sys.stdout.isatty() else "\n", flush=True)
