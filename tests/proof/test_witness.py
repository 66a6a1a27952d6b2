"""A witness cosigns what only grew; every request is put together byte by byte, and every cosignature judged so."""

from __future__ import annotations

import base64
import hashlib
import http.client
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.credentials import second_merkle
from tests.credentials.second_notes import COSIGNATURE, Signer, in_base64
from tests.proof.witnesses import (
    ENTRIES,
    LOG,
    REWRITTEN,
    STRANGER,
    Answer,
    Running,
    asking,
    note,
    running,
    text,
)
from tools import ROOT

ORIGIN_HASH = hashlib.sha256(LOG.name.encode()).hexdigest()


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "witness") as started:
        yield started


TURNED_AWAY = ConnectionError
"""Closed before the request was sent, while it was, or before the answer came: whichever comes first."""


def cosigned_at(answer: Answer, witness: Running, checkpoint: str) -> int:
    """Return when the witness cosigned this checkpoint, if it did; judged with nothing of the house."""
    assert answer.status == 200, answer
    name, key_id, encoded = witness.key.split("+", 2)
    material = base64.b64decode(encoded)
    dash, by, value = answer.body.decode().removesuffix("\n").split(" ")
    signed = base64.b64decode(value)
    seconds = int.from_bytes(signed[4:12], "big")
    message = f"cosignature/v1\ntime {seconds}\n{checkpoint}".encode()

    assert (dash, by, signed[:4].hex(), material[:1]) == ("\u2014", name, key_id, COSIGNATURE)
    Ed25519PublicKey.from_public_bytes(material[1:]).verify(signed[12:], message)
    return seconds


def test_a_log_is_cosigned_as_it_grows(witness: Running) -> None:
    first = witness.post(asking(0, ENTRIES[:1]))
    grown = witness.post(asking(1, ENTRIES[:7]))
    far = witness.post(asking(7, ENTRIES))

    assert abs(cosigned_at(first, witness, text(ENTRIES[:1])) - time.time()) < 60
    cosigned_at(grown, witness, text(ENTRIES[:7]))
    cosigned_at(far, witness, text(ENTRIES))


def test_a_log_that_did_not_grow_is_cosigned_anew(witness: Running) -> None:
    witness.post(asking(0, ENTRIES[:7]))

    assert cosigned_at(witness.post(asking(7, ENTRIES[:7])), witness, text(ENTRIES[:7]))


def test_an_empty_log_is_cosigned(witness: Running) -> None:
    assert cosigned_at(witness.post(asking(0, [])), witness, text([]))
    assert cosigned_at(witness.post(asking(0, ENTRIES[:3])), witness, text(ENTRIES[:3]))


def test_who_asks_from_another_size_is_told_the_right_one(witness: Running) -> None:
    never = witness.post(asking(3, ENTRIES[:7]))
    witness.post(asking(0, ENTRIES[:7]))
    since = witness.post(asking(0, ENTRIES[:9]))

    assert never == Answer(409, b"0\n", "text/x.tlog.size")
    assert since == Answer(409, b"7\n", "text/x.tlog.size")
    cosigned_at(witness.post(asking(7, ENTRIES[:9])), witness, text(ENTRIES[:9]))


@pytest.mark.parametrize(
    "proof",
    [
        [],
        second_merkle.proof(5, ENTRIES[:9])[:-1],
        [*second_merkle.proof(5, ENTRIES[:9]), bytes(32)],
        second_merkle.proof(5, ENTRIES[:9])[::-1],
        second_merkle.proof(4, ENTRIES[:9]),
        [bytes(32)] * 63,
    ],
)
def test_a_wrong_proof_is_refused_and_changes_nothing(witness: Running, proof: list[bytes]) -> None:
    witness.post(asking(0, ENTRIES[:5]))

    assert witness.post(asking(5, ENTRIES[:9], proof=proof)).status == 422
    cosigned_at(witness.post(asking(5, ENTRIES[:9])), witness, text(ENTRIES[:9]))


def test_the_first_checkpoint_takes_no_proof(witness: Running) -> None:
    assert witness.post(asking(0, ENTRIES[:5], proof=[bytes(32)])).status == 422


@pytest.mark.parametrize("size", [5, 6, 9])
def test_a_rewritten_log_is_refused_and_what_it_signed_is_kept_as_proof(witness: Running, size: int) -> None:
    witness.post(asking(0, ENTRIES[:5]))

    request = asking(5, REWRITTEN[:size])
    refused = witness.post(request)

    assert refused.status == 422
    assert [file.read_bytes() for file in witness.folder.glob("logs/*/refused/*")] == [request]
    assert "LOG REWRITTEN?" in witness.log
    cosigned_at(witness.post(asking(5, ENTRIES[:6])), witness, text(ENTRIES[:6]))


def test_a_log_cannot_shrink(witness: Running) -> None:
    witness.post(asking(0, ENTRIES[:9]))

    assert witness.post(asking(5, ENTRIES[:5])).status == 409
    assert witness.post(asking(9, ENTRIES[:5], proof=[])).status == 400


def test_another_log_is_not_known(witness: Running) -> None:
    other = Signer("harbour.example/log", "harbour")

    assert witness.post(asking(0, ENTRIES[:5], other)).status == 404


def test_what_the_log_did_not_sign_is_refused(witness: Running) -> None:
    by_stranger = asking(0, ENTRIES[:5], STRANGER)
    over_another = (f"old 0\n\n{text(ENTRIES[:5])}\n" + LOG.signs(text(ENTRIES[:6]))).encode()
    beside_a_right_one = asking(0, ENTRIES[:5]) + LOG.signs(text(ENTRIES[:6])).encode()

    assert witness.post(by_stranger).status == 403
    assert witness.post(over_another).status == 403
    assert witness.post(beside_a_right_one).status == 403


def test_signatures_of_others_are_passed_over(witness: Running) -> None:
    request = asking(0, ENTRIES[:5]) + STRANGER.signs("anything").encode()

    cosigned_at(witness.post(request), witness, text(ENTRIES[:5]))
    assert STRANGER.signs("anything").encode() not in witness.get(f"/{ORIGIN_HASH}/checkpoint").body


def test_the_empty_tree_has_one_head(witness: Running) -> None:
    other = f"{LOG.name}\n0\n{in_base64(bytes(32))}\n"

    assert witness.post(f"old 0\n\n{other}\n{LOG.signs(other)}".encode()).status == 422


HASH = in_base64(bytes(32))
CHECKPOINT = note(ENTRIES[:5])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 0\n",
        b"old 0\n\n",
        f"old 0\n{CHECKPOINT}".encode(),
        f"old -1\n\n{CHECKPOINT}".encode(),
        f"old 00\n\n{CHECKPOINT}".encode(),
        f"old +0\n\n{CHECKPOINT}".encode(),
        f"old  0\n\n{CHECKPOINT}".encode(),
        f"old 0 \n\n{CHECKPOINT}".encode(),
        f"old １\n\n{CHECKPOINT}".encode(),
        f"old 9223372036854775808\n\n{CHECKPOINT}".encode(),
        f"new 0\n\n{CHECKPOINT}".encode(),
        f"OLD 0\n\n{CHECKPOINT}".encode(),
        f"\nold 0\n\n{CHECKPOINT}".encode(),
        f"old 0\r\n\r\n{CHECKPOINT}".encode(),
        f"old 0\n{HASH[:-4]}\n\n{CHECKPOINT}".encode(),
        f"old 0\nnothing\n\n{CHECKPOINT}".encode(),
        ("old 0\n" + f"{HASH}\n" * 64 + f"\n{CHECKPOINT}").encode(),
        f"old 0\n\n{text(ENTRIES[:5])}".encode(),
        f"old 0\n\n{CHECKPOINT}".encode()[:-1],
        f"old 0\n\n{CHECKPOINT}".encode() + b"\xff\xfe",
        f"old 0\n\n{CHECKPOINT}".encode("utf-16"),
        f"old 6\n\n{CHECKPOINT}".encode(),
        b"\x00" * 60_000,
        b"\n" * 60_000,
    ],
)
def test_what_is_no_request_is_refused(witness: Running, body: bytes) -> None:
    assert witness.post(body).status == 400


def signed(written: str) -> bytes:
    return f"old 0\n\n{written}\n{LOG.signs(written)}".encode()


@pytest.mark.parametrize("size", ["-1", "05", "5 ", "1e3", "", "9223372036854775808", "9" * 5000])
def test_a_checkpoint_of_no_size_is_none(witness: Running, size: str) -> None:
    assert witness.post(signed(f"{LOG.name}\n{size}\n{HASH}\n")).status in {400, 404}
    assert witness.get(f"/{ORIGIN_HASH}/checkpoint").status == 404


def test_of_two_that_ask_at_once_from_the_same_size_one_is_cosigned(witness: Running) -> None:
    """Sizes 6 to 13 all continue size 5: whoever is second has to ask again."""
    witness.post(asking(0, ENTRIES[:5]))
    bodies = [asking(5, ENTRIES[:size]) for size in range(6, 14)]

    with ThreadPoolExecutor(len(bodies)) as pool:
        answers = list(pool.map(witness.post, bodies))

    statuses = sorted(answer.status for answer in answers)
    won = [size for size, answer in zip(range(6, 14), answers, strict=True) if answer.status == 200]
    assert statuses == [200] + [409] * 7
    assert {answer.body for answer in answers if answer.status == 409} == {f"{won[0]}\n".encode()}


def test_what_was_cosigned_is_remembered_by_the_next_start(tmp_path: Path) -> None:
    with running(tmp_path / "witness") as before:
        before.post(asking(0, ENTRIES[:5]))
        key = before.key
        before.process.kill()
    with running(tmp_path / "witness", "--name", "another.example") as after:
        assert after.post(asking(0, REWRITTEN[:9])) == Answer(409, b"5\n", "text/x.tlog.size")
        assert after.key == key


def test_whoever_is_killed_at_any_moment_leaves_a_state_that_holds_all_it_cosigned(tmp_path: Path) -> None:
    """Each time it is killed while the log asks; what it had answered before is what it starts from."""
    known = 0
    for delay in (0.0, 0.001, 0.003, 0.01, 0.03):
        with running(tmp_path / "witness") as witness, ThreadPoolExecutor(1) as pool:
            pool.submit(kill_after, delay, witness.process)
            try:
                while witness.post(asking(known, ENTRIES[: known + 1])).status == 200:
                    known += 1
            except (OSError, http.client.HTTPException):
                pass
            witness.process.wait(10)
        with running(tmp_path / "witness") as witness:
            size = int(witness.post(asking(299, ENTRIES)).body)
            assert size in {known, known + 1}
            known = size


def kill_after(seconds: float, process: subprocess.Popen[bytes]) -> None:
    time.sleep(seconds)
    process.kill()


def test_a_new_file_that_was_left_half_written_does_no_harm(tmp_path: Path) -> None:
    with running(tmp_path / "witness") as witness:
        witness.post(asking(0, ENTRIES[:5]))
        [kept] = witness.folder.glob("logs/*/checkpoint")
    kept.with_name("checkpoint.new").write_bytes(b"register.exam")

    with running(tmp_path / "witness") as witness:
        assert cosigned_at(witness.post(asking(5, ENTRIES[:9])), witness, text(ENTRIES[:9]))


def test_a_changed_state_is_not_started_from(tmp_path: Path) -> None:
    with running(tmp_path / "witness") as witness:
        witness.post(asking(0, ENTRIES[:5]))
        [kept] = witness.folder.glob("logs/*/checkpoint")
    kept.write_text(kept.read_text(encoding="utf-8").replace("\n5\n", "\n4\n"), encoding="utf-8")

    with pytest.raises(AssertionError, match="LOG_SIGNATURE_WRONG"), running(tmp_path / "witness"):
        pass


def test_only_one_witness_uses_a_folder(witness: Running) -> None:
    with pytest.raises(AssertionError, match="Another witness uses"), running(witness.folder):
        pass


def test_everybody_may_have_what_was_cosigned_last(witness: Running) -> None:
    nothing_yet = witness.get(f"/{ORIGIN_HASH}/checkpoint")
    line = witness.post(asking(0, ENTRIES[:5])).body

    kept = witness.get(f"/{ORIGIN_HASH}/checkpoint")

    assert nothing_yet.status == 404
    assert kept == Answer(200, note(ENTRIES[:5]).encode() + line, "text/plain; charset=utf-8")
    assert witness.get("/add-checkpoint").status == 404
    assert witness.get("/").status == 404
    assert witness.get(f"/{ORIGIN_HASH}/../key").status == 404
    assert witness.post(asking(5, ENTRIES[:6]), path="/").status == 404


def test_the_key_is_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    def show(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "hoshimori", "witness", "--folder", str(tmp_path / "own"), "--show-key"]
        return subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True, check=False)

    made, again = show("--name", "gull.example/w1"), show("--name", "heron.example")
    file = tmp_path / "own" / "key"

    assert re.fullmatch(r"gull\.example/w1\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+\n", made.stdout)
    assert again.stdout == made.stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    file.chmod(0o644)
    assert (show().returncode, "chmod 600" in show().stderr) == (1, True)
    file.chmod(0o600)
    file.write_text(file.read_text(encoding="ascii").replace("gull", "heron"), encoding="ascii")
    assert (show().returncode, "no key of a witness" in show().stderr) == (1, True)


@pytest.mark.parametrize("keys", [(), ("nonsense",), (LOG.key, LOG.key), (Signer("x", "y", COSIGNATURE).key,)])
def test_a_witness_needs_to_know_whose_log_it_is(tmp_path: Path, keys: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "hoshimori", "witness", "--folder", str(tmp_path / "own"), "--port", "0"]
    logs = [word for key in keys for word in ("--log", key)]

    done = subprocess.run([*command, *logs], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "--log" in done.stderr


def conversation(witness: Running, *pieces: bytes) -> bytes:
    """Say these pieces to the witness and return all it answers until it hangs up."""
    with socket.create_connection(("127.0.0.1", witness.port), timeout=30) as line:
        for piece in pieces:
            line.sendall(piece)
        heard = b""
        try:
            while more := line.recv(65536):
                heard += more
        except ConnectionResetError:
            pass
        return heard


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"Content-Length: 65537\r\n", b"413"),
        (b"Content-Length: 999999999999999999999\r\n", b"400"),
        (b"Content-Length: -1\r\n", b"400"),
        (b"Content-Length: +5\r\n", b"400"),
        (b"Content-Length: 1_0\r\n", b"400"),
        (b"", b"411"),
        (b"Transfer-Encoding: chunked\r\n", b"411"),
        (b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", b"411"),
        (b"Content-Length: 5\r\nContent-Length: 6\r\n", b"411"),
        (b"X: " + b"y" * 70_000 + b"\r\n", b"431"),
        (b"X: y\r\n" * 200, b"431"),
    ],
)
def test_a_body_without_an_honest_length_is_not_read(witness: Running, head: bytes, status: bytes) -> None:
    heard = conversation(witness, b"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\n" + head + b"\r\n")

    assert heard.startswith(b"HTTP/1.1 " + status)


def test_several_requests_come_over_one_connection(witness: Running) -> None:
    first, second = asking(0, ENTRIES[:5]), asking(5, ENTRIES[:6])
    head = "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: {}\r\n{}\r\n"

    heard = conversation(
        witness,
        head.format(len(first), "").encode() + first,
        head.format(len(second), "Connection: close\r\n").encode() + second,
    )

    assert heard.count(b"HTTP/1.1 200") == 2


def test_no_word_of_a_stranger_stands_in_the_log(witness: Running) -> None:
    witness.post(asking(0, ENTRIES[:5], Signer("forged\u0085line", "x")))
    conversation(witness, b"POST /\x1b[31m HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\r\n")

    assert "forged" not in witness.log
    assert "\x1b" not in witness.log


def test_who_brings_a_request_drop_by_drop_is_cut_off(witness: Running) -> None:
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", witness.port), timeout=30) as line:
        line.sendall(b"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 60000\r\n\r\n")
        try:
            while time.monotonic() - began < 25:
                line.sendall(b"o")
                time.sleep(0.2)
        except OSError:
            pass

    assert 9 < time.monotonic() - began < 15
    cosigned_at(witness.post(asking(0, ENTRIES[:5])), witness, text(ENTRIES[:5]))


def test_a_crowd_that_says_nothing_does_not_keep_the_log_away_for_long(witness: Running) -> None:
    with ExitStack() as crowd:
        for _ in range(64):
            crowd.enter_context(socket.create_connection(("127.0.0.1", witness.port), timeout=30))
        time.sleep(2)

        with pytest.raises(TURNED_AWAY):
            witness.post(asking(0, ENTRIES[:5]))

        assert cosigned_at(asked_until_answered(witness, asking(0, ENTRIES[:5])), witness, text(ENTRIES[:5]))


def asked_until_answered(witness: Running, request: bytes, seconds: float = 30) -> Answer:
    """Ask again as long as the witness turns everybody away: a crowd has ten seconds, on a busy machine more."""
    until = time.monotonic() + seconds
    while True:
        try:
            return witness.post(request)
        except TURNED_AWAY:
            assert time.monotonic() < until
            time.sleep(0.5)


def test_it_stops_when_told(tmp_path: Path) -> None:
    with running(tmp_path / "witness") as witness:
        witness.process.send_signal(signal.SIGTERM)

        assert witness.process.wait(10) == 0
