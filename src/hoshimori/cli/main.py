"""The command `hoshimori`: what is done at a terminal."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from hoshimori import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; returns 0 when it went well, 1 when it found something wrong, 2 for wrong words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoshimori.config.settings")
    options = _parser().parse_args(arguments)
    code: int = options.run(options)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hoshimori", description="Runs the SCS evaluation scheme (SCS評価制度).")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    demo = commands.add_parser("demo", help="start Hoshimori with a small living world")
    demo.add_argument("--fresh", action="store_true", help="start over with a new world")
    demo.add_argument("--port", type=int, default=8000)
    demo.set_defaults(run=_demo)

    serve = commands.add_parser("serve", help="start Hoshimori for real use, settings from the environment")
    serve.add_argument("--address", default="127.0.0.1", help="where to listen, behind your reverse proxy")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=_serve)

    prepare = commands.add_parser("prepare", help="bring database, editions and static files up to date")
    prepare.set_defaults(run=_prepare)

    worker = commands.add_parser("worker", help="do the work of the queue and of the timetable")
    worker.set_defaults(run=_worker)

    audit = commands.add_parser("audit", help="check journal or files of evidence for what was changed or removed")
    audit.add_argument("what", choices=["verify", "files"])
    audit.add_argument("--head", default="", help="a head noted down earlier, which the journal has to contain")
    audit.set_defaults(run=_audit)

    found = commands.add_parser("found", help="make the operator's or the ministry's organization and invite its first")
    found.add_argument("kind", choices=["operator", "ministry"])
    found.add_argument("--number", required=True, help="法人番号 (13 digits)")
    found.add_argument("--name", required=True, help="name in Japanese")
    found.add_argument("--email", required=True, help="address of its first person")
    found.add_argument("--person", required=True, help="name of its first person")
    found.set_defaults(run=_found)
    _add_keys(commands)
    _add_witness(commands)
    _add_monitor(commands)
    _add_verify(commands)
    return parser


def _add_witness(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    witness = commands.add_parser("witness", help="cosign the checkpoints of a register's history, if it only grew")
    witness.add_argument("--folder", required=True, help="where the witness keeps its key and what it cosigned last")
    witness.add_argument("--log", action="append", default=[], metavar="VKEY", help="key of a log; may be repeated")
    witness.add_argument("--address", default="127.0.0.1", help="where to listen")
    witness.add_argument("--port", type=int, default=8100)
    witness.add_argument("--name", default="", help="name of the key that is made on the first start")
    witness.add_argument("--key", default="", metavar="FILE", help="file of the witness's key (default: FOLDER/key)")
    witness.add_argument("--register", default="", metavar="URL", help="hold the history against the register at URL")
    witness.add_argument("--every", type=float, default=60, metavar="SECONDS", help="how often to read that register")
    witness.add_argument(
        "--patience", type=float, default=600, metavar="SECONDS", help="how long an act may take into the history"
    )
    witness.add_argument("--show-key", action="store_true", help="only print the key by which others know the witness")
    witness.set_defaults(run=_witness)


def _add_monitor(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    monitor = commands.add_parser("monitor", help="tell a company of every event under its number, and of what is off")
    monitor.add_argument("--url", required=True, help="address of the register, such as https://register.example")
    monitor.add_argument("--corporate-number", required=True, help="法人番号 (13 digits)")
    monitor.add_argument("--folder", default="", help="where to remember (default: .hoshimori/monitor/… at home)")
    monitor.add_argument("--log", action="append", default=[], metavar="VKEY", help="key of the history; repeatable")
    monitor.add_argument(
        "--witness", action="append", default=[], metavar="VKEY[@URL]", help="key of a witness; with URL it is asked"
    )
    monitor.add_argument("--needed", type=int, default=0, metavar="N", help="how many witnesses (default: all named)")
    monitor.add_argument("--fresh-within", type=float, default=72, metavar="HOURS", help="age of the last confirmation")
    monitor.add_argument(
        "--patience", type=float, default=300, metavar="SECONDS", help="how long to look again when something is off"
    )
    monitor.add_argument("--quiet", action="store_true", help="say nothing when all fits and nothing is new")
    monitor.add_argument("--json", action="store_true", help="answer as JSON")
    monitor.add_argument("--language", choices=["ja", "en"], default="", help="default: that of the terminal")
    monitor.set_defaults(run=_monitor)


def _add_verify(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verify = commands.add_parser("verify", help="judge a certificate file, without asking anybody")
    verify.add_argument("file", metavar="FILE", help="certificate file or compact certificate; - reads what comes in")
    verify.add_argument("--keys", required=True, metavar="FILE", help="the operator's keys: issuer metadata or JWK set")
    verify.add_argument("--issuer", default="", metavar="URL", help="whose keys these are, where the file does not say")
    verify.add_argument("--status-list", default="", metavar="FILE", help="the list of states, fetched just now")
    verify.add_argument("--log-key", default="", metavar="VKEY", help="key of the history, or a file of it")
    verify.add_argument(
        "--witness", action="append", default=[], metavar="VKEY", help="key of a witness, or a file of it"
    )
    verify.add_argument("--demand-history", action="store_true", help="believe only what the history is proven to hold")
    verify.add_argument("--audience", default="", help="for whom the company has to have signed")
    verify.add_argument("--nonce", default="", help="which question the company has to have signed")
    verify.add_argument("--at", default="", metavar="MOMENT", help="judge as of then, such as 2026-12-01T09:00")
    verify.add_argument("--json", action="store_true", help="answer as JSON")
    verify.add_argument("--language", choices=["ja", "en"], default="", help="default: that of the terminal")
    verify.set_defaults(run=_verify)


def _add_keys(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    keys = commands.add_parser("keys", help="look at the keys that sign, and change which of them does")
    acts = keys.add_subparsers(metavar="WHAT", dest="what", required=True)
    acts.add_parser("list", help="every key there ever was")
    announce = acts.add_parser("announce", help="make a key and publish it, a while before it signs")
    announce.add_argument("purpose", choices=["certificates", "status", "history"])
    announce.add_argument(
        "--algorithm", choices=["ES256", "EdDSA"], default="", help="as usual for the purpose if left out"
    )
    for act, help_text in (
        ("begin", "let an announced key sign; the one that did so far is retired"),
        ("retire", "let a key sign no more; what it signed stays believed"),
        ("revoke", "let nothing be believed that a key signed"),
    ):
        on_one = acts.add_parser(act, help=help_text)
        on_one.add_argument("kid", help="the key's name, as the list shows it")
        if act == "revoke":
            on_one.add_argument("--reason", required=True, help="why; it stands in the journal")
    keys.set_defaults(run=_keys)

    reissue = commands.add_parser(
        "reissue", help="issue all certificates anew; broken off, it goes on where it stopped"
    )
    reissue.add_argument("--processes", type=int, default=0, help="how many sign side by side; all cores if left out")
    reissue.set_defaults(run=_reissue)


def _keys(options: argparse.Namespace) -> int:
    from hoshimori.cli import keys

    return keys.run(options)


def _reissue(options: argparse.Namespace) -> int:
    from hoshimori.cli import reissuing

    return reissuing.run(processes=options.processes)


def _demo(options: argparse.Namespace) -> int:
    from hoshimori.cli import demo

    return demo.run(port=options.port, is_fresh=options.fresh)


def _serve(options: argparse.Namespace) -> int:
    from hoshimori.cli import serving

    return serving.run(address=options.address, port=options.port)


def _prepare(options: argparse.Namespace) -> int:
    del options
    from hoshimori.cli import preparing

    return preparing.run()


def _worker(options: argparse.Namespace) -> int:
    del options
    from hoshimori.cli import working

    return working.run()


def _audit(options: argparse.Namespace) -> int:
    from hoshimori.cli import auditing

    return auditing.files() if options.what == "files" else auditing.verify(head=options.head)


def _found(options: argparse.Namespace) -> int:
    from hoshimori.cli import founding

    return founding.run(
        kind=options.kind,
        number=options.number,
        name=options.name,
        email=options.email,
        person=options.person,
    )


def _monitor(options: argparse.Namespace) -> int:
    from hoshimori.cli.monitor import running

    return running.run(options)


def _witness(options: argparse.Namespace) -> int:
    from hoshimori.cli.witness import running

    return running.run(options)


def _verify(options: argparse.Namespace) -> int:
    from hoshimori.cli.verifying import running

    return running.run(options)


if __name__ == "__main__":
    sys.exit(main())
