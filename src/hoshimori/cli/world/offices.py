"""The operator and the ministry: founded before everybody else came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model

from hoshimori.cli.world import stage
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.parties.queries import acting
from hoshimori.parties.rules import OrganizationKind
from hoshimori.shared.actor import Actor, Role

if TYPE_CHECKING:
    from hoshimori.cli.world.stage import Clock

OPERATOR = Particulars("運営機関(見本)", "ウンエイキカン", "Operator (sample)", "13", "UP_TO_1000", "S")
MINISTRY = Particulars("所管省(見本)", "ショカンショウ", "Ministry (sample)", "13", "OVER_1000", "S")
KIMURA = "kimura@operator.example"
FOUNDED, CAME = 540, 500
"""How many days ago the operator was founded, and since when the people are there whom a visitor can be."""


def found(clock: Clock) -> Actor:
    """Return the operator's first officer, who works there still."""
    return stage.found_office(
        stage.mention("木村 涼", KIMURA, clock.ago(FOUNDED)),
        "9999912340004",
        OPERATOR,
        OrganizationKind.OPERATOR,
        clock.ago(FOUNDED),
    )


def open_doors(clock: Clock) -> Actor:
    """Let the officer Hayashi join, and the ministry's overseer Ono begin; returns Hayashi."""
    at = clock.ago(CAME)
    first = acting(person_id=get_user_model().objects.get(email=KIMURA).pk, membership_id=None)
    if first is None:
        message = "the operator was not founded"
        raise RuntimeError(message)
    address = "hayashi@operator.example"
    hayashi = stage.join(first.actor, stage.enter("林 四郎", address, at), address, Role.OFFICER, at)
    ono = stage.enter("小野 五月", "ono@ministry.example", at)
    stage.found_office(ono, "7999912340006", MINISTRY, OrganizationKind.MINISTRY, at)
    return hayashi
