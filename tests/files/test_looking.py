"""What people hand in is taken for what it contains, whatever it is called; what could do harm is refused in words."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoshimori.files import kinds
from hoshimori.files.kinds import Kind
from hoshimori.files.looking import look
from hoshimori.shared.refusal import Invalid
from tests.files import samples

LINK = '<a xmlns="t" xmlns:x="http://www.w3.org/1999/xlink" x:href="https://aoba.example/"/>'
FETCHED = '<image xmlns="d" xmlns:x="http://www.w3.org/1999/xlink" x:href="https://spy.example/"/>'
LOCKED = "<m:file-entry><m:encryption-data/></m:file-entry>"
OLE_OBJECT = '<m:file-entry m:media-type="application/vnd.sun.star.oleobject"/>'
SCRIPTED = '<e:event-listener xmlns:e="urn:oasis:names:tc:opendocument:xmlns:script:1.0"/>'
OLE_TYPE = "application/vnd.openxmlformats-officedocument.oleObject"


def seen(content: bytes, name: str) -> Kind:
    return look(io.BytesIO(content), name)


def refused(content: bytes, name: str) -> str:
    with pytest.raises(Invalid) as refusal:
        seen(content, name)
    assert refusal.value.field == "file"
    return refusal.value.code


def outcome(content: bytes, name: str) -> Kind | str:
    try:
        return seen(content, name)
    except Invalid as refusal:
        return refusal.code


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("規程.pdf", samples.PDF, kinds.PDF),
        ("設定.png", samples.png(), kinds.PNG),
        ("金庫.jpg", samples.jpeg(), kinds.JPEG),
        ("金庫.jpeg", samples.jpeg(b"a second, smaller picture"), kinds.JPEG),
        ("画面.webp", samples.webp(), kinds.WEBP),
        ("棚.heic", samples.heic(), kinds.HEIC),
        ("議事録.docx", samples.docx(), kinds.DOCX),
        ("グラフ入り.docx", samples.chart_in_word(), kinds.DOCX),
        ("台帳.xlsx", samples.xlsx(), kinds.XLSX),
        ("教育.pptx", samples.pptx(), kinds.PPTX),
        ("規程.odt", samples.odf(), kinds.ODT),
        ("台帳.ods", samples.odf("spreadsheet", LINK), kinds.ODS),
        ("教育.odp", samples.odf("presentation"), kinds.ODP),
        ("記録.txt", "点検しました。".encode(), kinds.TEXT),
        ("記録.csv", "日付,担当\r\n11/4,佐藤\r\n".encode("cp932"), kinds.TEXT),
        ("記録.log", "古い機械の記録".encode("euc_jp"), kinds.TEXT),
        ("設定.txt", "書き出した設定".encode("utf-16"), kinds.TEXT),
        ("表.csv", "\ufeff見出し,値".encode(), kinds.TEXT),
        ("名前だけ", samples.PDF, kinds.PDF),
    ],
)
def test_what_companies_have_is_taken(name: str, content: bytes, kind: Kind) -> None:
    assert seen(content, name) == kind


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.pdf", b"", "FILE_EMPTY"),
        ("途中まで.pdf", samples.PDF[:40], "FILE_DAMAGED"),
        ("鍵つき.pdf", samples.LOCKED_PDF, "FILE_HAS_PASSWORD"),
        ("途中まで.png", samples.png()[:-6], "FILE_DAMAGED"),
        ("途中まで.jpg", samples.jpeg()[:6], "FILE_DAMAGED"),
        ("途中まで.webp", samples.webp()[:-2], "FILE_DAMAGED"),
        ("途中まで.heic", samples.heic()[:-2], "FILE_DAMAGED"),
        ("途中まで.docx", samples.docx()[:-30], "FILE_DAMAGED"),
        ("動画.gif", samples.GIF, "FILE_KIND_NOT_TAKEN"),
        ("謎.dat", b"\x00\x01\x02\x03", "FILE_KIND_UNKNOWN"),
        ("動く画像.avif", samples.heic(brand=b"avif"), "FILE_KIND_NOT_TAKEN"),
        ("書類.zip", samples.zipped({"a.txt": "a"}), "FILE_IS_ARCHIVE"),
        ("書類.lzh", b"\x20\x10-lh5-\x00\x01\x02", "FILE_IS_ARCHIVE"),
        ("書類.7z", b"7z\xbc\xaf\x27\x1c\x00\x04", "FILE_IS_ARCHIVE"),
        ("書類.tar", b"a.txt".ljust(257, b"\0") + b"ustar", "FILE_IS_ARCHIVE"),
        ("書類.iso", b"\0" * 32769 + b"CD001", "FILE_IS_ARCHIVE"),
        ("道具.exe", samples.PROGRAM, "FILE_IS_PROGRAM"),
        ("請求書.pdf", samples.PROGRAM, "FILE_IS_PROGRAM"),
        ("近道.lnk", b"L\x00\x00\x00\x01\x14\x02\x00", "FILE_IS_PROGRAM"),
        ("頁.html", b"<p>hello</p>", "FILE_IS_WEB_PAGE"),
        ("頁.txt", b"\n <!DOCTYPE html><script>alert(1)</script>", "FILE_IS_WEB_PAGE"),
        ("図.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "FILE_IS_WEB_PAGE"),
        ("図.txt", "\ufeff<svg onload='x'/>".encode("utf-16"), "FILE_IS_WEB_PAGE"),
        ("手順.ps1", b"Get-Date", "FILE_IS_SCRIPT"),
        ("手順.txt", b"#!/bin/sh\nls", "FILE_IS_SCRIPT"),
        ("連絡.eml", b"From: a@aoba.example\n\nhello", "FILE_IS_MAIL"),
        ("古い.doc", samples.OLE + b"\0" * 600, "FILE_IS_OLD_OFFICE"),
        ("鍵つき.docx", samples.OLE + "EncryptedPackage".encode("utf-16-le"), "FILE_HAS_PASSWORD"),
        ("鍵つき.odt", samples.odf(manifest=LOCKED), "FILE_HAS_PASSWORD"),
    ],
)
def test_what_nobody_can_or_should_open_is_refused_with_its_reason(name: str, content: bytes, code: str) -> None:
    assert refused(content, name) == code


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("記録.docx", samples.docx({"word/vbaProject.bin": b"\0"}), "FILE_HAS_MACROS"),
        ("記録.docx", samples.docx({}, "application/vnd.ms-word.document.macroEnabled.main+xml"), "FILE_HAS_MACROS"),
        ("表.xlsx", samples.docx({"xl/macrosheets/sheet1.xml": "<x/>"}), "FILE_HAS_MACROS"),
        ("部品.docx", samples.docx({"word/activeX/activeX1.xml": "<x/>"}), "FILE_HAS_MACROS"),
        ("記録.odt", samples.odf(more={"Basic/Standard/Module1.xml": "<x/>"}), "FILE_HAS_MACROS"),
        ("記録.odt", samples.odf(content=SCRIPTED), "FILE_HAS_MACROS"),
        ("記録.docx", samples.docx({"word/embeddings/oleObject1.bin": b"\0"}), "FILE_HAS_EMBEDDED"),
        ("記録.docx", samples.docx({}, OLE_TYPE), "FILE_HAS_EMBEDDED"),
        ("記録.docx", samples.docx({"word/media/tool.exe": b"\0"}), "FILE_HAS_EMBEDDED"),
        ("入れ子.docx", samples.docx({"word/embeddings/a.docx": samples.chart_in_word()}), "FILE_HAS_EMBEDDED"),
        ("記録.odt", samples.odf(manifest=OLE_OBJECT), "FILE_HAS_EMBEDDED"),
        ("表.xlsx", samples.docx({"xl/externalLinks/externalLink1.xml": "<x/>"}), "FILE_HAS_OUTSIDE_LINKS"),
        ("表.xlsx", samples.docx({"xl/connections.xml": "<x/>"}), "FILE_HAS_OUTSIDE_LINKS"),
        ("記録.ods", samples.odf("spreadsheet", FETCHED), "FILE_HAS_OUTSIDE_LINKS"),
    ],
)
def test_an_office_file_that_acts_by_itself_is_refused(name: str, content: bytes, code: str) -> None:
    assert refused(content, name) == code


@pytest.mark.parametrize(
    ("kind", "target", "is_taken"),
    [
        ("hyperlink", "https://aoba.example/", True),
        ("attachedTemplate", "file:///C:\\Templates\\Aoba.dotx", True),
        ("attachedTemplate", "https://spy.example/a.dotm", False),
        ("attachedTemplate", "file:///\\\\spy\\share\\a.dotm", False),
        ("image", "https://spy.example/pixel.png", False),
        ("oleObject", "file:///C:\\a.xlsx", False),
        ("frame", "https://spy.example/", False),
    ],
)
def test_a_link_to_click_stays_what_is_fetched_on_opening_does_not(kind: str, target: str, *, is_taken: bool) -> None:
    document = samples.docx({"word/_rels/document.xml.rels": samples.relation(kind, target)})

    if is_taken:
        assert seen(document, "記録.docx") == kinds.DOCX
    else:
        assert refused(document, "記録.docx") == "FILE_HAS_OUTSIDE_LINKS"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("写真.png", samples.png(behind=b"<html>")),
        ("写真.png", samples.png(behind=samples.zipped({"a.txt": "a"}))),
        ("写真.jpg", samples.jpeg(behind=samples.zipped({"a.txt": "a"}))),
        ("写真.webp", samples.webp(behind=b"12345678")),
        ("写真.heic", samples.heic(behind=struct.pack(">I", 16) + b"zip!")),
        ("規程.pdf", samples.PDF + samples.zipped({"a.txt": "a"}) + b"%%EOF"),
        ("規程.pdf", samples.PDF + samples.zipped({"a.txt": "a"}, zipfile.ZIP_STORED)),
        ("規程.pdf", samples.PDF.replace(b"1 0 obj", b"<script>1 0 obj")),
        ("記録.docx", samples.docx() + b"behind"),
    ],
)
def test_one_file_in_another_is_refused(name: str, content: bytes) -> None:
    assert refused(content, name) in {"FILE_HIDES_ANOTHER", "FILE_DAMAGED"}


@pytest.mark.parametrize(
    "parts",
    [
        {"../../etc/cron.d/x": "x"},
        {"/etc/passwd": "x"},
        {"word\\..\\x": "x"},
    ],
)
def test_a_package_that_would_unpack_elsewhere_is_refused(parts: dict[str, bytes | str]) -> None:
    assert refused(samples.docx(parts), "記録.docx") == "FILE_DAMAGED"


def test_a_bomb_is_refused_by_what_it_says_and_by_what_it_hides() -> None:
    assert refused(samples.bomb(), "小さい.docx") == "FILE_UNPACKS_TOO_LARGE"
    assert refused(samples.lying_bomb(), "小さい.docx") == "FILE_DAMAGED"
    assert refused(samples.docx({f"p{n}.xml": "" for n in range(5_001)}), "細かい.docx") == "FILE_UNPACKS_TOO_LARGE"


def test_entities_in_markup_are_never_followed() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'

    assert refused(samples.docx({"word/_rels/document.xml.rels": bomb}), "記録.docx") == "FILE_DAMAGED"
    assert refused(samples.odf(content=bomb), "記録.odt") == "FILE_DAMAGED"


@pytest.mark.parametrize(
    ("name", "content", "claimed", "actual"),
    [
        ("請求書.pdf", samples.xlsx(), ".pdf", "Excel (.xlsx)"),
        ("写真.JPG", samples.png(), ".jpg", "PNG"),
        ("記録.docx", "ただの文".encode(), ".docx", ".txt"),
        ("規程.pdf.exe", samples.PDF, ".exe", "PDF"),
    ],
)
def test_a_name_that_says_something_else_is_named_kindly(name: str, content: bytes, claimed: str, actual: str) -> None:
    with pytest.raises(Invalid, match="FILE_IS_OTHER_KIND") as refusal:
        seen(content, name)

    assert refusal.value.particulars == {"claimed": claimed, "actual": actual}


def test_every_kind_that_is_taken_can_be_chosen_in_a_file_dialog() -> None:
    offered = kinds.ACCEPT.split(",")

    assert {kind.extensions[0] for kind in kinds.TAKEN} <= set(offered)
    assert len(offered) == len(set(offered))


@given(content=st.binary(min_size=1, max_size=300), start=st.sampled_from(["", "pdf", "png", "docx", "odt", "heic"]))
def test_whatever_bytes_come_they_are_taken_or_refused_and_nothing_breaks(content: bytes, start: str) -> None:
    whole = {"pdf": samples.PDF, "png": samples.png(), "docx": samples.docx(), "odt": samples.odf()}
    begun = whole.get(start, samples.heic() if start else b"")[:200] + content

    found = outcome(begun, "記録")

    assert found in kinds.TAKEN or str(found).startswith("FILE_")
