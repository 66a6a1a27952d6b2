"""Minato lets its part of the register be watched: what is new, and whatever does not fit."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hoshimori.cli.main import main
from tests.credentials.second_notes import COSIGNATURE, Signer
from tests.proof.sites import AOBAS, KEY_EVENT, LOG, MINATO, MINATOS, Registration, Site, in_state, serving
from tests.proof.witnesses import asking, running
from tools import ROOT

GULL = Signer("gull.example", "gull", COSIGNATURE)
HERON = Signer("heron.example", "heron", COSIGNATURE)
NEW_KEY = Signer(LOG.name, "the office's next key")
FITS, OFF, WRONG_USE, AWAY, NEW = 0, 1, 2, 3, 10


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as served:
        served.entries.append(KEY_EVENT)
        served.cosign = [(GULL, int(time.time()))]
        served.register_now(MINATOS, AOBAS)
        yield served


class Monitor:
    """Minato's computer: the command, and the folder in which it remembers."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site = site
        self.folder = folder

    def run(self, *options: str, language: str = "ja") -> tuple[int, str]:
        """Return the exit code and all that was said."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = main([*self.command(), "--language", language, *options])
        return code, said.getvalue()

    def command(self) -> list[str]:
        command = ["monitor", "--url", self.site.url, "--corporate-number", MINATO]
        return [*command, "--folder", str(self.folder), "--patience", "0"]


@pytest.fixture
def monitor(site: Site, tmp_path: Path) -> Monitor:
    return Monitor(site, tmp_path / "minato")


def test_the_first_look_believes_what_it_finds_and_says_so(monitor: Monitor) -> None:
    code, said = monitor.run()

    assert code == NEW
    assert "初めての確認です" in said
    assert LOG.key in said
    assert "3-26-000001-3 ★3として登録されました。有効期間は2026年10月1日から2027年9月30日までです。" in said
    assert "3-26-000002-6" not in said


def test_nothing_new_is_said_in_a_few_words_or_not_at_all(monitor: Monitor) -> None:
    monitor.run()

    code, said = monitor.run(language="en")
    silent = monitor.run("--quiet")

    assert code == FITS
    assert "No new events." in said
    assert "The history continues the earlier one, and the register follows it." in said
    assert silent == (FITS, "")


def test_each_new_event_is_told_once(monitor: Monitor, site: Site) -> None:
    monitor.run()
    site.register_now(in_state(AOBAS, "SUSPENDED"), in_state(MINATOS, "SUSPENDED"), kind="SUSPENDED")
    site.register_now(MINATOS, kind="REINSTATED")

    code, said = monitor.run()

    assert code == NEW
    assert "新しい出来事が2件あります。" in said
    assert "登録が一時停止になりました。" in said
    assert "登録の停止が解除されました。" in said
    assert monitor.run()[0] == FITS


@pytest.mark.parametrize(
    ("kind", "state", "said"),
    [
        ("RENEWED", "VALID", ("登録が更新されました。", "The registration was renewed")),
        ("WITHDRAWN", "WITHDRAWN", ("登録が取り消されました。", "The registration was withdrawn.")),
        ("RETURNED", "RETURNED", ("登録が返上されました。", "The registration was returned.")),
        ("EXPIRED", "EXPIRED", ("登録の有効期間が終わりました。", "The period of the registration is over.")),
        ("CHANGED", "VALID", ("台帳に載る登録内容が変わりました。", "What the register shows of the registration")),
        ("SOMETHING_NEW", "VALID", ("そのほかの出来事", "Something else happened (SOMETHING_NEW).")),
    ],
)
def test_every_event_is_said_in_both_languages(
    monitor: Monitor, site: Site, kind: str, state: str, said: tuple[str, str]
) -> None:
    site.register_now(in_state(MINATOS, state), kind=kind)

    assert said[0] in monitor.run()[1]
    (monitor.folder / "monitor.json").unlink()
    assert said[1] in monitor.run(language="en")[1]


def test_programs_are_told_the_same(monitor: Monitor) -> None:
    code, written = monitor.run("--json", "--witness", GULL.key)
    said = json.loads(written)

    assert code == NEW
    assert said["outcome"] == "NEW"
    assert said["size"] == 3
    assert said["faults"] == []
    assert [event["number"] for event in said["events"]] == ["3-26-000001-3"]
    assert [seen["name"] for seen in said["cosigned"]] == ["gull.example"]


def test_a_rewritten_log_is_found_and_its_proof_kept(monitor: Monitor, site: Site) -> None:
    monitor.run()
    before = site.files["history/checkpoint"]
    site.entries[1] = in_state(MINATOS, "SUSPENDED").entry("REGISTERED")
    site.register_now(replace(AOBAS, state="SUSPENDED"), kind="SUSPENDED")

    code, said = monitor.run()

    [proof] = monitor.folder.glob("does-not-fit-*.txt")
    assert code == OFF
    assert "登録の履歴が書き換えられています。" in said
    assert before in proof.read_bytes()
    assert site.files["history/checkpoint"] in proof.read_bytes()
    assert monitor.run()[0] == OFF


def test_a_rewritten_log_of_the_same_size_is_found(monitor: Monitor, site: Site) -> None:
    monitor.run()
    site.entries[2] = in_state(AOBAS, "SUSPENDED").entry("REGISTERED")
    site.show(in_state(AOBAS, "SUSPENDED"))
    site.publish()

    assert monitor.run(language="en")[0] == OFF


def test_a_log_that_became_shorter_is_found(monitor: Monitor, site: Site) -> None:
    monitor.run()
    site.entries.pop()
    site.publish()

    code, said = monitor.run()

    assert (code, "短くなっています" in said) == (OFF, True)


def test_files_that_are_not_what_was_signed_are_found(monitor: Monitor, site: Site) -> None:
    path = "history/tile/entries/000.p/3"
    site.files[path] = site.files[path].replace(b'"VALID"', b'"EATEN"')

    assert monitor.run()[0] == OFF


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (in_state(MINATOS, "WITHDRAWN"), "登録の状態が、台帳と登録の履歴で違います。"),
        (replace(MINATOS, level=4), "段階が、台帳と登録の履歴で違います。"),
        (replace(MINATOS, last_valid_on="2028-09-30"), "有効期間の最終日が、台帳と登録の履歴で違います。"),
        (replace(MINATOS, valid_from="2026-09-01"), "有効期間の初日が、台帳と登録の履歴で違います。"),
        (replace(MINATOS, name_ja="みなと精密"), "登録の履歴にある値と合いません。"),
        (Registration("3-26-000003-9", MINATO, "みなと精機"), "台帳にありますが、登録の履歴にありません。"),
    ],
)
def test_a_row_of_the_register_that_was_changed_by_hand_is_found(
    monitor: Monitor, site: Site, shown: Registration, words: str
) -> None:
    monitor.run()
    site.show(shown)

    code, said = monitor.run()

    assert code == OFF
    assert f"{shown.number}：" in said
    assert words in said
    assert "運営機関に問い合わせてください。" in said

    site.register = [MINATOS, AOBAS]
    assert monitor.run()[0] == FITS


def test_a_row_that_was_taken_away_is_found(monitor: Monitor, site: Site) -> None:
    site.register = [AOBAS]

    code, said = monitor.run()

    assert (code, "3-26-000001-3：登録の履歴にありますが、台帳にありません。" in said) == (OFF, True)


def test_a_row_with_other_particulars_made_to_fit_is_found_by_the_digest(monitor: Monitor, site: Site) -> None:
    """Row and particulars were both changed; the digest in the signed entry was not."""
    monitor.run()
    changed = replace(MINATOS, name_ja="みなと精密")
    site.show(changed)
    site.entries[1] = MINATOS.entry("REGISTERED")

    assert monitor.run()[0] == OFF


@pytest.mark.parametrize(("state", "code"), [("VALID", OFF), ("SUSPENDED", OFF), ("WITHDRAWN", NEW)])
def test_particulars_may_be_erased_once_a_registration_has_ended(
    monitor: Monitor, site: Site, state: str, code: int
) -> None:
    site.register_now(in_state(MINATOS, state), kind="CHANGED")
    site.answer = lambda path: None if "particulars" in path else Site.answer(site, path)  # type: ignore[method-assign] # the site erased it

    assert monitor.run()[0] == code


def test_a_number_that_went_to_another_company_is_told(monitor: Monitor, site: Site) -> None:
    monitor.run()
    site.register_now(replace(MINATOS, corporate_number=AOBAS.corporate_number), kind="CHANGED")

    code, said = monitor.run()

    assert code == NEW
    assert "この登録番号は、別の法人番号のものになりました。" in said


def test_witnesses_that_have_to_have_seen_it(monitor: Monitor, site: Site) -> None:
    assert monitor.run("--witness", GULL.key)[0] == NEW
    assert monitor.run("--witness", GULL.key, "--witness", HERON.key)[0] == OFF
    assert monitor.run("--witness", GULL.key, "--witness", HERON.key, "--needed", "1")[0] == FITS

    site.cosign = []
    site.publish()
    code, said = monitor.run("--witness", GULL.key, language="en")
    assert (code, "Too few witnesses have confirmed the history (0 of 1)." in said) == (OFF, True)


def test_an_old_confirmation_does_not_say_how_it_is_today(monitor: Monitor, site: Site) -> None:
    site.cosign = [(GULL, int(time.time()) - 4 * 24 * 3600)]
    site.publish()

    code, said = monitor.run("--witness", GULL.key)

    assert (code, "日がたちすぎています" in said) == (OFF, True)
    assert monitor.run("--witness", GULL.key, "--fresh-within", "120")[0] == NEW


def test_a_confirmation_from_the_future_does_not_count(monitor: Monitor, site: Site) -> None:
    site.cosign = [(GULL, int(time.time()) + 24 * 3600)]
    site.publish()

    assert monitor.run("--witness", GULL.key)[0] == OFF


def test_a_forged_confirmation_spoils_it(monitor: Monitor, site: Site) -> None:
    content = site.files["history/checkpoint"].decode().partition("\u2014 gull")[0]
    site.files["history/checkpoint"] = (content + GULL.cosigns("something else", int(time.time()))).encode()

    code, said = monitor.run("--witness", GULL.key)

    assert (code, "gull.exampleの署名が合いません。" in said) == (OFF, True)


def test_another_history_than_the_witness_knows_is_found(monitor: Monitor, site: Site, tmp_path: Path) -> None:
    """The operator shows the witness one history and Minato another of the same length; both are signed."""
    with running(tmp_path / "witness") as witness:
        vkey = f"{witness.key}@http://127.0.0.1:{witness.port}/add-checkpoint"
        honest = list(site.entries)
        line = witness.post(asking(0, honest)).body
        site.files["history/checkpoint"] += line

        assert monitor.run("--witness", vkey)[0] == NEW

        site.entries[2] = in_state(AOBAS, "SUSPENDED").entry("REGISTERED")
        site.publish()
        other = Monitor(site, tmp_path / "aoba")
        without = other.run("--witness", vkey)
        shown_to_the_witness = witness.get_latest()
        # One cosignature is on the forked history too, by a witness that is on the operator's side.
        code, said = other.run("--witness", vkey, "--witness", GULL.key, "--needed", "1")

    assert (without[0], "足りません" in without[1]) == (OFF, True)
    assert code == OFF
    assert "立会人が見た履歴が違います" in said
    assert any(shown_to_the_witness in file.read_bytes() for file in other.folder.glob("does-not-fit-*.txt"))


def test_a_witness_that_knows_more_or_less_is_no_harm(monitor: Monitor, site: Site, tmp_path: Path) -> None:
    with running(tmp_path / "witness") as witness:
        vkey = f"{witness.key}@http://127.0.0.1:{witness.port}"
        options = ("--witness", vkey, "--witness", GULL.key, "--needed", "1")
        witness.post(asking(0, site.entries[:2]))
        less = monitor.run(*options)[0]
        shown = site.files["history/checkpoint"]
        site.register_now(in_state(AOBAS, "SUSPENDED"), kind="SUSPENDED")
        witness.post(asking(2, site.entries))
        site.files["history/checkpoint"] = shown
        site.files |= {path: data for path, data in older_tiles(site).items() if path not in site.files}
        more = monitor.run(*options)[0]

    away = monitor.run(*options)
    assert (less, more) == (NEW, FITS)
    assert away[0] == FITS
    assert "立会人gull.exampleに直接は確かめられませんでした。" in away[1]


def older_tiles(site: Site) -> dict[str, bytes]:
    """Return the partial tiles of one entry less, which a log keeps for those who are behind."""
    older = Site(entries=site.entries[:-1])
    older.publish()
    return older.files


def test_another_key_is_not_believed_until_it_is_given(monitor: Monitor, site: Site) -> None:
    monitor.run()
    site.signer = NEW_KEY
    site.publish()

    unknown, said = monitor.run()
    given, told = monitor.run("--log", NEW_KEY.key)

    assert (unknown, "信じている鍵の署名がありません" in said) == (OFF, True)
    assert given == FITS
    assert NEW_KEY.key in told
    assert monitor.run()[0] == FITS


def test_a_key_that_was_had_elsewhere_is_not_taken_from_the_site(monitor: Monitor, site: Site) -> None:
    site.signer = NEW_KEY
    site.publish()

    assert monitor.run("--log", LOG.key)[0] == OFF
    assert not (monitor.folder / "monitor.json").exists()


def test_an_act_on_its_way_into_the_history_is_waited_for(monitor: Monitor, site: Site) -> None:
    monitor.run()
    site.show(in_state(MINATOS, "SUSPENDED"))
    before = site.asked.count("history/checkpoint")

    def meanwhile(path: str) -> bytes | None:
        if site.asked.count("history/checkpoint") == before + 2 and len(site.entries) == 3:
            site.entries.append(in_state(MINATOS, "SUSPENDED").entry("SUSPENDED"))
            site.publish()
        return Site.answer(site, path)

    site.answer = meanwhile  # type: ignore[method-assign] # the site publishes between two looks
    began = time.monotonic()
    code, said = monitor.run("--patience", "1")

    assert code == NEW, said
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("history/checkpoint", b"", OFF),
        ("history/checkpoint", b"\xff\xfe" * 100, OFF),
        ("history/checkpoint", b"x" * 600_000, OFF),
        ("history/tile/entries/000.p/3", b"\x00\x05abc", OFF),
        ("history/tile/entries/000.p/3", b"x" * 17_000_000, OFF),
        ("history/tile/0/000.p/3", b"x" * 96, OFF),
        ("history/tile/0/000.p/3", b"x" * 9_000, OFF),
        (f"register/by-corporate-number/{MINATO}/registrations.json", b"[]", OFF),
        (f"register/by-corporate-number/{MINATO}/registrations.json", b"[" * 100_000, OFF),
        (f"register/by-corporate-number/{MINATO}/registrations.json", b'{"registrations": 5}', OFF),
        (f"register/by-corporate-number/{MINATO}/registrations.json", b"x" * 5_000_000, OFF),
        (f"history/particulars/{MINATOS.number}.json", b"{}", OFF),
        (f"history/particulars/{MINATOS.number}.json", b'{"index":1,"salt":"=","fields":{}}', OFF),
        ("credentials/history-key", b"nonsense\n", AWAY),
        ("credentials/history-key", b"", AWAY),
        ("credentials/history-key", b"\xff" * 20_000, AWAY),
    ],
)
def test_whatever_the_site_answers_there_is_an_answer(
    monitor: Monitor, site: Site, path: str, content: bytes, code: int
) -> None:
    site.files[path] = content

    got, said = monitor.run()

    assert got == code, said


@pytest.mark.parametrize(
    "missing",
    ["history/checkpoint", "credentials/history-key", "history/tile/0/000.p/3", "history/tile/entries/000.p/3"],
)
def test_a_site_without_it_cannot_be_reached(monitor: Monitor, site: Site, missing: str) -> None:
    del site.files[missing]

    assert monitor.run()[0] == AWAY


def test_a_site_that_is_away_cannot_be_reached(tmp_path: Path) -> None:
    with serving(Site()) as gone:
        pass

    code, said = Monitor(gone, tmp_path / "minato").run()

    assert code == AWAY
    assert "つながりません" in said


@pytest.mark.parametrize(
    "options",
    [
        ("--corporate-number", "123"),
        ("--corporate-number", "1180301018772"),
        ("--url", "file:///etc/passwd"),
        ("--url", "ftp://register.example"),
        ("--log", "nonsense"),
        ("--log", GULL.key),
        ("--witness", "nonsense"),
        ("--witness", LOG.key),
        ("--witness", GULL.key, "--witness", GULL.key),
        ("--witness", GULL.key, "--needed", "2"),
        ("--log", LOG.key, "--log", Signer("other.example", "x").key),
    ],
)
def test_wrong_use_is_said(monitor: Monitor, options: tuple[str, ...]) -> None:
    assert monitor.run(*options)[0] == WRONG_USE


def test_a_folder_belongs_to_one_company(monitor: Monitor) -> None:
    monitor.run()

    assert monitor.run("--corporate-number", AOBAS.corporate_number)[0] == WRONG_USE


@pytest.mark.parametrize("content", [b"", b"{}", b"null", b'{"format":"hoshimori/monitor/1"}', b"\xff"])
def test_a_memory_that_is_none_is_not_begun_from(monitor: Monitor, content: bytes) -> None:
    monitor.run()
    (monitor.folder / "monitor.json").write_bytes(content)

    assert monitor.run()[0] == WRONG_USE


def test_a_cron_job_gets_the_exit_code(monitor: Monitor) -> None:
    def job() -> tuple[int, str, str]:
        command = [sys.executable, "-m", "hoshimori", *monitor.command(), "--quiet"]
        environment = {"PATH": os.environ["PATH"], "LANG": "C"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    first, second = job(), job()

    assert (first[0], first[2]) == (NEW, "")
    assert "3-26-000001-3 Registered as ★3, from 1 Oct 2026 to 30 Sep 2027." in first[1]
    assert second == (FITS, "", "")


def test_neither_program_needs_django() -> None:
    line = (
        "import sys, hoshimori.cli.main, hoshimori.cli.witness.running, hoshimori.cli.monitor.running;"
        "sys.exit('django' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", line], cwd=ROOT, check=False).returncode == 0
