from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tools.messages import Message, NotCollectable, of_folder
from tools.testing import Part, summary
from tools.translations import Catalogue

TEMPLATE = """
{% load i18n %}{% if a %}{% for b in a %}
{% translate "Half, 50 %" context "effort" %}
{% blocktranslate count n=b.n trimmed %}
  {{ n }} task
{% plural %}
  {{ n }} tasks
{% endblocktranslate %}
{% include "x.html" with title=_("A \\"title\\"") %}
{% endfor %}{% endif %}
"""
PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
_("One sentence, "
  "two lines")
ngettext("%(n)s day", "%(n)s days", 3)
pgettext("month", "May")
"""


@pytest.fixture
def app(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "views.py").write_text(PYTHON, encoding="utf-8")
    return tmp_path


def test_messages_are_found_wherever_they_stand(app: Path) -> None:
    found = of_folder(app)

    assert found == {
        Message("Half, 50 %%", context="effort"),
        Message("%(n)s task", plural="%(n)s tasks"),
        Message('A "title"'),
        Message("One sentence, two lines"),
        Message("%(n)s day", plural="%(n)s days"),
        Message("May", context="month"),
    }


def test_words_that_are_put_together_at_run_time_are_refused(app: Path) -> None:
    (app / "views.py").write_text('_(f"{name} is here")', encoding="utf-8")

    with pytest.raises(NotCollectable, match=r"views\.py:1"):
        of_folder(app)


def test_japanese_that_was_written_is_kept_and_what_is_gone_is_gone(app: Path) -> None:
    catalogue = Catalogue(app)
    catalogue.path.parent.mkdir(parents=True)
    before = polib.POFile()
    before.append(polib.POEntry(msgid="May", msgctxt="month", msgstr="5月"))
    before.append(polib.POEntry(msgid="Gone", msgstr="ない"))
    before.save(str(catalogue.path))

    wanted = {entry.msgid: entry.msgstr for entry in catalogue.wanted()}

    assert wanted["May"] == "5月"
    assert "Gone" not in wanted


def test_a_run_that_left_something_out_fails_only_if_it_was_to_be_strict(capsys: pytest.CaptureFixture[str]) -> None:
    parts = [
        Part("SQLite", passed=3, skipped=frozenset({"a"}), ran=frozenset({"b"})),
        Part("journeys", left_out="none"),
    ]

    codes = [summary(parts, strict=strict) for strict in (False, True)]

    assert codes == [0, 1]
    assert capsys.readouterr().out.splitlines()[-1] == "3 passed, 0 failed, 1 skipped"


def test_what_was_skipped_on_one_database_and_ran_on_the_other_is_not_left_out() -> None:
    parts = [Part("SQLite", passed=1, skipped=frozenset({"a"})), Part("PostgreSQL", passed=1, ran=frozenset({"a"}))]

    assert summary(parts, strict=True) == 0
