from __future__ import annotations

import pytest

from tests.architecture import source

KINDS = {"rules", "permissions", "events", "exchange", "models", "queries", "operations"}
ALLOWED = KINDS | {"__init__", "__pycache__", "apps", "migrations"}
# Package data: what a part ships that is not a program.
DATA = {"schemes": {"editions"}}

# Who may know what: doors alone know HTTP, the clock, mail and human sentences.
ONLY_FOR_DOORS = (
    "django.contrib.messages",
    "django.core.mail",
    "django.http",
    "django.shortcuts",
    "django.template",
    "django.urls",
    "django.utils.translation",
    "django.views",
)
CLOCKS = {
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "timezone.localdate",
    "timezone.localtime",
    "timezone.now",
    "Now",
    "time.time",
}


@pytest.mark.parametrize("part", source.PARTS)
def test_a_part_has_one_kind_of_thing_in_each_file_and_nothing_else(part: str) -> None:
    found = {path.stem for path in (source.PACKAGE / part).iterdir()}

    assert found - ALLOWED - DATA.get(part, set()) == set()


def test_only_doors_know_http_mail_and_sentences_for_people() -> None:
    knowing = [
        f"{module.where}: {name}"
        for module in source.product()
        if module.part not in source.DOORS
        for name in module.imports()
        if name.startswith(ONLY_FOR_DOORS)
    ]

    assert knowing == []


def test_only_doors_read_the_clock() -> None:
    reading = [
        f"{module.where}:{call.lineno} {name}"
        for module in source.product()
        if module.part not in source.DOORS
        for name, call in module.calls()
        if ".".join(name.split(".")[-2:]) in CLOCKS
    ]

    assert reading == []


# Tables whose rows are also made by others' code, which knows no moment of ours.
MADE_BY_OTHERS = {"parties"}  # a person who signs up is made by allauth


def test_no_table_reads_the_clock_by_itself() -> None:
    itself = [
        f"{module.where}:{call.lineno}"
        for module in source.product()
        if module.part not in MADE_BY_OTHERS
        for _, call in module.calls()
        if {keyword.arg for keyword in call.keywords} & {"auto_now", "auto_now_add"}
    ]

    assert itself == []
