"""How many statements each act asks of the database, counted in process on the same world.

python -m tools.bench.statements
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING
from urllib.parse import quote

import django

from tools.bench.world import identifier

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client


def main() -> None:
    """Print the number of statements by the name of the act."""
    mine = f"/assessments/{identifier(3, 5)}"
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
    print(json.dumps({name: _count(act) for name, act in acts.items()}))


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
