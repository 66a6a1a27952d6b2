"""Puts into the demo's world, by doing the operations, what a company begins with on its way to the register.

Nagisa Printing has answered a whole ★3 and handed nothing over. Hayase of the firm Tomoshibi can confirm it; the
training of Okino, Nagisa's in-house expert, ran out yesterday. Everything happens counted back from today, so that the
journey can be walked on any day.

    python -c "import django; django.setup(); from tests.journeys import nagisa; nagisa.main()"
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model

from hoshimori.cli.world import stage
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.parties.queries import acting
from hoshimori.qualifications.operations import listing, recording
from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.calendar import day_in_japan
from tests import confirming
from tests.cast import LISTED

USHIO, HAMADA, OKINO = "ushio@nagisa.example", "hamada@nagisa.example", "okino@nagisa.example"
HAYASE, HAYASHI = "hayase@tomoshibi.example", "hayashi@operator.example"
PEOPLE = {USHIO: "潮 千里", HAMADA: "浜田 昇", OKINO: "沖野 渚", HAYASE: "早瀬 薫"}
CORPORATE_NUMBER, FIRM_NUMBER = "9999912347701", "8999912347702"
NAME_JA, NAME_EN = "なぎさ印刷株式会社", "Nagisa Printing"
NAGISA = Particulars(NAME_JA, "ナギサインサツ", NAME_EN, "14", "UP_TO_50", "E")
FIRM = Particulars("ともしび情報監査合同会社", "トモシビジョウホウカンサ", "Tomoshibi Audit", "13", "UP_TO_20", "L")
COMMAND = "import django; django.setup(); from tests.journeys import nagisa; nagisa.main()"


def main() -> None:
    """Build it and print which self-evaluation and which in-house expert the journey is about."""
    sys.stdout.write(json.dumps(prepare(datetime.now(UTC))))


def prepare(now: datetime) -> dict[str, str]:
    """Let everybody come half a year ago; returns identifiers by name."""
    came = now - timedelta(days=180)
    hayashi = acting(person_id=get_user_model().objects.get(email=HAYASHI).pk, membership_id=None)
    assert hayashi is not None
    ushio = stage.found(_enter(USHIO, came), CORPORATE_NUMBER, NAGISA, came)
    stage.join(ushio, _enter(HAMADA, came), HAMADA, Role.REPRESENTATIVE, came)
    okino = stage.join(ushio, _enter(OKINO, came), OKINO, Role.EXPERT, came)
    firm = stage.found(stage.enter("天野 遥", "amano@tomoshibi.example", came), FIRM_NUMBER, FIRM, came)
    hayase = stage.join(firm, _enter(HAYASE, came), HAYASE, Role.EXPERT, came)
    _record(okino, hayashi.actor, came, until=now)
    _record(hayase, hayashi.actor, came, until=now + timedelta(days=200))
    listing.change(
        is_listed=True,
        serves="OTHERS",
        statement="印刷業の会社を多く見ています。",
        prefectures=["14"],
        industries=[],
        size_classes=[],
        version=0,
        actor=hayase,
        at=came + timedelta(days=1),
    )
    assessment_id = confirming.answered(ushio, now - timedelta(days=2))
    _let_in(settings.ENVIRONMENT.data / "people.json")
    return {"assessment_id": str(assessment_id), "okino_id": str(okino.membership_id)}


def _enter(address: str, at: datetime) -> Actor:
    return stage.enter(PEOPLE[address], address, at)


def _record(expert: Actor, officer: Actor, at: datetime, *, until: datetime) -> None:
    """Let the officer record a qualification, and training that holds until the day before `until`."""
    person_id, begun = expert.person_id, day_in_japan(at) - timedelta(days=30)
    recording.record_qualification(
        person_id=person_id, name=LISTED, proof="見本", held_from=begun, valid_until=None, actor=officer, at=at
    )
    recording.record_training(
        person_id=person_id,
        provider="制度研修機関(見本)",
        completed_on=begun,
        valid_until=day_in_japan(until),
        actor=officer,
        at=at,
    )


def _let_in(file: Path) -> None:
    """Let the page of the demo's people know them, so that each can be signed in as with one click."""
    known = json.loads(file.read_text(encoding="utf-8"))
    addresses = {one["email"] for one in known["people"]}
    for address, name in PEOPLE.items():
        if address not in addresses:
            organization = {"ja": NAME_JA, "en": NAME_EN}
            said = {
                "email": address,
                "name": name,
                "organization": organization,
                "role": "EXPERT",
                "to_try": organization,
            }
            known["people"].append(said)
    file.write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
