"""How many statements each act asks of the database, counted in process on the same world.

Beside them, in seconds, how long the first look of the day at the scheme's figures takes; it is kept for all others.

python -m tools.bench.statements
"""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING
from urllib.parse import quote

import django

from tools.bench import register
from tools.bench.identifiers import Kind, identifier

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client


def main() -> None:
    """Print, as JSON, the number of statements by the name of the act, and the seconds for the figures."""
    mine = f"/assessments/{identifier(Kind.ASSESSMENT, 5)}"
    person, officer = _signed_in("p5@bench.example"), _signed_in("officer@bench.example")
    answer = {"result": "MET", "reason": "数える", "plan": "", "note": "", "version": "1"}
    begin = {"level": "3", "title": "数える"}
    acts: dict[str, Callable[[], object]] = {
        "begin a self-evaluation": lambda: person.post("/assessments/begin/", begin),
        "save one answer": lambda: person.post(f"{mine}/answers/4-1-1-1/save", answer),
        "open a requirement to answer": lambda: person.get(f"{mine}/answers/4-1-1/"),
        "whole self-evaluation (153)": lambda: person.get(f"{mine}/"),
        "the same, seeing 10,000 companies": lambda: officer.get(f"{mine}/"),
        "list of 20 of 10,000": lambda: officer.get("/assessments/"),
        "search in 100,000 organizations": lambda: officer.get(f"/operator/organizations/?words={quote('青葉')}"),
        "Excel export (153)": lambda: person.get(f"{mine}/excel/self-evaluation-ja.xlsx"),
    }
    began = time.perf_counter()
    overseer = _signed_in("overseer@bench.example")
    overseer.get("/ministry/")
    figures = time.perf_counter() - began
    acts |= _looks(_signed_in("e0@bench.example"), officer, overseer)
    print(json.dumps({"figures": figures, "statements": {name: _count(act) for name, act in acts.items()}}))


def _looks(expert: Client, officer: Client, overseer: Client) -> dict[str, Callable[[], object]]:
    """Return what people look up, by the name it has in the table."""
    from django.test import Client

    from hoshimori.confirmations.models import Confirmation

    anybody = Client(SERVER_NAME="127.0.0.1")
    ((number, company),) = register.some(1)[:1]
    here, theirs = f"/register/{number}/", f"/register/by-corporate-number/{company}/"
    mark = {"If-None-Match": anybody.get(here)["ETag"]}
    judged = f"/expert/confirmations/{Confirmation.objects.filter(state='JUDGING').earliest('asked_at').pk}"
    return {
        "register: search": lambda: anybody.get(f"/register/?q={quote('青葉')}"),
        "register: page by number": lambda: anybody.get(here),
        "register: JSON by number": lambda: anybody.get(f"{here}registration.json"),
        "register: page by 法人番号": lambda: anybody.get(theirs),
        "register: JSON by 法人番号": lambda: anybody.get(f"{theirs}registrations.json"),
        "register: page by number, unchanged (304)": lambda: anybody.get(here, headers=mark),
        "expert: one part of 81 criteria": lambda: expert.get(f"{judged}/parts/4-1-2/"),
        "expert: what was said about 81 criteria": lambda: expert.get(f"{judged}/said/"),
        "operator's desk": lambda: officer.get("/operator/"),
        "ministry's page": lambda: overseer.get("/ministry/"),
    }


def _signed_in(email: str) -> Client:
    from django.contrib.auth import get_user_model
    from django.test import Client

    from hoshimori.web.layout.session import SECOND_FACTOR

    person = get_user_model().objects.get(email=email)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person)
    session = client.session
    session[SECOND_FACTOR] = str(person.pk)
    session.save()
    return client


def _count(act: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        act()
    return sum(not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for query in captured)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoshimori.config.settings")
    django.setup()
    main()
