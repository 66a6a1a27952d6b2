"""The officer records, the expert reads and agrees to be listed, anybody finds it; and nobody else does any of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hoshimori.qualifications.operations import listing
from hoshimori.qualifications.queries import own
from hoshimori.qualifications.rules import Ground
from hoshimori.shared.actor import Actor, Role
from hoshimori.shared.identifiers import new_id
from tests.cast import LISTED, Cast, Experts, join, make_eligible, sign_in

QUALIFICATION = {"name": LISTED, "proof": "登録番号 第1号", "held_from": "2024-04-01", "valid_until": ""}
TRAINING = {"provider": "研修機関", "completed_on": "2026-10-01", "training_until": "2027-09-30"}
LISTING = {
    "is_listed": "yes",
    "serves": "OTHERS",
    "statement": "製造業を中心に20社を見てきました。",
    "prefectures": ["13", "14"],
    "industries": ["E"],
    "size_classes": [],
    "version": "0",
}


def desk_of(expert: Actor) -> str:
    return f"/operator/experts/{expert.membership_id}/"


def test_the_officer_makes_kiyota_eligible(cast: Cast, experts: Experts, client: Client, at: datetime) -> None:
    officer = sign_in(client, cast.hayashi, at)
    here = desk_of(experts.kiyota)

    before = officer.get("/operator/experts/", {"words": "清田"}).content.decode()
    officer.post(f"{here}qualifications/", QUALIFICATION)
    after = officer.post(f"{here}trainings/", TRAINING, follow=True).content.decode()

    assert "清田 実" in before
    assert "求められる資格が記録されていません。" in before
    assert "今日、確認できます" in after
    assert "2027年9月30日" in after
    assert own(experts.kiyota, at).grounds == ()


def test_the_last_day_the_officer_wrote_still_counts(
    cast: Cast, experts: Experts, client: Client, at: datetime
) -> None:
    officer = sign_in(client, cast.hayashi, at)

    officer.post(f"{desk_of(experts.kiyota)}qualifications/", QUALIFICATION | {"valid_until": "2026-12-31"})
    officer.post(f"{desk_of(experts.kiyota)}trainings/", TRAINING)

    last_second = datetime(2026, 12, 31, 14, 59, 59, tzinfo=UTC)
    assert own(experts.kiyota, last_second).grounds == ()
    assert own(experts.kiyota, last_second + timedelta(seconds=1)).grounds == (Ground.QUALIFICATION_ENDED,)


@pytest.mark.parametrize(
    "typed",
    [
        QUALIFICATION | {"name": "書かれていない資格", "wrong": "name"},
        QUALIFICATION | {"proof": "", "wrong": "proof"},
        QUALIFICATION | {"held_from": "", "wrong": "held_from"},
        QUALIFICATION | {"held_from": "2024-02-30", "wrong": "held_from"},
        QUALIFICATION | {"valid_until": "2024-03-31", "wrong": "valid_until"},
        QUALIFICATION | {"valid_until": "9999-12-31", "wrong": "valid_until"},
        TRAINING | {"provider": " ", "wrong": "provider"},
        TRAINING | {"completed_on": "2026-11-24", "wrong": "completed_on"},
        TRAINING | {"training_until": "", "wrong": "training_until"},
        TRAINING | {"training_until": "20270930", "wrong": "training_until"},
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_what_was_typed_stays(
    cast: Cast, experts: Experts, client: Client, at: datetime, typed: dict[str, str]
) -> None:
    form, shown = ("trainings" if "provider" in typed else "qualifications"), typed.keys() - {"name", "wrong"}

    answer = sign_in(client, cast.hayashi, at).post(f"{desk_of(experts.kiyota)}{form}/", typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{typed["wrong"]}-error"' in page
    assert all(f'value="{typed[name]}"' in page for name in shown if typed[name].strip())
    kept = own(experts.kiyota, at)
    assert (len(kept.qualifications), len(kept.trainings)) == (0, 0)


def test_the_same_qualification_twice_is_told_beside_its_name(
    cast: Cast, experts: Experts, client: Client, at: datetime
) -> None:
    officer = sign_in(client, cast.hayashi, at)
    officer.post(f"{desk_of(experts.kiyota)}qualifications/", QUALIFICATION)

    answer = officer.post(f"{desk_of(experts.kiyota)}qualifications/", QUALIFICATION)

    assert answer.status_code == 422
    assert 'id="name-error"' in answer.content.decode()


@pytest.mark.parametrize("kind", ["qualifications", "trainings"])
def test_something_is_taken_out_with_a_reason_and_stays_readable(
    cast: Cast, experts: Experts, client: Client, at: datetime, kind: str
) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)
    record_id = getattr(own(experts.kiyota, at), kind)[0].id
    officer, here = sign_in(client, cast.hayashi, at), f"{desk_of(experts.kiyota)}{kind}/{record_id}/"

    asked = officer.get(here)
    refused = officer.post(here, {"reason": " "})
    done = officer.post(here, {"reason": "別の人のものだった。"}, follow=True)

    assert (asked.status_code, refused.status_code) == (200, 422)
    assert 'id="reason-error"' in refused.content.decode()
    assert "別の人のものだった。" in done.content.decode()
    assert len(own(experts.kiyota, at).grounds) == 1
    assert officer.post(here, {"reason": "もう一度"}).status_code == 409


def test_a_record_is_taken_out_only_on_the_page_of_its_expert(
    cast: Cast, experts: Experts, client: Client, at: datetime
) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)
    record_id = own(experts.kiyota, at).qualifications[0].id
    officer = sign_in(client, cast.hayashi, at)

    elsewhere = officer.post(f"{desk_of(experts.minami)}qualifications/{record_id}/", {"reason": "x"})
    nothing = officer.get(f"{desk_of(experts.kiyota)}trainings/{new_id()}/")

    assert (elsewhere.status_code, nothing.status_code) == (404, 404)
    assert own(experts.kiyota, at).qualifications[0].taken_out_at is None


def test_nobody_but_an_officer_sees_or_changes_records_at_the_desk(
    cast: Cast, experts: Experts, client: Client, at: datetime
) -> None:
    here = desk_of(experts.kiyota)

    assert client.get(here).status_code == client.get("/operator/experts/").status_code == 302
    for actor in (experts.amano, experts.minami, cast.sato, cast.ono):
        visitor = sign_in(client, actor, at)
        assert visitor.get("/operator/experts/").status_code == 403
        assert visitor.get(here).status_code == 404
        assert visitor.post(f"{here}qualifications/", QUALIFICATION).status_code == 404
        assert visitor.post(f"{here}trainings/", TRAINING).status_code == 404
    own_page = sign_in(client, experts.kiyota, at)
    assert own_page.get(here).status_code == 403
    assert own_page.post(f"{here}trainings/", TRAINING).status_code == 403
    assert own(experts.kiyota, at).trainings == ()


def test_kiyota_reads_why_it_cannot_confirm_and_then_how_long_it_can(
    cast: Cast, experts: Experts, client: Client, at: datetime
) -> None:
    kiyota = sign_in(client, experts.kiyota, at)
    before = kiyota.get("/expert/me/").content.decode()
    make_eligible(experts.kiyota, cast.hayashi, at)

    eligible = kiyota.get("/expert/me/").content.decode()
    late = sign_in(client, experts.kiyota, datetime(2027, 9, 1, tzinfo=UTC)).get("/expert/me/").content.decode()
    over = sign_in(client, experts.kiyota, datetime(2027, 9, 30, 15, tzinfo=UTC)).get("/expert/me/").content.decode()

    assert "今日は確認できません" in before
    assert "制度の研修が記録されていません。" in before
    assert "2027年9月30日まで有効です(あと312日)" in eligible
    assert "研修の期限まであと30日です" in late
    assert "制度の研修は、今日の時点で有効ではありません。" in over


def test_kiyota_agrees_to_be_listed_and_anybody_finds_it(
    cast: Cast, experts: Experts, client: Client, at: datetime
) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)
    anybody, asked = Client(), {"prefecture": "14", "industry": "E", "size_class": "UP_TO_20", "serves": "OTHERS"}
    anybody.defaults["hoshimori.at"] = at  # type: ignore[assignment]  # a server's environment holds more than text

    before = anybody.get("/experts/")
    saved = sign_in(client, experts.kiyota, at).post("/expert/me/listing/", LISTING, follow=True)
    found = anybody.get("/experts/", asked | {"words": "ほしぞら"})
    not_found = anybody.get("/experts/", asked | {"prefecture": "27"})

    assert "掲載されている専門家はまだいません" in before.content.decode()
    assert 'name="is_listed" value="yes" checked' in saved.content.decode()
    assert "製造業を中心に20社を見てきました。" in found.content.decode()
    assert "登録番号" not in found.content.decode(), "the proof is for the operator, not for everybody"
    assert "kiyota@" not in found.content.decode()
    assert "見つかりませんでした" in not_found.content.decode()


def test_a_listing_that_is_refused_comes_back_as_it_was_typed(experts: Experts, client: Client, at: datetime) -> None:
    kiyota = sign_in(client, experts.kiyota, at)

    wrong = kiyota.post("/expert/me/listing/", LISTING | {"serves": "EVERYBODY"})
    kiyota.post("/expert/me/listing/", LISTING)
    meanwhile = kiyota.post("/expert/me/listing/", LISTING | {"statement": "古い窓から書いた文。"})
    again = kiyota.post("/expert/me/listing/", LISTING | {"statement": "古い窓から書いた文。", "version": "1"})

    assert (wrong.status_code, meanwhile.status_code, again.status_code) == (422, 422, 302)
    assert 'id="serves-error"' in wrong.content.decode()
    assert "製造業を中心に20社を見てきました。" in wrong.content.decode()
    assert "古い窓から書いた文。" in meanwhile.content.decode()
    assert 'name="version" value="1"' in meanwhile.content.decode()
    assert sorted(own(experts.kiyota, at).offer.prefectures) == ["13", "14"]


@pytest.mark.parametrize("who", ["sato", "hayashi", "ono"])
def test_whoever_is_no_expert_has_no_record_of_its_own(cast: Cast, client: Client, at: datetime, who: str) -> None:
    visitor = sign_in(client, getattr(cast, who), at)

    assert visitor.get("/expert/me/").status_code == 403
    assert visitor.post("/expert/me/listing/", LISTING).status_code == 403


def test_signed_out_one_is_sent_to_sign_in(experts: Experts, client: Client) -> None:
    del experts

    assert client.get("/expert/me/").status_code == 302
    assert client.post("/expert/me/listing/", LISTING).status_code == 401


def test_the_register_goes_on_and_keeps_what_was_asked(
    cast: Cast, experts: Experts, client: Client, at: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(21):
        expert = join(experts.amano, f"多田 {number}", f"tada{number}@hoshizora.example", Role.EXPERT)
        make_eligible(expert, cast.hayashi, at)
        listing.change(
            is_listed=True,
            serves="OTHERS",
            statement="",
            prefectures=["14"],
            industries=[],
            size_classes=[],
            version=0,
            actor=expert,
            at=at,
        )
    client.defaults["hoshimori.at"] = at  # type: ignore[assignment]  # a server's environment holds more than text

    with django_assert_max_num_queries(7):
        first = client.get("/experts/", {"prefecture": "14", "words": "多田"})
    second = client.get(f"/experts/?{first.context['page'].next}")

    assert (len(first.context["page"].cards), len(second.context["page"].cards)) == (20, 1)
    assert second.context["page"].asked.prefecture == "14"
    assert second.context["page"].next == ""


def test_what_makes_no_sense_in_an_address_is_not_asked_for(client: Client, db: None) -> None:
    del db

    answer = client.get("/experts/", {"prefecture": "99", "after": "x", "serves": "ALL", "words": "'\"%_\\ --"})

    assert answer.status_code == 200
    assert answer.context["page"].asked.prefecture == ""


def test_pages_about_experts_ask_the_database_little(
    cast: Cast, experts: Experts, client: Client, at: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_eligible(experts.kiyota, cast.hayashi, at)

    sign_in(client, cast.hayashi, at)
    with django_assert_max_num_queries(10):
        client.get("/operator/experts/")
    with django_assert_max_num_queries(10):
        client.get(desk_of(experts.kiyota))
    sign_in(client, experts.kiyota, at)
    with django_assert_max_num_queries(10):
        client.get("/expert/me/")
