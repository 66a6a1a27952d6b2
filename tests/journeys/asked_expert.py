"""Puts into the demo's world, by doing the operations, what an expert's journey begins with.

    python -c "import django; django.setup(); from tests.journeys import asked_expert; asked_expert.main()"

Kiyota of a firm of her own can confirm. Midori Seisakusho has handed over a ★3 with everything met and asks her;
another company shows its need. Prints the confirmation's identifier.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model

from hoshimori.assessments.operations import alternatives, evidence, excluding
from hoshimori.assessments.rules.alternatives import AlternativeText
from hoshimori.assessments.rules.evidence import Covers
from hoshimori.assessments.rules.scope import Omission
from hoshimori.confirmations.operations import asking
from hoshimori.files.intake import Upload
from hoshimori.parties.queries import acting
from hoshimori.shared.actor import Role
from tests import confirming
from tests.cast import enter, found, join, make_eligible

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
EXPERT = "kiyota@asahi.example"
COMMAND = "import django; django.setup(); from tests.journeys import asked_expert; asked_expert.main()"


def main() -> None:
    sys.stdout.write(prepare())


def prepare() -> str:
    """Build the world's new corner; returns the identifier of what Kiyota is asked for."""
    at = datetime.now(UTC)
    hayashi = acting(person_id=get_user_model().objects.get(email="hayashi@operator.example").pk, membership_id=None)
    assert hayashi is not None
    hina = found(
        enter("緑川 緋奈", "hina@midori.example"), "8999912340013", "みどり製作所", english="Midori Seisakusho"
    )
    shiro = found(enter("白井 友", "shirai@shiroi.example"), "1999912340011", "しろい運輸", english="Shiroi Transport")
    amano = found(
        enter("天野 澄", "amano@asahi.example"), "9999912340012", "あさひ情報安全株式会社", english="Asahi Security"
    )
    kiyota = join(amano, "清田 実", EXPERT, Role.EXPERT)
    make_eligible(kiyota, hayashi.actor)
    begun = confirming.answered(hina, at)
    omission = Omission(
        "検査室のPC 2台", "OUT_OF_SUPPORT_CUT_OFF", "更新できません。", "ネットワークから切り離しました。"
    )
    excluding.exclude(assessment_id=begun, omission=omission, actor=hina, at=at)
    text = AlternativeText(
        "盗まれたパスワードだけでは入れない。", "電話での折り返し確認。", "本人の声と番号を確かめる。"
    )
    alternatives.propose(assessment_id=begun, criterion_no="4-1-3-2", text=text, version=0, actor=hina, at=at)
    upload = Upload("多要素認証の設定画面.pdf", BytesIO(PDF), len(PDF))
    covers = Covers(date(2026, 1, 1), date(2026, 11, 1))
    evidence.add_file(assessment_id=begun, criterion_no="4-1-3-2", upload=upload, covers=covers, actor=hina, at=at)
    confirming.hand_over(begun, hina, at)
    asking.show_need(
        assessment_id=confirming.handed_over(shiro, at), message="年内にお願いします。", actor=shiro, at=at
    )
    asked = confirming.ask_about(begun, hina, kiyota, at)
    _let_in(settings.ENVIRONMENT.data)
    return str(asked.confirmation_id)


def _let_in(data: Path) -> None:
    """Let the page of the demo's people know Kiyota."""
    file = data / "people.json"
    known = json.loads(file.read_text(encoding="utf-8"))
    person = {
        "email": EXPERT,
        "name": "清田 実",
        "organization": {"ja": "あさひ情報安全株式会社", "en": "Asahi Security"},
        "role": "EXPERT",
        "to_try": {"ja": "", "en": ""},
    }
    if all(one["email"] != EXPERT for one in known["people"]):
        known["people"].append(person)
        file.write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
