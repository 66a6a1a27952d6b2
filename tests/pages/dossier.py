"""What stories about an expert's pages share: where things are, what is typed, what was judged."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from hoshimori.confirmations.queries.detail import detail
from hoshimori.confirmations.rules.judging import Key
from hoshimori.confirmations.rules.states import About, Verdict
from tests.confirming import Asked

if TYPE_CHECKING:
    from django.test import Client

PART, ONE, OTHER = "4-1-3", "4-1-3-2", "4-1-3-3"
CRITERION, NEXT = Key(About.CRITERION, ONE), Key(About.CRITERION, OTHER)
ALTERNATIVE, EXCLUSION = Key(About.ALTERNATIVE, ONE), Key(About.EXCLUSION, "0")
SEEN = "設定画面で確かめました。"
HOSTILE = "<script>alert('x')</script>\"'"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def root(matter: Asked) -> str:
    return f"/expert/confirmations/{matter.confirmation_id}/"


def part(matter: Asked, no: str = PART) -> str:
    return f"{root(matter)}parts/{no}/"


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def fields(page: str) -> dict[str, str]:
    """Return what a browser sends from the page's form as it stands, without any button."""
    form = page[page.index("data-judges") :]
    hidden = dict(re.findall(r'<input type="hidden" name="((?:version|mark)-[^"]+)" value="([^"]*)"', form))
    chosen = dict(re.findall(r'name="(verdict-[^"]+)" value="(\w+)" checked', form))
    texts = dict(re.findall(r'name="(reason-[^"]+)"[^>]*>\n([^<]*)</textarea>', form))
    return {**hidden, **chosen, **texts}


def typed(key: Key, verdict: str, reason: str) -> dict[str, str]:
    code = f"{key.about.value}-{key.subject}"
    return {f"verdict-{code}": verdict, f"reason-{code}": reason}


def judged(matter: Asked, at: datetime) -> dict[Key, tuple[Verdict, str]]:
    found = detail(matter.expert, at, matter.confirmation_id).judgements
    return {key: (one.verdict, one.reason) for key, one in found.items()}
