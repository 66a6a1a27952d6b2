"""Judges one certificate file and answers; the exit code says in short what the words say at length."""

from __future__ import annotations

import io
import os
import sys
from locale import getlocale
from typing import TYPE_CHECKING

from hoshimori.cli.verifying import asking, telling
from hoshimori.cli.verifying.words import WRONG_USE
from hoshimori.credentials.exchange import certificate_files
from hoshimori.credentials.exchange.judging import judge
from hoshimori.credentials.rules.reasons import Rejected
from hoshimori.credentials.rules.verdicts import Outcome, Verdict

if TYPE_CHECKING:
    import argparse

    from hoshimori.cli.verifying.asking import Asked

CODES = {
    Outcome.BELIEVED: 0,
    Outcome.NOT_BELIEVED: 1,
    Outcome.SUSPENDED: 3,
    Outcome.ENDED: 4,
    Outcome.STATE_UNKNOWN: 5,
}
USED_WRONGLY = 2


def run(options: argparse.Namespace) -> int:
    """Answer; 0 believed and valid, 1 not believed, 2 used wrongly, 3 suspended, 4 ended, 5 the state is not known."""
    language = options.language or language_of_the_terminal()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        asked = asking.asked(options)
    except asking.WrongUseError as wrong:
        print(f"{getattr(WRONG_USE, language)}: {wrong}", file=sys.stderr)
        return USED_WRONGLY
    verdict = verdict_on(asked, options)
    if options.json:
        print(telling.as_json(verdict))
    else:
        print("\n".join(telling.Telling(verdict, language).lines()))
    return CODES[verdict.outcome]


def verdict_on(asked: Asked, options: argparse.Namespace) -> Verdict:
    """Return how the certificate in the file stands."""
    try:
        file = certificate_files.read(asked.content)
    except Rejected as no:
        return Verdict(Outcome.NOT_BELIEVED, no.reason)
    return judge(
        file,
        asked.trusted,
        at=asked.at,
        status_list=asked.status_list,
        demand_history=options.demand_history,
        audience=options.audience,
        nonce=options.nonce,
    )


def language_of_the_terminal() -> str:
    """Return "ja" where the terminal speaks Japanese, else "en"."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "ja" if (named or getlocale()[0] or "").lower().startswith("ja") else "en"
