"""What Minato hands over: files and a QR code, made in the journey's world by the operations that make them."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from playwright.sync_api import BrowserContext

from hoshimori.documents import qr
from tests.journeys.house import House

COMMENT = "3月に手順書を新しくしました。"
TABLE = """body { margin: 0; background: #999 }
svg { position: absolute; left: 190px; top: 30px; width: 900px; height: 900px }"""
MAKE = """
import base64, json
import django
django.setup()
from datetime import UTC, datetime
from hoshimori.credentials.exchange.certificate_files import CertificateFile, OwnWords, nonce_of, written
from hoshimori.credentials.operations import issuing, presenting
from hoshimori.history.queries.proofs import proof_of
from hoshimori.registry.models import Registration
from hoshimori.shared.actor import SYSTEM

at = datetime.now(UTC)
row = Registration.objects.get(organization__corporate_number="2999912340002", level=3)
held = issuing.current(registration_id=row.pk, actor=SYSTEM, at=at)
criteria = [item for item in held.items if item.startswith("CRITERION:")]
own = OwnWords("3-1-1-1", "更新が届かないサーバーが1台ありました。", "毎月確かめることにしました。", "2026-03-12")
disclosure = "0199f0a2-0000-7000-8000-000000000001"
words = dict(disclosure=disclosure, purpose="年に1回の確認", comment=%(comment)r, own_words=(own,))
audience, nonce = "corporate-number:3999912340001", nonce_of(**words)
shown = presenting.present(
    registration_id=row.pk, items=[*criteria[:2], "FEEDBACK"], audience=audience, nonce=nonce, at=at
)
leaf, proof = proof_of(row.number, at) or (b"", "")
file = CertificateFile(shown, audience=audience, nonce=nonce, leaf=leaf.decode(), proof=proof, **words)
told = {"file": base64.b64encode(written(file)).decode(), "alone": held.alone, "criteria": criteria[:3]}
print(json.dumps({**told, "id": str(row.pk), "number": held.content["registration_number"]}))
"""
SUSPEND = """
import django
django.setup()
from datetime import UTC, datetime
from uuid import UUID
from hoshimori.parties.models import Membership
from hoshimori.registry.operations import keeping
from hoshimori.shared.actor import Actor, Role

officer = Membership.objects.get(person__email="hayashi@operator.example")
actor = Actor(officer.person_id, officer.organization_id, officer.pk, Role.OFFICER)
keeping.suspend(registration_id=UUID(%(registration_id)r), reason="確かめるため。", actor=actor, at=datetime.now(UTC))
"""


@dataclass(frozen=True)
class HandedOver:
    """A file that shows two criteria of those named, the certificate alone as text, and where it is registered."""

    registration_id: str
    number: str
    file: bytes
    alone: str
    shown: tuple[str, str]
    not_shown: str

    @property
    def changed(self) -> bytes:
        """The same file with other words of the company's."""
        return self.file.replace(COMMENT.encode(), "3月に手順書を直しました。".encode())


def by_minato(house: House) -> HandedOver:
    """Let Minato show two criteria and the expert's words."""
    told = json.loads(house.do(MAKE % {"comment": COMMENT}).splitlines()[-1])
    first, second, third = (item.removeprefix("CRITERION:") for item in told["criteria"])
    content = base64.b64decode(told["file"])
    return HandedOver(told["id"], told["number"], content, told["alone"], (first, second), third)


def suspend(house: House, handed_over: HandedOver) -> None:
    """Let the operator suspend the registration."""
    house.do(SUSPEND % {"registration_id": handed_over.registration_id})


def code_of(text: str, context: BrowserContext, *, form: str) -> bytes:
    """Draw a text as QR code and take a picture of it: "png" alone, or "jpeg" on a grey table."""
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 960})
    page.set_content(f"<style>{TABLE}</style>{qr.svg(text)}")
    picture = page.locator("svg").screenshot() if form == "png" else page.screenshot(type="jpeg", quality=95)
    page.close()
    return picture
