"""The pages about evidence: what is sent is taken or refused in words, and what is kept is only ever saved."""

from __future__ import annotations

from datetime import date, datetime
from html import unescape
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from hoshimori.assessments.operations import beginning, closing
from hoshimori.assessments.queries.evidence import evidence_visible_to
from hoshimori.assessments.queries.evidence_lists import of_criterion, piece_of_evidence
from hoshimori.assessments.rules.evidence import Covers
from hoshimori.parties.operations import access
from tests.cast import Cast, sign_in
from tests.files.adding import CRITERION, OTHER, add, numbered, point, upload
from tests.files.samples import PDF, PROGRAM, png

YEARLY = "2-1-1-2"


@pytest.fixture
def aobas(cast: Cast, at: datetime) -> UUID:
    """Aoba's self-evaluation for ★3, just begun by Sato."""
    return beginning.begin(level=3, title="2026年度", actor=cast.sato, at=at)


@pytest.fixture
def ito(client: Client, cast: Cast) -> Client:
    """Ito at a browser that speaks Japanese."""
    return sign_in(client, cast.ito)


def page(assessment_id: UUID, criterion_no: str = CRITERION) -> str:
    return f"/assessments/{assessment_id}/evidence/?criterion={criterion_no}"


def to(assessment_id: UUID, act: str, criterion_no: str = CRITERION) -> str:
    return f"/assessments/{assessment_id}/evidence/{criterion_no}/{act}"


def file(name: str = "規程.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def names(cast: Cast, at: datetime, assessment_id: UUID) -> list[str]:
    return [piece.value.name for piece in of_criterion(cast.sato, at, assessment_id, CRITERION).pieces]


def test_several_files_are_added_with_the_period_they_cover(ito: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    sent = {
        "files_file": [file(), file("設定画面.png", png())],
        "files_covers_from": "2026-04-01",
        "files_covers_until": "2026-09-30",
    }

    answer = ito.post(to(aobas, "files"), sent)
    shown = ito.get(answer["Location"]).content.decode()

    assert (answer.status_code, answer["Location"]) == (302, page(aobas))
    assert "2件のファイルを証跡に追加しました。" in shown
    assert "2026年4月1日から2026年9月30日まで" in shown
    pieces = of_criterion(cast.sato, at, aobas, CRITERION).pieces
    assert [piece.value.name for piece in pieces] == ["規程.pdf", "設定画面.png"]
    assert {piece.value.covers for piece in pieces} == {Covers(date(2026, 4, 1), date(2026, 10, 1))}


def test_one_refused_file_keeps_no_other_from_being_added(ito: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    sent = {"files_file": [file("道具.pdf", PROGRAM), file()], "files_covers_from": "2026-04-01"}

    answer = ito.post(to(aobas, "files"), sent)

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "プログラムのファイルです。" in shown
    assert 'value="2026-04-01"' in shown
    assert names(cast, at, aobas) == ["規程.pdf"]


def test_a_photo_from_the_camera_counts_as_any_other_file(ito: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    ito.post(to(aobas, "files"), {"files_photo": file("image.png", png())})

    assert names(cast, at, aobas) == ["image.png"]


def test_a_script_is_told_how_each_file_fared(ito: Client, aobas: UUID) -> None:
    taken = ito.post(to(aobas, "files"), {"files_file": file()}, headers={"accept": "application/json"})
    refused = ito.post(
        to(aobas, "files"), {"files_file": file("表.pdf", png())}, headers={"accept": "application/json"}
    )
    empty = ito.post(to(aobas, "files"), {}, headers={"accept": "application/json"})

    assert (taken.status_code, taken.json()) == (200, {"files": [{"name": "規程.pdf", "message": ""}]})
    assert refused.status_code == 422
    assert "中身は PNG です" in refused.json()["files"][0]["message"]
    assert (empty.status_code, empty.json()["code"]) == (422, "FILE_MISSING")


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({}, "files_file", "ファイルを選んでください。"),
        ({"files_covers_from": "2026-02-30"}, "files_covers_from", "その日付はありません。"),
        (
            {"files_covers_from": "2026-05-02", "files_covers_until": "2026-05-01"},
            "files_covers_until",
            "最後の日が最初の日より前になっています。",
        ),
    ],
)
def test_what_is_wrong_with_the_form_is_said_beside_the_field(
    ito: Client, aobas: UUID, sent: dict[str, str], field: str, words: str
) -> None:
    answer = ito.post(to(aobas, "files"), sent)

    shown = answer.content.decode()
    error = shown.partition(f'id="{field}-error"')[2][:600]
    assert answer.status_code == 422
    assert words in error


def test_a_file_too_large_is_read_no_further_than_the_limit_and_said_so(
    ito: Client, cast: Cast, aobas: UUID, at: datetime, settings: Settings
) -> None:
    settings.HOSHIMORI_FILE_LIMIT = 2 * 1024 * 1024

    answer = ito.post(to(aobas, "files"), {"files_file": [file("動画.pdf", PDF * 40_000), file()]})

    assert answer.status_code == 422
    assert "2 MBを超えています。" in answer.content.decode()
    assert names(cast, at, aobas) == ["規程.pdf"]


def test_a_request_larger_than_any_form_is_turned_away_before_it_is_read(
    ito: Client, aobas: UUID, settings: Settings
) -> None:
    settings.HOSHIMORI_FILE_LIMIT = 1_000

    answer = ito.post(to(aobas, "files"), {"files_file": file("大きい.pdf", PDF * 500)})

    assert answer.status_code == 400


def test_what_stays_at_the_company_is_noted(ito: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    wrong = ito.post(to(aobas, "pointers"), {"pointer_name": "鍵の管理簿", "pointer_sha256": "123"})
    right = ito.post(to(aobas, "pointers"), {"pointer_name": "鍵の管理簿", "pointer_place": "総務部の金庫"})

    shown = wrong.content.decode()
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "SHA-256は、0〜9とa〜fの64文字です。" in shown
    assert 'value="鍵の管理簿"' in shown
    assert "置き場所: 総務部の金庫" in ito.get(page(aobas)).content.decode()
    assert names(cast, at, aobas) == ["鍵の管理簿"]


def test_evidence_is_picked_again_and_taken_out(ito: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    piece = add(aobas, cast.ito, at, criterion_no=OTHER)
    offered = ito.get(page(aobas)).content.decode()

    nothing = ito.post(to(aobas, "attach"), {})
    ito.post(to(aobas, "attach"), {"pick_pieces": str(piece.id)})
    picked = names(cast, at, aobas)
    ito.post(to(aobas, f"detach/{piece.id}"))

    assert f'value="{piece.id}"' in offered
    assert nothing.status_code == 422
    assert (picked, names(cast, at, aobas)) == (["規程.pdf"], [])


def test_a_long_company_is_searched_for_what_to_pick(ito: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    for number in range(52):
        add(aobas, cast.ito, at, numbered(number), criterion_no=OTHER)

    everything = ito.get(page(aobas)).content.decode()
    searched = ito.get(page(aobas) + "&q=規程7.pdf").content.decode()
    nothing = ito.get(page(aobas) + "&q=議事録").content.decode()

    assert "古いもの2件は表示していません。" in everything
    assert searched.count('name="pick_pieces"') == 1
    assert "このことばを名前や置き場所に含む証跡はありません。" in nothing


def test_a_piece_is_replaced_where_one_came_from(ito: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    old = add(aobas, cast.ito, at)
    place = f"{aobas}/{CRITERION}"
    link = f"/evidence/{old.id}/?replace={place}#replace"

    offered = ito.get(page(aobas)).content.decode()
    form = ito.get(link).content.decode()
    same = ito.post(f"/evidence/{old.id}/replace/file", {"files_file": file(), "places": place})
    new = ito.post(
        f"/evidence/{old.id}/replace/file", {"files_file": file("新しい規程.pdf", PDF + b"\n"), "places": place}
    )

    assert link in unescape(offered)
    assert f'value="{place}" checked' in form
    assert same.status_code == 422
    assert "同じファイルです。" in same.content.decode()
    assert f'value="{place}" checked' in same.content.decode()
    assert names(cast, at, aobas) == ["新しい規程.pdf"]
    assert "差し替え前の証跡" in ito.get(new["Location"]).content.decode()


def test_a_pointer_takes_a_place_too(ito: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    old = add(aobas, cast.ito, at)
    sent = {"pointer_name": "鍵の管理簿", "pointer_place": "金庫", "places": f"{aobas}/{CRITERION}"}

    ito.post(f"/evidence/{old.id}/replace/pointer", sent)
    nowhere = ito.post(f"/evidence/{old.id}/replace/pointer", sent | {"places": "here"})

    assert names(cast, at, aobas) == ["鍵の管理簿"]
    assert nowhere.status_code == 422


def test_a_period_is_corrected(ito: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    piece = add(aobas, cast.ito, at)
    address = f"/evidence/{piece.id}/period"

    done = ito.post(address, {"version": "1", "period_covers_from": "2026-04-01"})
    late = ito.post(address, {"version": "1", "period_covers_from": "2026-05-01"})

    assert (done.status_code, late.status_code) == (302, 409)
    assert 'value="2026-05-01"' in late.content.decode()
    assert piece_of_evidence(cast.sato, at, piece.id).kept.value.covers == Covers(date(2026, 4, 1))


def test_what_nothing_needs_is_removed_after_a_question(ito: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    piece = add(aobas, cast.ito, at)
    used = ito.post(f"/evidence/{piece.id}/remove")
    ito.post(to(aobas, f"detach/{piece.id}"))

    question = ito.get(f"/evidence/{piece.id}/removal").content.decode()
    gone = ito.post(f"/evidence/{piece.id}/remove")

    assert used.status_code == 409
    assert "「規程.pdf」が一覧からなくなります。" in question
    assert gone["Location"] == "/evidence/"
    assert not evidence_visible_to(cast.sato, at).exists()


def test_a_file_is_given_out_only_to_be_saved(ito: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    piece = add(aobas, cast.ito, at, upload('危ない"名前"; x=y\r\n規程.pdf'))

    answer = ito.get(f"/evidence/{piece.id}/file")

    assert answer.streaming
    assert answer.getvalue() == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(len(PDF))
    assert answer["Content-Disposition"] == (
        'attachment; filename="_______; x=y __.pdf"; '
        "filename*=UTF-8''%E5%8D%B1%E3%81%AA%E3%81%84_%E5%90%8D%E5%89%8D_%3B%20x%3Dy%20%E8%A6%8F%E7%A8%8B.pdf"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_file_that_waits_for_the_scanner_is_not_given_out(
    ito: Client, cast: Cast, aobas: UUID, at: datetime, settings: Settings
) -> None:
    settings.HOSHIMORI_SCANNER = "127.0.0.1:1"
    piece = add(aobas, cast.ito, at)

    answer = ito.get(f"/evidence/{piece.id}/file")
    shown = ito.get(page(aobas)).content.decode()

    assert answer.status_code == 409
    assert "ウイルス検査が終わると開けます。" in answer.content.decode()
    assert "ウイルス検査中" in shown
    assert "data-waits" in shown
    assert f"/evidence/{piece.id}/file" not in shown
    assert "ウイルス検査で保留" in ito.get("/evidence/").content.decode()


@pytest.mark.parametrize("who", ["kuro", "hayashi", "ono"])
def test_to_others_nothing_of_it_exists(client: Client, cast: Cast, aobas: UUID, at: datetime, who: str) -> None:
    piece = add(aobas, cast.ito, at)
    sign_in(client, getattr(cast, who))

    answers = [
        client.get(page(aobas)),
        client.get(f"/evidence/{piece.id}/"),
        client.get(f"/evidence/{piece.id}/file"),
        client.get(f"/evidence/{piece.id}/removal"),
        client.post(to(aobas, "files"), {"files_file": file()}),
        client.post(to(aobas, "pointers"), {"pointer_name": "a", "pointer_place": "b"}),
        client.post(to(aobas, "attach"), {"pick_pieces": str(piece.id)}),
        client.post(to(aobas, f"detach/{piece.id}")),
        client.post(f"/evidence/{piece.id}/period", {"version": "1"}),
        client.post(f"/evidence/{piece.id}/replace/file", {"files_file": file()}),
        client.post(f"/evidence/{piece.id}/remove"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert "規程.pdf" not in client.get("/evidence/").content.decode()


def test_who_is_not_signed_in_is_asked_to(client: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    piece = add(aobas, cast.ito, at)

    for address in ("/evidence/", page(aobas), f"/evidence/{piece.id}/file"):
        assert client.get(address)["Location"].startswith("/account/sign-in/")


def test_an_officer_with_open_access_reads_and_is_offered_nothing_to_change(
    client: Client, cast: Cast, aobas: UUID, at: datetime
) -> None:
    add(aobas, cast.ito, at)
    access.open_to(
        organization_id=cast.sato.organization_id, reason="問い合わせに答える", hours=1, actor=cast.hayashi, at=at
    )

    shown = sign_in(client, cast.hayashi).get(page(aobas)).content.decode()

    assert "規程.pdf" in shown
    assert "<form" not in shown.partition("<main")[2]


def test_a_closed_self_evaluation_says_that_its_evidence_stays(
    ito: Client, cast: Cast, aobas: UUID, at: datetime
) -> None:
    add(aobas, cast.ito, at)
    closing.close(assessment_id=aobas, actor=cast.sato, at=at)

    shown = ito.get(page(aobas)).content.decode()
    late = ito.post(to(aobas, "files"), {"files_file": file("別.pdf", PDF + b"\n")})

    assert "証跡は変えられません。" in shown
    assert "<form" not in shown.partition("<main")[2]
    assert late.status_code == 422
    assert names(cast, at, aobas) == ["規程.pdf"]


def test_what_is_too_old_is_said_in_words(ito: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    add(aobas, cast.ito, at, criterion_no=YEARLY, covers=Covers(None, date(2025, 4, 1)))

    here = ito.get(page(aobas, YEARLY)).content.decode()
    found = ito.get("/evidence/?show=OLD").content.decode()

    assert "いちばん新しい証跡は2025年3月31日までのものです。この評価基準は1年ごとの記録を求めています。" in here
    assert "規程.pdf" in found
    assert "基準が求める間隔より古い" in found


def test_the_list_leads_on_when_empty_or_nothing_is_found(ito: Client, cast: Cast, aobas: UUID, at: datetime) -> None:
    empty = ito.get("/evidence/").content.decode()
    point(aobas, cast.ito, at)

    nothing = ito.get("/evidence/?q=議事録&show=AT_COMPANY&criterion=1-2-3-1&page=7").content.decode()

    assert "回答へ進む" in empty
    assert "当てはまる証跡はありません。" in nothing
    assert ito.get(f"/assessments/{aobas}/evidence/")["Location"] == "/evidence/"
    assert ito.get(page(aobas, "9-9-9-9")).status_code == 404


def test_pages_need_a_fixed_number_of_statements(
    ito: Client, cast: Cast, aobas: UUID, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    piece = [add(aobas, cast.ito, at, numbered(number)) for number in range(8)][-1]
    ito.get("/evidence/")

    with django_assert_num_queries(11):
        ito.get("/evidence/")
    with django_assert_num_queries(11):
        ito.get(page(aobas))
    with django_assert_num_queries(8):
        ito.get(f"/evidence/{piece.id}/")
    with django_assert_num_queries(4):
        b"".join(ito.get(f"/evidence/{piece.id}/file"))
    with django_assert_num_queries(17):
        ito.post(to(aobas, "files"), {"files_file": file()}, headers={"accept": "application/json"})
