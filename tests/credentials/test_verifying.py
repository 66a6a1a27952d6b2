"""`hoshimori verify` answers a terminal: in plain words, as JSON, by its exit code, and without harm."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hoshimori.cli.main import main
from hoshimori.cli.verifying import words
from hoshimori.cli.verifying.telling import Telling, harmless
from hoshimori.credentials.rules.reasons import Reason
from hoshimori.credentials.rules.status import State
from hoshimori.credentials.rules.verdicts import NotProven, Outcome, Proven, Verdict
from tests.credentials.mutations import table, world
from tests.credentials.mutations.people import ISSUER, LOG, OFFICE, OTHER_LOG, STATES, WITNESS

AT = world.NOW.isoformat()
HISTORY = ["--log-key", LOG.key.written(), "--witness", WITNESS.key.written()]
NOT_SAID = ("certified", "safe", "認定", "合格", "安全")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What somebody keeps who verifies: the file, the operator's keys, a list of states."""
    (tmp_path / "minato.json").write_bytes(world.changed())
    (tmp_path / "keys.json").write_text(json.dumps({"issuer": ISSUER, "jwks": table.keys(OFFICE, STATES)}))
    (tmp_path / "states.jwt").write_text(world.states() + "\n")
    (tmp_path / "suspended.jwt").write_text(world.states(place_4711=State.SUSPENDED))
    (tmp_path / "ended.jwt").write_text(world.states(place_4711=State.INVALID))
    return tmp_path


def verify(folder: Path, *more: str, file: str = "minato.json") -> int:
    keys = [] if "--keys" in more else ["--keys", str(folder / "keys.json")]
    named = [str(folder / each) if each.endswith((".jwt", ".json")) else each for each in more]
    return main(["verify", file if file == "-" else str(folder / file), *keys, "--at", AT, *named])


def test_an_orderer_reads_who_which_level_until_when_and_what_is_not_proven(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = verify(folder, *HISTORY, "--demand-history", "--language", "ja")

    said = capsys.readouterr().out
    assert code == 0
    assert said.startswith("★3として登録されています。\n")
    for line in (
        "会社: みなと物流株式会社",
        "登録番号: 3-27-000123-5",
        "有効期間の最終日: 2028-02-29",
        "適用範囲: 本社と横浜の倉庫",
        "状態を確かめた時点: 2027-04-01 12:00 JST",
        "    3-1-1-1 該当なし",
        "      根拠: 自社のサーバーはありません",
        "  是正: 更新の手順に加えた",
    ):
        assert line in said.splitlines()
    assert "確かめられていないこと" in said


def test_the_same_in_english(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = verify(folder, "--language", "en")

    said = capsys.readouterr().out
    assert code == 0
    assert said.startswith("Registered as ★3.\n")
    assert "Company: Minato Logistics Co., Ltd." in said
    assert "- That it stands in the register's history." in said


@pytest.mark.parametrize(
    ("more", "code", "first"),
    [
        ([], 0, "Registered as ★3."),
        (["--audience", "https://aoba.example"], 1, "This certificate cannot be believed."),
        (["--status-list", "suspended.jwt"], 3, "The ★3 registration is suspended."),
        (["--status-list", "ended.jwt"], 4, "The ★3 registration has ended."),
        (["--at", "2028-03-02T00:00Z"], 4, "The ★3 registration has ended."),
        (["--at", "2027-05-01T12:00"], 5, "The operator issued this ★3 certificate."),
    ],
)
def test_the_exit_code_says_the_same_in_short(
    folder: Path, capsys: pytest.CaptureFixture[str], more: list[str], code: int, first: str
) -> None:
    assert verify(folder, "--language", "en", *more) == code
    assert capsys.readouterr().out.startswith(first)


def test_a_program_reads_the_answer_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = verify(folder, *HISTORY, "--json")

    said = capsys.readouterr().out
    read: dict[str, Any] = json.loads(said)
    assert code == 0
    assert said.isascii()
    assert (read["outcome"], read["reason"], read["witnesses"]) == ("BELIEVED", None, 1)
    assert read["proven"] == [each.value for each in Proven]
    assert read["facts"]["registration_number"] == "3-27-000123-5"
    assert read["shown"]["categories"]["1"]["requirements"]["1-1-1"]["criteria"] == {"1-1-1-1": {"result": "MET"}}


def test_what_comes_in_is_judged_as_a_file_is(folder: Path) -> None:
    command = [sys.executable, "-m", "hoshimori", "verify", "-", "--keys", "keys.json", "--status-list", "states.jwt"]

    done = subprocess.run(
        [*command, "--at", AT], cwd=folder, input=world.ALONE.encode(), capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert b"3-27-000123-5" in done.stdout


def test_keys_of_log_and_witness_may_stand_in_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "log.jwt").write_text(f"{LOG.key.written()}\n")
    (folder / "witness.jwt").write_text(WITNESS.key.written())

    code = verify(folder, "--log-key", "log.jwt", "--witness", "witness.jwt", "--demand-history", "--language", "en")

    assert code == 0
    assert "1 saw that history" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "option"),
    [
        (["--demand-history"], "--demand-history"),
        (["--witness", WITNESS.key.written()], "--witness"),
        (["--log-key", "no key"], "--log-key"),
        (["--log-key", f"{LOG.key.written()}\n{OTHER_LOG.key.written()}"], "--log-key"),
        ([*HISTORY[:2], "--witness", LOG.key.written()], "--witness"),
        (["--at", "tomorrow"], "--at"),
        (["--keys", "minato.json"], "--keys"),
        (["--issuer", "https://other.example"], "--keys"),
        (["--status-list", "missing.jwt"], "missing.jwt"),
    ],
)
def test_wrong_use_names_what_is_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str], more: list[str], option: str
) -> None:
    assert verify(folder, "--language", "en", *more) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Wrong use: ")
    assert option in told.err


def test_a_name_that_commands_the_terminal_is_spelled_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "\x1b[2J\x1b[1;1Hみなと\u202e\r\n★4として登録されています\x9b31m"
    (folder / "hostile.json").write_text(world.alone(name_ja=hostile), encoding="ascii")

    verify(folder, "--language", "ja", file="hostile.json")

    said = capsys.readouterr().out
    assert "<U+001B>[2J<U+001B>[1;1Hみなと<U+202E><U+000D><U+000A>★4" in said
    assert all(each == "\n" or each.isprintable() for each in said)
    assert harmless("髙﨑 株式会社") == "髙﨑 株式会社"


def test_every_outcome_reason_and_point_has_words_in_both_languages() -> None:
    assert set(words.OUTCOMES) == set(Outcome)
    assert set(words.REASONS) == set(Reason)
    assert set(words.PROVEN) == set(Proven)
    assert set(words.NOT_PROVEN) == set(NotProven)
    for verdict in [Verdict(outcome, reason, {"level": 3}) for outcome in Outcome for reason in Reason]:
        ja, en = ("\n".join(Telling(verdict, language).lines()) for language in ("ja", "en"))
        assert ja != en
        assert not any(each in (ja + en).lower() for each in NOT_SAID)


@pytest.mark.parametrize("tables", [words.PROVEN, words.NOT_PROVEN, words.LABELS])
def test_nothing_is_called_certified_or_safe(tables: dict[str, words.Words]) -> None:
    assert not any(each in sentence.lower() for pair in tables.values() for sentence in pair for each in NOT_SAID)


def test_what_does_not_fit_the_claims_of_the_scheme_is_told_and_breaks_nothing() -> None:
    odd = Verdict(
        Outcome.BELIEVED,
        facts={"level": ["3"], "name_ja": None},
        shown={"categories": {"1": "x", "2": {"result": {}, "requirements": []}}, "feedback": 5},
    )

    said = list(Telling(odd, "en").lines())

    assert said[0] == "Registered as ★['3']."
    assert {"1 ", "2 {}"} <= set(said)


def test_the_command_starts_without_django_and_at_once(folder: Path) -> None:
    code = (
        "import sys; from hoshimori.cli.main import main\n"
        f"done = main(['verify', {str(folder / 'minato.json')!r}, '--keys', {str(folder / 'keys.json')!r}])\n"
        "assert 'django' not in sys.modules\n"
        "sys.exit(done)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False)

    assert done.returncode in {1, 4, 5}, done.stderr
    assert "[" in done.stdout
