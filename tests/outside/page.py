"""docs/peers.md: what the judges from outside say of every certificate that was changed."""

from __future__ import annotations

from tests.credentials.mutations import table
from tests.credentials.mutations.kinds import Concern
from tests.credentials.mutations.table import Case
from tests.outside import asking
from tests.outside.asking import PEERS, Peer
from tools import ROOT

PAGE = ROOT / "docs" / "peers.md"
HEAD = """# What others say of the same certificates

<!-- Written by `python -m tests.outside`. -->

{count} certificates lie in `tests/credentials/assets/mutations`: {good} as they should be, and {bad} with one thing
wrong each. Hoshimori judges all of them in every run of the tests. So do three libraries of others, as far as they take
on what was changed, and every run holds that their answers are still those below. They are used as their own documents
show, with the same keys, the same moment and the same list of states.

| judge | release | takes on | leaves to its caller | accepts what a clause forbids |
| --- | --- | --- | --- | --- |
{judges}

**accepts** and **refuses** say what it does, a dash that it leaves this to its caller. **ACCEPTS** in capitals: the
clause tells who reads to refuse, and the library accepts it all the same. **accepts\\***: the specifications leave
it to who reads, and Hoshimori refuses it.

None of these libraries is part of Hoshimori. An orderer who uses one of them learns here what to check besides.
What each of them issues is read by Hoshimori in the same tests (`tests/outside`), and PyPI `sigstore` checks its
Merkle proofs there.

Clauses: 9901 is RFC 9901 (SD-JWT), VC the draft of SD-JWT VC, TSL that of the Token Status List; other numbers are
RFCs.
"""


def written() -> str:
    """Return the page."""
    cases = table.cases()
    bad = [case for case in cases if case.reason]
    head = HEAD.format(
        count=len(cases),
        good=len(cases) - len(bad),
        bad=len(bad),
        judges="\n".join(judge(peer) for peer in PEERS.values()),
    )
    return head + "".join(part(concern, [case for case in cases if case.concern == concern]) for concern in Concern)


def judge(peer: Peer) -> str:
    """Return the line about one judge."""
    concerns = ", ".join(concern.lower() for concern in Concern if concern in peer.concerns)
    return f"| `{peer.name}` | {peer.version} | {concerns} | {peer.leaves} | {wrongly(peer)} |"


def wrongly(peer: Peer) -> int:
    """Return how many a judge accepts that it should refuse."""
    return sum(answer(peer, case) == "**ACCEPTS**" for case in table.cases())


def part(concern: Concern, cases: list[Case]) -> str:
    """Return the table of one concern."""
    names = " | ".join(f"`{name}`" for name in PEERS)
    lines = [
        f"\n## {concern.capitalize()}\n",
        f"| what was changed | clause | Hoshimori | {names} |",
        "| --- | --- | --- |" + " --- |" * len(PEERS),
        *(line(case) for case in cases),
    ]
    return "\n".join(lines) + "\n"


def line(case: Case) -> str:
    """Return the line about one certificate."""
    ours = f"`{case.reason}`" if case.reason else "accepts"
    said = " | ".join(answer(peer, case) for peer in PEERS.values())
    return f"| [{case.name}](../tests/credentials/assets/mutations/{case.file}) | {case.clause} | {ours} | {said} |"


def answer(peer: Peer, case: Case) -> str:
    """Return what one judge says of one certificate."""
    if not asking.is_asked(peer, case):
        return "–"
    if asking.named(case) not in asking.written()[peer.name]:
        return "refuses" if case.reason else "**REFUSES**"
    if case.reason is None:
        return "accepts"
    return r"accepts\*" if case.is_stricter else "**ACCEPTS**"
