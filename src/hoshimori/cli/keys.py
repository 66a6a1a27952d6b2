"""The operator's keys are looked at, announced, begun, retired and revoked from a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Carry out one act on the keys; 0 when it is done, 1 when the scheme says no."""
    django.setup()
    from hoshimori.shared.refusal import Refusal

    acts = {"list": _list, "announce": _announce, "begin": _begin, "retire": _retire, "revoke": _revoke}
    try:
        acts[options.what](options)
    except Refusal as refusal:
        print(f"Not done: {refusal.code} {refusal.field}".rstrip(), file=sys.stderr)
        return 1
    return 0


def _list(options: argparse.Namespace) -> None:
    del options
    from hoshimori.credentials.queries.keys import all_keys

    for key in all_keys():
        since = key.ended_at or key.began_at or key.announced_at
        print(f"{key.purpose:<12} {key.state:<9} {key.algorithm:<5} {key.kid}  {since:%Y-%m-%d %H:%M %Z}  {key.reason}")


def _announce(options: argparse.Namespace) -> None:
    from django.utils import timezone

    from hoshimori.credentials.operations import keys
    from hoshimori.credentials.rules.keys import Purpose
    from hoshimori.keys.rules import Algorithm
    from hoshimori.shared.actor import SYSTEM

    purpose = Purpose(options.purpose.upper())
    algorithm = Algorithm(options.algorithm) if options.algorithm else keys.USUAL[purpose]
    print(keys.announce(purpose=purpose, algorithm=algorithm, actor=SYSTEM, at=timezone.now()))


def _begin(options: argparse.Namespace) -> None:
    from django.utils import timezone

    from hoshimori.credentials.operations import keys
    from hoshimori.shared.actor import SYSTEM

    keys.begin(kid=options.kid, actor=SYSTEM, at=timezone.now())
    print(f"{options.kid} signs from now on.")


def _retire(options: argparse.Namespace) -> None:
    from django.utils import timezone

    from hoshimori.credentials.operations import keys
    from hoshimori.shared.actor import SYSTEM

    keys.retire(kid=options.kid, actor=SYSTEM, at=timezone.now())
    print(f"{options.kid} signs no more; what it signed stays believed.")


def _revoke(options: argparse.Namespace) -> None:
    from django.utils import timezone

    from hoshimori.credentials.operations import keys
    from hoshimori.shared.actor import SYSTEM

    keys.revoke(kid=options.kid, reason=options.reason, actor=SYSTEM, at=timezone.now())
    print(f"{options.kid} is believed no more. Issue everything it signed anew: hoshimori reissue")
