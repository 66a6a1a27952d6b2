"""What a company is asked, shows, asks and is shown: with one neighbour, on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hoshimori.credentials.operations import issuing
from hoshimori.disclosures.operations import asking, consenting
from hoshimori.disclosures.queries.showing import ask_to
from hoshimori.parties.queries import organization_seen_by
from hoshimori.shared.actor import SYSTEM, Actor

ASKED = ["CERTIFICATE", "CRITERION:1-2-1-1", "CRITERION:4-1-3-2"]
END = date(2027, 3, 1)
PURPOSE = "取引の前に確かめるため。"


@dataclass(frozen=True)
class Neighbour:
    """Who leads another registered company, and its registration."""

    leads: Actor
    registration_id: UUID
    number: str


def disclosed(us: Actor, ours: dict[str, str], neighbour: Neighbour, at: datetime) -> dict[str, str]:
    """Let the neighbour ask us twice and see one answer; let us ask the neighbour, and be shown something."""
    issuing.issue(registration_id=UUID(ours["registration_id"]), actor=SYSTEM, at=at)
    issuing.issue(registration_id=neighbour.registration_id, actor=SYSTEM, at=at)
    answered = _asks(neighbour.leads, ours["registration_number"], at)
    version = ask_to(us, at, answered).version
    given = {"items": ASKED, "comment": "", "own_words": [], "until": END, "at": at}
    offer = {
        "registration_id": neighbour.registration_id,
        "shown_to_corporate_number": organization_seen_by(us, at, us.organization_id).corporate_number,
        "purpose": PURPOSE,
        "term": 1,
    }
    things = {
        "ask_id": _asks(neighbour.leads, ours["registration_number"], at),
        "disclosure_id": consenting.consent(ask_id=answered, version=version, actor=us, **given),  # type: ignore[arg-type]  # said short
        "made_ask_id": _asks(us, neighbour.number, at),
        "offered_id": consenting.offer(actor=neighbour.leads, **given, **offer),  # type: ignore[arg-type]  # said short
    }
    return {name: str(value) for name, value in things.items()}


def _asks(who: Actor, number: str, at: datetime) -> UUID:
    return asking.ask(registration_number=number, items=ASKED, purpose=PURPOSE, until=END, actor=who, at=at)
