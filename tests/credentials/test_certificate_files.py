"""A certificate file is read in one way or not at all, and written in one way."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.credentials.exchange import certificate_files
from hoshimori.credentials.exchange.certificate_files import CertificateFile, OwnWords, nonce_of
from hoshimori.credentials.rules.limits import LIMITS
from hoshimori.credentials.rules.reasons import Reason, Rejected

PATCHED = OwnWords("3-1-1", "古いサーバーに更新が届いていなかった", "更新の手順に加えた", "2027-03-12")
ALONE = CertificateFile("a.b.c~")
FULL = CertificateFile(
    "a.b.c~d~e.f.g",
    disclosure="0199f0a2-0000-7000-8000-000000000001",
    audience="https://kaede.example",
    nonce="bm9uY2U",
    leaf='{"format":"hoshimori/history/1"}',
    proof="c2sp.org/tlog-proof@v1\nindex 0\n",
    status_list="h.i.j",
    own_words=(PATCHED,),
    comment="3月に直しました",
    purpose="取引先の確認",
)


def refused(content: bytes) -> Reason:
    with pytest.raises(Rejected) as no:
        certificate_files.read(content)
    return no.value.reason


def spelled(**other: Any) -> bytes:
    return json.dumps({"format": certificate_files.FORMAT, "sd_jwt": "a.b.c~"} | other).encode()


def test_what_was_written_is_read_back() -> None:
    assert certificate_files.read(certificate_files.written(FULL)) == FULL
    assert certificate_files.read(certificate_files.written(ALONE)) == ALONE


def test_what_is_empty_is_not_written() -> None:
    assert certificate_files.written(ALONE) == b'{"format":"hoshimori/certificate/1","sd_jwt":"a.b.c~"}'


def test_a_file_is_written_in_one_way() -> None:
    content = certificate_files.written(FULL)

    assert list(json.loads(content)) == sorted(json.loads(content))
    assert certificate_files.written(certificate_files.read(content)) == content


def test_spaces_that_a_mail_program_adds_change_nothing() -> None:
    pretty = json.dumps(json.loads(certificate_files.written(FULL)), indent=2).encode()

    assert certificate_files.read(b"\r\n" + pretty + b"\n") == FULL


def test_a_qr_code_holds_the_statement_alone() -> None:
    assert certificate_files.read(b"a.b.c~d~\n") == CertificateFile("a.b.c~d~")


def test_the_nonce_is_that_of_these_very_words() -> None:
    words = {"disclosure": FULL.disclosure, "purpose": FULL.purpose, "comment": FULL.comment, "own_words": (PATCHED,)}

    assert nonce_of(**words) == nonce_of(**words)  # type: ignore[arg-type] # each value is of its own kind
    others = [words | {name: "x"} for name in ("disclosure", "purpose", "comment")]
    others.append(words | {"own_words": ()})
    others.append(words | {"own_words": (dataclasses.replace(PATCHED, corrected_on=""),)})
    assert len({nonce_of(**each) for each in [words, *others]}) == 6  # type: ignore[arg-type] # as above


def test_the_nonce_is_the_digest_of_the_canonical_words() -> None:
    words = nonce_of(disclosure="d", purpose="p", comment="", own_words=())

    # printf '{"comment":"","disclosure":"d","own_words":[],"purpose":"p"}' | openssl dgst -sha256 -binary | base64
    assert words == "p8lcvnRx5B5bf97PCvSDddYxvEQUOfT2-ZC37aeeoMg"


NOT_READ = {
    "not UTF-8": (b"\xff{}", Reason.FILE_WRONG),
    "another format": (spelled(format="hoshimori/certificate/2"), Reason.FILE_WRONG),
    "no format": (b'{"sd_jwt":"a.b.c~"}', Reason.FILE_WRONG),
    "no statement": (b'{"format":"hoshimori/certificate/1"}', Reason.FILE_WRONG),
    "a name nobody knows": (spelled(level=5), Reason.FILE_WRONG),
    "a statement that is no text": (spelled(sd_jwt=["a.b.c~"]), Reason.FILE_WRONG),
    "a comment that is no text": (spelled(comment=None), Reason.FILE_WRONG),
    "a binding that is no object": (spelled(binding="x"), Reason.FILE_WRONG),
    "a binding without a nonce": (spelled(binding={"audience": "x"}), Reason.FILE_WRONG),
    "a history with more in it": (spelled(history={"leaf": "", "proof": "", "more": ""}), Reason.FILE_WRONG),
    "a leaf that is no text": (spelled(history={"leaf": {}, "proof": ""}), Reason.FILE_WRONG),
    "own words that are no list": (spelled(own_words="x"), Reason.FILE_WRONG),
    "own words about nothing": (spelled(own_words=[{"nonconformity": "x"}]), Reason.FILE_WRONG),
    "too many own words": (spelled(own_words=[{}] * (LIMITS.own_words + 1)), Reason.FILE_WRONG),
    "a name twice": (b'{"format":"hoshimori/certificate/1","sd_jwt":"a","sd_jwt":"b"}', Reason.JSON_NAME_TWICE),
    "more after the end": (spelled() + b"{}", Reason.JSON_WRONG),
    "half a file": (spelled()[:-1], Reason.JSON_WRONG),
    "nested without end": (b'{"format":' + b"[" * 99, Reason.TOO_DEEP),
    "too large": (b" " * (LIMITS.certificate_file + 1), Reason.TOO_LARGE),
}


@pytest.mark.parametrize("story", NOT_READ)
def test_what_is_not_exactly_a_certificate_file_is_not_read(story: str) -> None:
    content, reason = NOT_READ[story]

    assert refused(content) == reason


@given(content=st.binary(max_size=80) | st.text(max_size=80).map("{".__add__).map(str.encode))
def test_reading_anything_ends_in_a_file_or_a_refusal(content: bytes) -> None:
    try:
        file = certificate_files.read(content)
    except Rejected:
        return
    assert file == CertificateFile(file.sd_jwt)
