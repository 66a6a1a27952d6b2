"""Aoba's people see and keep their organization: particulars, members, IT platforms, and who looked in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hoshimori.parties.models import Membership, Organization, Platform, PlatformUse
from hoshimori.parties.operations import access, invitations, platforms
from hoshimori.shared.actor import Actor
from tests.cast import AOBA, KAEDE, MOMENT, Cast, sign_in

pytestmark = pytest.mark.django_db
ADDRESS = "/company/"
MOST_STATEMENTS = 11
PARTICULARS = {
    "name_ja": "青葉部品株式会社",
    "name_kana": "アオバブヒン",
    "name_en": "Aoba Parts",
    "prefecture": "14",
    "size_class": "UP_TO_50",
    "industry": "E",
}


def text(client: Client, address: str = ADDRESS) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def platform(cast: Cast) -> Platform:
    """Kaede's platform."""
    return Platform.objects.get(
        pk=platforms.add(name="かえで共通基盤", description="サーバー室", actor=cast.tanaka, at=MOMENT)
    )


@pytest.mark.parametrize("who", ["mori", "sato", "ito"])
def test_every_member_sees_particulars_and_members(client: Client, cast: Cast, who: str) -> None:
    page = text(sign_in(client, getattr(cast, who)))

    for words in ("青葉部品株式会社", AOBA, "神奈川県", "製造業", "佐藤 花子", "森 健一", "伊藤 次郎"):
        assert words in page
    assert "よその製作所" not in page
    assert "かえでソフト" not in page


def test_a_contributor_is_offered_only_what_a_contributor_may(client: Client, cast: Cast) -> None:
    page = text(sign_in(client, cast.ito))

    ways = set(re.findall(r'(?:href|action)="(/company/[^"]*)"', page))
    assert ways == {"/company/", f"/company/members/{cast.ito.membership_id}/end/"}


@pytest.mark.parametrize(
    "address", ["/company/change/", "/company/invite/", "/company/platforms/add/"], ids=lambda address: address
)
def test_what_a_contributor_may_not_do_says_so(client: Client, cast: Cast, address: str) -> None:
    sign_in(client, cast.ito)

    assert client.get(address).status_code == 403
    assert client.post(address, PARTICULARS | {"email": "a@b.example", "role": "CONTRIBUTOR"}).status_code == 403


def test_two_people_change_the_particulars_and_both_versions_are_shown(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)
    sign_in(other := Client(), cast.mori)
    typed = PARTICULARS | {"version": "1", "name_kana": "アオバ"}
    other.post("/company/change/", PARTICULARS | {"version": "1", "name_kana": "アオバブヒンカブシキガイシャ"})

    page = client.post("/company/change/", typed)
    again = re.search(r'name="version" value="(\d+)"', page.content.decode())
    assert again
    client.post("/company/change/", typed | {"version": again[1]})

    assert page.status_code == 422
    assert "アオバブヒンカブシキガイシャ" in page.content.decode()
    assert 'value="アオバ"' in page.content.decode()
    assert "<dd>アオバ</dd>" in text(client)


@pytest.mark.parametrize("version", ["", "x", "-1", "٣", "99999999999999999999"])
def test_a_version_that_was_never_shown_changes_nothing(client: Client, cast: Cast, version: str) -> None:
    sign_in(client, cast.sato)

    page = client.post("/company/change/", PARTICULARS | {"version": version, "name_en": "Other"})

    assert page.status_code == 422
    assert Organization.objects.get(pk=cast.sato.organization_id).name_en == "Aoba Parts"


def test_the_corporate_number_and_the_kind_cannot_be_changed(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)

    client.post("/company/change/", PARTICULARS | {"version": "1", "corporate_number": KAEDE, "kind": "OPERATOR"})

    organization = Organization.objects.get(pk=cast.sato.organization_id)
    assert (organization.corporate_number, organization.kind, organization.version) == (AOBA, "COMPANY", 2)


def test_leaving_is_asked_about_first(client: Client, cast: Cast) -> None:
    sign_in(client, cast.ito)
    address = f"/company/members/{cast.ito.membership_id}/end/"

    asked = text(client, address)
    assert Membership.objects.get(pk=cast.ito.membership_id).ended_at is None
    client.post(address)

    assert "青葉部品株式会社から抜けますか" in asked
    assert Membership.objects.get(pk=cast.ito.membership_id).ended_at == MOMENT
    assert client.get(ADDRESS).headers["Location"] == "/account/welcome/"


def test_the_last_one_leading_is_told_why_not(client: Client, cast: Cast) -> None:
    sign_in(client, cast.tanaka)

    page = client.post(f"/company/members/{cast.tanaka.membership_id}/end/")

    assert page.status_code == 409
    assert "招待できる最後の1人" in page.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_members_of_others_and_colleagues_out_of_reach_are_not_there(client: Client, cast: Cast, method: str) -> None:
    sign_in(client, cast.ito)
    for membership_id in (cast.kuro.membership_id, cast.tanaka.organization_id):
        assert getattr(client, method)(f"/company/members/{membership_id}/end/").status_code == 404


def test_a_run_out_invitation_says_so_and_can_be_renewed(client: Client, cast: Cast) -> None:
    invitations.invite(
        organization_id=cast.sato.organization_id,
        email="ueda@aoba.example",
        role="CONTRIBUTOR",
        actor=cast.sato,
        at=MOMENT - timedelta(days=15),
    )

    page = text(sign_in(client, cast.sato))

    assert "期限切れ" in page
    assert "新しいリンク" in page


def test_aoba_takes_up_what_kaede_offers(client: Client, cast: Cast, platform: Platform) -> None:
    sign_in(tanaka := Client(), cast.tanaka)
    sign_in(client, cast.sato)

    tanaka.post(f"/company/platforms/{platform.pk}/offer/", {"corporate_number": AOBA})
    offered = text(client)
    use = PlatformUse.objects.get()
    client.post(f"/company/uses/{use.pk}/take-up/")

    assert "かえでソフト株式会社から、IT基盤「かえで共通基盤」の共同利用の案内が来ています" in offered
    assert "管理: かえでソフト株式会社" in text(client)
    assert "共有中" in text(tanaka)
    assert client.get(f"/company/uses/{use.pk}/end/").status_code == 200
    client.post(f"/company/uses/{use.pk}/end/")
    assert "かえで共通基盤" not in text(client)


@pytest.mark.parametrize(
    ("number", "words"), [(KAEDE, "自社の法人番号です"), ("123", "13桁です"), ("3999912340002", "先頭の1桁が")]
)
def test_a_wrong_number_is_said_beside_its_field(
    client: Client, cast: Cast, platform: Platform, number: str, words: str
) -> None:
    sign_in(client, cast.tanaka)

    page = client.post(f"/company/platforms/{platform.pk}/offer/", {"corporate_number": number})

    assert page.status_code == 422
    assert words in page.content.decode()
    assert f'value="{number}"' in page.content.decode()


def test_a_platform_changed_by_two_shows_both_versions(client: Client, cast: Cast, platform: Platform) -> None:
    platforms.change(platform_id=platform.pk, name="全社基盤", description="", version=1, actor=cast.tanaka, at=MOMENT)

    page = sign_in(client, cast.tanaka).post(
        f"/company/platforms/{platform.pk}/", {"name": "私の基盤", "description": "", "version": "1"}
    )

    assert page.status_code == 422
    assert "全社基盤" in page.content.decode()
    assert 'value="私の基盤"' in page.content.decode()
    assert 'name="version" value="2"' in page.content.decode()


def test_the_platforms_of_others_are_not_there(client: Client, cast: Cast, platform: Platform) -> None:
    use = platforms.offer(platform_id=platform.pk, number=AOBA, actor=cast.tanaka, at=MOMENT)
    sign_in(client, cast.kuro)

    for address in (f"/company/platforms/{platform.pk}/", f"/company/platforms/{platform.pk}/offer/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"name": "x", "corporate_number": AOBA, "version": "1"}).status_code == 404
    for act in ("take-up", "decline", "end"):
        assert client.post(f"/company/uses/{use}/{act}/").status_code == 404
    assert "かえで" not in text(client)


def test_a_look_of_the_operator_stands_on_the_companys_page(client: Client, cast: Cast) -> None:
    access.open_to(
        organization_id=cast.sato.organization_id, reason="問い合わせ41", hours=2, actor=cast.hayashi, at=MOMENT
    )

    page = text(sign_in(client, cast.ito))

    for words in ("林 四郎", "運営機関(見本)", "問い合わせ41", "閲覧中"):
        assert words in page
    assert "問い合わせ41" not in text(sign_in(Client(), cast.kuro))


@pytest.mark.parametrize(("who", "name"), [("hayashi", "運営機関(見本)"), ("ono", "所管省(見本)")])
def test_staff_see_their_own_organization_without_platforms(client: Client, cast: Cast, who: str, name: str) -> None:
    page = text(sign_in(client, getattr(cast, who)))

    assert name in page
    assert "IT基盤" not in page


def test_an_officer_invites_officers_only(client: Client, cast: Cast) -> None:
    sign_in(client, cast.hayashi)

    roles = re.findall(r'name="role" value="(\w+)"', text(client, "/company/invite/"))

    assert roles == ["OFFICER"]
    assert client.post("/company/invite/", {"email": "a@b.example", "role": "COORDINATOR"}).status_code == 422


def test_statements_do_not_grow_with_members_and_invitations(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)

    few = statements(client)
    grow(cast.sato)

    assert statements(client) == few
    assert few <= MOST_STATEMENTS


def statements(client: Client) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(ADDRESS).status_code == 200
    return len(seen)


def grow(host: Actor) -> None:
    for number in range(5):
        invitations.invite(
            organization_id=host.organization_id,
            email=f"u{number}@aoba.example",
            role="CONTRIBUTOR",
            actor=host,
            at=MOMENT,
        )
        platforms.add(name=f"基盤{number}", description="", actor=host, at=MOMENT)
