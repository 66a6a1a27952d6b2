"""A witness that also looks at the register cosigns no history that the register does not follow."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.proof.sites import AOBAS, KEY_EVENT, MINATO, MINATOS, Registration, Site, in_state, serving
from tests.proof.witnesses import Running, asking, running


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as served:
        served.entries.append(KEY_EVENT)
        served.register_now(MINATOS, AOBAS)
        yield served


@pytest.fixture
def witness(tmp_path: Path, site: Site) -> Iterator[Running]:
    """A witness that takes nothing for late."""
    with running(tmp_path / "witness", "--register", site.url, "--patience", "0", "--every", "0.2") as started:
        yield started


def ask(witness: Running, site: Site, old: int) -> tuple[int, str]:
    answer = witness.post(asking(old, site.entries))
    return answer.status, answer.body.decode()


def refused(witness: Running, site: Site, old: int) -> str:
    """Ask until the witness has read the register and refuses; return what it says."""
    for _ in range(50):
        status, said = ask(witness, site, old)
        if status != 200:
            assert status == 422
            return said
        time.sleep(0.1)
    raise AssertionError("it went on cosigning")


def let_it_look(witness: Running, site: Site) -> None:
    """Wait until the witness has read the register once more."""
    before = site.asked.count("register/register.csv")
    while site.asked.count("register/register.csv") < before + 2:
        assert witness.process.poll() is None
        time.sleep(0.02)
    time.sleep(0.1)


def test_what_register_and_history_say_alike_is_cosigned(witness: Running, site: Site) -> None:
    assert ask(witness, site, 0)[0] == 200
    let_it_look(witness, site)
    site.register_now(in_state(MINATOS, "SUSPENDED"), kind="SUSPENDED")

    assert ask(witness, site, 3)[0] == 200
    let_it_look(witness, site)
    assert ask(witness, site, 4)[0] == 200
    assert "DIFFERS" not in witness.log


@pytest.mark.parametrize(
    ("shown", "difference"),
    [
        (in_state(MINATOS, "WITHDRAWN"), "STATE"),
        (replace(MINATOS, level=4), "LEVEL"),
        (replace(MINATOS, last_valid_on="2028-09-30"), "LAST_VALID_ON"),
        (replace(MINATOS, valid_from="2026-09-01"), "VALID_FROM"),
        (replace(MINATOS, corporate_number="8010401099999"), "CORPORATE_NUMBER"),
        (Registration("3-26-000003-9", MINATO, "みなと精機"), "NOT_IN_HISTORY"),
    ],
)
def test_a_row_that_was_changed_by_hand_is_not_cosigned(
    witness: Running, site: Site, shown: Registration, difference: str
) -> None:
    assert ask(witness, site, 0)[0] == 200
    site.show(shown)

    said = refused(witness, site, 3)

    assert said == f"The register says something else than its history: {shown.number}\n"
    assert f"REGISTER DIFFERS: {shown.number} {difference}" in witness.log


def test_a_row_that_was_taken_away_is_not_cosigned(witness: Running, site: Site) -> None:
    assert ask(witness, site, 0)[0] == 200
    site.register = [AOBAS]

    assert MINATOS.number in refused(witness, site, 3)
    assert f"REGISTER DIFFERS: {MINATOS.number} NOT_IN_REGISTER" in witness.log


def test_the_log_may_grow_by_other_things_and_is_refused_all_the_same(witness: Running, site: Site) -> None:
    assert ask(witness, site, 0)[0] == 200
    site.show(in_state(MINATOS, "WITHDRAWN"))
    let_it_look(witness, site)
    site.register_now(in_state(AOBAS, "SUSPENDED"), kind="SUSPENDED")

    assert MINATOS.number in refused(witness, site, 3)


def test_once_the_history_says_it_or_the_row_is_back_it_is_cosigned(witness: Running, site: Site) -> None:
    assert ask(witness, site, 0)[0] == 200
    site.show(in_state(MINATOS, "WITHDRAWN"))
    refused(witness, site, 3)

    site.register_now(in_state(MINATOS, "WITHDRAWN"), kind="WITHDRAWN")
    assert ask(witness, site, 3)[0] == 200

    site.show(in_state(AOBAS, "RETURNED"))
    refused(witness, site, 4)
    site.show(AOBAS)
    let_it_look(witness, site)
    assert ask(witness, site, 4)[0] == 200


def test_an_act_on_its_way_into_the_history_is_waited_for(tmp_path: Path, site: Site) -> None:
    options = ("--register", site.url, "--patience", "3", "--every", "0.2")
    with running(tmp_path / "witness", *options) as witness:
        assert ask(witness, site, 0)[0] == 200
        site.show(in_state(MINATOS, "SUSPENDED"))
        let_it_look(witness, site)
        while_waiting = ask(witness, site, 3)[0]
        site.entries.append(in_state(MINATOS, "SUSPENDED").entry("SUSPENDED"))
        site.publish()
        after = ask(witness, site, 3)[0]
        time.sleep(4)

        assert (while_waiting, after) == (200, 200)
        assert ask(witness, site, 4)[0] == 200


def test_what_lasts_longer_than_an_act_takes_is_refused(tmp_path: Path, site: Site) -> None:
    options = ("--register", site.url, "--patience", "3", "--every", "0.2")
    with running(tmp_path / "witness", *options) as witness:
        assert ask(witness, site, 0)[0] == 200
        site.show(in_state(MINATOS, "SUSPENDED"))
        let_it_look(witness, site)
        assert ask(witness, site, 3)[0] == 200
        time.sleep(3)

        assert MINATOS.number in refused(witness, site, 3)


def test_it_is_remembered_by_the_next_start(tmp_path: Path, site: Site) -> None:
    options = ("--register", site.url, "--patience", "0", "--every", "0.2")
    with running(tmp_path / "witness", *options) as witness:
        assert ask(witness, site, 0)[0] == 200
        site.show(in_state(MINATOS, "WITHDRAWN"))
        refused(witness, site, 3)
        witness.process.kill()
    site.asked.clear()
    with running(tmp_path / "witness", *options) as witness:
        assert ask(witness, site, 3)[0] == 422
        assert not [path for path in site.asked if path.startswith("history/tile/entries")]


def day(after: int) -> str:
    """Return a day in Japan, so many days after today."""
    return (datetime.now(UTC) + timedelta(hours=9, days=after)).date().isoformat()


@pytest.mark.parametrize(
    ("history", "register"),
    [
        ({"last_valid_on": day(-1)}, {"state": "EXPIRED", "last_valid_on": day(-1)}),
        ({"last_valid_on": day(-1), "state": "SUSPENDED"}, {"state": "EXPIRED", "last_valid_on": day(-1)}),
        ({"last_valid_on": day(-1)}, {"last_valid_on": day(-1), "renewal": True}),
        ({"last_valid_on": day(-365)}, {"last_valid_on": day(-365), "renewal": True}),
    ],
)
def test_a_term_that_ends_is_no_difference(
    witness: Running, site: Site, history: dict[str, Any], register: dict[str, Any]
) -> None:
    site.entries.append(replace(MINATOS, **history).entry("RENEWED"))
    site.show(replace(MINATOS, **register))
    site.publish()

    assert ask(witness, site, 0)[0] == 200
    let_it_look(witness, site)
    assert ask(witness, site, 4)[0] == 200


@pytest.mark.parametrize(
    ("history", "register"),
    [
        ({"last_valid_on": day(0)}, {"state": "EXPIRED", "last_valid_on": day(0)}),
        ({"last_valid_on": day(-2)}, {"last_valid_on": day(-2)}),
        ({"last_valid_on": day(-367)}, {"last_valid_on": day(-367), "renewal": True}),
        ({"last_valid_on": day(-2), "state": "EXPIRED"}, {"last_valid_on": day(-2), "renewal": True}),
    ],
)
def test_a_term_shown_as_lasting_longer_or_shorter_is_one(
    witness: Running, site: Site, history: dict[str, Any], register: dict[str, Any]
) -> None:
    site.entries.append(replace(MINATOS, **history).entry("RENEWED"))
    site.show(replace(MINATOS, **register))
    site.publish()

    assert ask(witness, site, 0)[0] == 200
    assert MINATOS.number in refused(witness, site, 4)


def test_files_that_do_not_lead_to_the_signed_head_are_not_cosigned(witness: Running, site: Site) -> None:
    site.files["history/tile/entries/000.p/3"] = site.files["history/tile/entries/000.p/3"].replace(b"VALID", b"VALIE")

    assert ask(witness, site, 0)[0] == 422
    assert "NOT LOOKED AT: LOG_FILES_DIFFER" in witness.log


def test_entries_of_an_unknown_form_are_not_cosigned(witness: Running, site: Site) -> None:
    site.entries.append(b'{"format":"hoshimori/history/2"}')
    site.publish()

    assert ask(witness, site, 0)[0] == 422


@pytest.mark.parametrize("missing", ["history/tile/0/000.p/3", "history/tile/entries/000.p/3"])
def test_what_cannot_be_read_is_not_cosigned_for_now(witness: Running, site: Site, missing: str) -> None:
    kept = site.files.pop(missing)
    assert ask(witness, site, 0)[0] == 503

    site.files[missing] = kept
    assert ask(witness, site, 0)[0] == 200


@pytest.mark.parametrize(
    "csv",
    [
        b"",
        b"number\r\nnonsense\r\n",
        b"\xff\xfe\r\n",
        b"number,level\r\n" + b"x" * 200_000,
        json.dumps({}).encode(),
    ],
)
def test_a_register_that_is_none_stops_the_cosigning(witness: Running, site: Site, csv: bytes) -> None:
    assert ask(witness, site, 0)[0] == 200
    site.files["register/register.csv"] = csv
    time.sleep(0.6)

    assert ask(witness, site, 3)[0] == 422


def test_a_large_register_and_a_long_history_are_held_against_each_other(tmp_path: Path) -> None:
    many = [Registration(f"3-26-{number:06}-0", MINATO, "みなと精機") for number in range(1, 1001)]
    with serving(Site()) as site:
        site.register_now(*many)
        with running(tmp_path / "witness", "--register", site.url, "--patience", "0", "--every", "0.2") as witness:
            assert ask(witness, site, 0)[0] == 200
            let_it_look(witness, site)
            assert ask(witness, site, 1000)[0] == 200
            site.show(in_state(many[700], "WITHDRAWN"))

            assert refused(witness, site, 1000).count("3-26-") == 1


def test_only_the_log_of_that_register_goes_with_it(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="not an address"), running(tmp_path / "one", "--register", "file:///etc"):
        pass
