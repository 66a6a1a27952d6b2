"""The document about certificates tells the truth: its example runs, its reasons are those of the code."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from hoshimori.cli.verifying.running import CODES
from hoshimori.credentials.rules.reasons import Reason
from hoshimori.credentials.rules.verdicts import NotProven, Outcome, Proven
from tests.credentials.mutations import table
from tests.credentials.test_certificate_files import NOT_READ as NO_FILE
from tests.credentials.test_mistrust import STORIES
from tests.credentials.test_sd_jwt import ISSUING
from tests.credentials.test_status_list import NO_STATE, NOT_READ

TEXT = (Path(__file__).parents[2] / "docs" / "credentials.md").read_text(encoding="utf-8")


def test_the_example_runs(tmp_path: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    file = tmp_path / "example.py"
    file.write_text(example, encoding="utf-8")

    said = runpy.run_path(str(file))

    assert "criteria" in said["held"].claims


def table_of(head: str) -> list[str]:
    """The codes of the table under a head."""
    (table,) = re.findall(rf"^\| {head} \|.*\n\| ---.*\n((?:\|.*\n)+)", TEXT, re.MULTILINE)
    return re.findall(r"^\| `([A-Z0-9_]+)` \|", table, re.MULTILINE)


def test_every_reason_is_explained_in_order() -> None:
    assert table_of("reason") == [reason.value for reason in Reason]


def test_every_point_of_a_verdict_is_explained() -> None:
    assert table_of("outcome") == [outcome.value for outcome in CODES]
    assert table_of("proven") == [point.value for point in Proven]
    assert table_of("not proven") == [point.value for point in NotProven]
    assert set(CODES) == set(Outcome)


def test_the_number_of_changed_certificates_is_right() -> None:
    assert f" {len(table.cases())} changed certificates" in TEXT


def test_every_reason_has_a_story() -> None:
    told = {story.reason for story in STORIES.values()}
    told |= {ending[-1] for stories in (ISSUING, NO_FILE, NOT_READ, NO_STATE) for ending in stories.values()}
    told |= {Reason(case.reason) for case in table.cases() if case.reason}

    assert set(Reason) - told == {Reason.NOBODY_TRUSTED}
