"""The frame of every page: as whom, when, in which language; how a no is said; how values are put into words."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import include, path, reverse
from django.utils import translation

from hoshimori.parties.operations import invitations
from hoshimori.shared.actor import Role
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import Period
from hoshimori.shared.refusal import Conflict, Invalid, NotFound, NotPermitted, NotPossibleNow, Refusal
from hoshimori.web.layout import icons, refusals, words
from hoshimori.web.layout.acting import CLOCK_KEY, MEMBERSHIP_KEY, HoshimoriRequest
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.language import LANGUAGE_KEY
from hoshimori.web.layout.navigation import entries
from tests.architecture import source
from tests.cast import MOMENT, Cast, sign_in

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

REFUSALS: dict[str, Refusal] = {
    "missing": NotFound(),
    "forbidden": NotPermitted("NOT_PERMITTED"),
    "impossible": NotPossibleNow("ASSESSMENT_CLOSED"),
    "late": Conflict("CHANGED_MEANWHILE"),
    "wrong": Invalid("TOO_LONG", field="reason", limit=4000),
}


def refusing(request: HttpRequest, kind: str) -> HttpResponse:
    del request
    raise REFUSALS[kind]


def failing(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(request.path)


def telling(request: HoshimoriRequest) -> HttpResponse:
    return HttpResponse(f"{request.actor.role} {request.actor.organization_id} {request.at.isoformat()}")


def accepting(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.method)


urlpatterns = [
    path("", include("hoshimori.config.urls")),
    path("test/", include(([path("telling", telling)], "layout"))),
    path("test/", include(([path("refusing/<str:kind>", refusing), path("failing", failing)], "public"))),
    path("test/", include(([path("accepting", accepting)], "demo"))),
]
handler403 = "hoshimori.web.layout.refusals.permission_denied"
handler404 = "hoshimori.web.layout.refusals.page_not_found"
handler500 = "hoshimori.web.layout.refusals.server_error"
with_own_pages = pytest.mark.urls(__name__)


def test_the_health_page_answers_without_a_look_at_any_table(client: Client) -> None:
    assert client.get("/health").content == b"ok\n"


# As whom, and when.


@with_own_pages
@pytest.mark.django_db
def test_nobody_is_signed_in(client: Client) -> None:
    assert client.get("/test/telling").content.startswith(b"NOBODY 00000000-")


@with_own_pages
def test_sato_acts_for_aoba_and_everything_happens_at_one_moment(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)

    said = client.get("/test/telling").content.decode()

    assert said == f"COORDINATOR {cast.sato.organization_id} {MOMENT.isoformat()}"


@with_own_pages
def test_no_header_sets_the_clock(client: Client, db: None) -> None:
    del db
    said = client.get("/test/telling", headers={CLOCK_KEY: MOMENT.isoformat()}).content.decode()

    assert datetime.fromisoformat(said.split()[-1]) > datetime(2000, 1, 1, tzinfo=UTC)
    assert MOMENT.isoformat() not in said


@with_own_pages
@pytest.mark.parametrize("chosen", ["tanaka", "nonsense", ""])
def test_a_membership_of_somebody_else_is_not_taken_on(client: Client, cast: Cast, chosen: str) -> None:
    sign_in(client, cast.sato)
    session = client.session
    session[MEMBERSHIP_KEY] = str(cast.tanaka.membership_id) if chosen == "tanaka" else chosen
    session.save()

    assert client.get("/test/telling").content.decode().split()[1] == str(cast.sato.organization_id)


@with_own_pages
def test_sato_acts_as_whom_she_chose(client: Client, cast: Cast) -> None:
    invited = invitations.invite(
        organization_id=cast.tanaka.organization_id,
        email="sato@aoba.example",
        role="CONTRIBUTOR",
        actor=cast.tanaka,
        at=MOMENT,
    )
    other = invitations.accept(secret=invited.secret, actor=cast.sato, at=MOMENT)
    sign_in(client, other)

    assert client.get("/test/telling").content.decode().split()[:2] == ["CONTRIBUTOR", str(other.organization_id)]


def test_who_acts_is_not_looked_up_where_nobody_asks(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, cast.sato)

    with django_assert_num_queries(2):  # the session and its person: is the sign-in still good?
        answer = client.get("/health")

    assert answer.status_code == 200


def test_the_header_says_as_whom_in_the_readers_language(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)

    japanese = client.get("/help/").content.decode()
    client.post("/language/", {"language": "en"})
    english = client.get("/help/").content.decode()

    assert '<span class="org">青葉部品株式会社</span>' in japanese
    assert '<span class="role">取りまとめ担当</span>' in japanese
    assert '<span class="org">Aoba Parts</span>' in english
    assert '<span class="role">Coordinator</span>' in english


def test_the_navigation_is_that_of_the_role(client: Client, cast: Cast) -> None:
    signed_out = client.get("/scheme/", headers={"accept-language": "en"}).content.decode()
    signed_in = sign_in(client, cast.sato).get("/scheme/", headers={"accept-language": "en"}).content.decode()

    assert '<a href="/scheme/" aria-current="page">How the scheme works</a>' in signed_out
    assert 'aria-current="page">How the scheme works</a>' not in signed_in


def test_every_entry_of_the_navigation_leads_somewhere() -> None:
    assert all(reverse(entry.route).startswith("/") for entry in entries())


# In which language.


@pytest.mark.parametrize(
    ("browser", "language"), [("ja", "ja"), ("en-GB,en;q=0.8", "en"), ("fr", "ja"), ("", "ja"), ("en;q=0,ja", "ja")]
)
def test_the_browser_says_which_language(client: Client, browser: str, language: str) -> None:
    answer = client.get("/help/", headers={"accept-language": browser})

    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in answer.content.decode()
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_cookie_goes_before_the_browser_and_the_person_before_both(client: Client, cast: Cast) -> None:
    client.cookies["django_language"] = "en"
    by_cookie = client.get("/help/", headers={"accept-language": "ja"}).headers["Content-Language"]
    sign_in(client, cast.sato)
    session = client.session
    session[LANGUAGE_KEY] = "ja"
    session.save()
    by_person = client.get("/help/", headers={"accept-language": "en"}).headers["Content-Language"]

    assert (by_cookie, by_person) == ("en", "ja")


def test_a_reader_changes_the_language_signed_out(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "/help/?a=1"})

    assert answer.headers["Location"] == "/help/?a=1"
    assert client.get("/help/").headers["Content-Language"] == "en"


def test_a_signed_in_reader_changes_the_language_for_good(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)

    client.post("/language/", {"language": "en", "next": "/help/"})
    client.logout()
    client.cookies.clear()
    sign_in(client, cast.sato)

    assert client.get("/help/", headers={"accept-language": "ja"}).headers["Content-Language"] == "en"


@pytest.mark.parametrize("language", ["", "fr", "en<script>", "../en"])
def test_only_languages_we_speak_are_kept(client: Client, language: str) -> None:
    client.post("/language/", {"language": language})

    assert "django_language" not in client.cookies


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "///elsewhere.example",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "javascript:alert(1)",
        "http:elsewhere.example",
        " https://elsewhere.example",
        "/\t/elsewhere.example",
        "",
    ],
)
def test_changing_the_language_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    assert client.post("/language/", {"language": "en", "next": elsewhere}).headers["Location"] == "/"


def test_reading_an_address_changes_no_language(client: Client) -> None:
    assert client.get("/language/?language=en").status_code == 405


# How a no is said.


@with_own_pages
@pytest.mark.parametrize(
    ("kind", "status"), [("missing", 404), ("forbidden", 403), ("impossible", 409), ("late", 409), ("wrong", 422)]
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_refusal_becomes_a_page_a_fragment_or_json(client: Client, kind: str, status: int, language: str) -> None:
    where, refusal = f"/test/refusing/{kind}", REFUSALS[kind]
    with translation.override(language):
        message = refusals.words(refusal)

    page = client.get(where, headers={"accept-language": language})
    part = client.get(where, headers={"accept-language": language, "hx-request": "true"})
    data = client.get(where, headers={"accept-language": language, "accept": "application/json"})

    assert (page.status_code, part.status_code, data.status_code) == (status, status, status)
    assert f'<p class="lead">{message}</p>' in page.content.decode()
    assert message in part.content.decode()
    assert "<html" not in part.content.decode()
    assert data.json() == {"code": refusal.code, "message": message, "field": refusal.field}


@with_own_pages
def test_what_does_not_exist_and_what_one_may_not_see_say_the_same(client: Client) -> None:
    own = re.compile(rb'name="(csrfmiddlewaretoken|next)" value="[^"]*"')

    nowhere = client.get("/nowhere/at/all").content
    hidden = client.get("/test/refusing/missing").content

    assert own.sub(b"", nowhere) == own.sub(b"", hidden)


@with_own_pages
@pytest.mark.parametrize(("language", "says"), [("ja", "こちらの不具合"), ("en", "Something went wrong on our side")])
def test_a_failure_of_ours_is_a_calm_page_that_tells_nothing(client: Client, language: str, says: str) -> None:
    client.raise_request_exception = False

    page = client.get("/test/failing", headers={"accept-language": language})
    data = client.get("/test/failing", headers={"accept-language": language, "accept": "application/json"})

    assert (page.status_code, data.status_code) == (500, 500)
    assert says in page.content.decode()
    assert f'<html lang="{language}">' in page.content.decode()
    assert data.json()["code"] == "SERVER_ERROR"
    assert b"RuntimeError" not in page.content + data.content


@pytest.mark.parametrize("host", ["elsewhere.example", "bad host"])
def test_a_request_for_another_host_is_refused_in_words(client: Client, host: str) -> None:
    page = client.get("/", headers={"host": host, "accept-language": "en"})

    assert page.status_code == 400
    assert "could not be read" in page.content.decode()


@with_own_pages
def test_a_form_without_its_token_is_refused_in_words() -> None:
    client = Client(enforce_csrf_checks=True)

    page = client.post("/test/accepting", headers={"accept-language": "en"})

    assert page.status_code == 403
    assert "open for a long time" in page.content.decode()


def test_the_policy_forbids_everything_inline_and_from_elsewhere(client: Client) -> None:
    policy = client.get("/help/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy


# How values are put into words.


@pytest.mark.parametrize(
    ("template", "value", "japanese", "english"),
    [
        ("{{ value|day }}", date(2027, 1, 20), "2027年1月20日", "20 Jan 2027"),
        ("{{ value|day }}", datetime(2027, 1, 19, 15, 30, tzinfo=UTC), "2027年1月20日", "20 Jan 2027"),
        ("{{ value|day }}", None, "", ""),
        (
            "{{ value|moment }}",
            datetime(2027, 1, 20, 1, 42, tzinfo=UTC),
            "2027年1月20日 10:42",
            "20 Jan 2027, 10:42",
        ),
        ("{{ value|moment }}", None, "", ""),
        ("{{ value|clock }}", datetime(2027, 1, 20, 1, 42, tzinfo=UTC), "10:42", "10:42"),
        ("{{ value|machine_day }}", date(2027, 1, 20), "2027-01-20", "2027-01-20"),
        ("{{ value|both }}", Text("版", "edition"), "版", "edition"),
        ("{{ value|both }}", Text("青葉部品", ""), "青葉部品", "青葉部品"),
        ("{{ value|role_word }}", "COORDINATOR", "取りまとめ担当", "Coordinator"),
        ("{{ value|bytes }}", 1, "1バイト", "1 byte"),
        ("{{ value|bytes }}", 1023, "1023バイト", "1023 bytes"),
        ("{{ value|bytes }}", 1024 * 812, "812 KB", "812 KB"),
        ("{{ value|bytes }}", 2_516_582, "2.4 MB", "2.4 MB"),
        ("{{ value|minutes }}", 0, "0分", "0 min"),
        ("{{ value|minutes }}", 45, "45分", "45 min"),
        ("{{ value|minutes }}", 60, "1時間", "1 h"),
        ("{{ value|minutes }}", 90, "1時間30分", "1 h 30 min"),
        ("{{ value|minutes }}", 72_030, "1,200時間30分", "1,200 h 30 min"),
        ("{{ value|count }}", 1_234_567, "1,234,567", "1,234,567"),
        ("{{ value|period }}", Period.parse("P1Y"), "1年", "1 year"),
        ("{{ value|period }}", Period.parse("P1Y6M"), "1年 6か月", "1 year 6 months"),
        ("{{ value|period }}", Period.parse("P14D"), "14日", "14 days"),
    ],
)
def test_values_are_put_into_the_readers_words(template: str, value: object, japanese: str, english: str) -> None:
    said = {}
    for language in ("ja", "en"):
        with translation.override(language):
            said[language] = Template(template).render(Context({"value": value}))

    assert said == {"ja": japanese, "en": english}


def test_every_role_has_its_word() -> None:
    assert set(words.ROLE_WORDS) == set(Role)


def test_a_state_is_a_word_and_a_shape() -> None:
    tag = words.mark("no", "不適合 <b>")

    assert tag.startswith('<span class="tag no"><svg')
    assert tag.endswith("不適合 &lt;b&gt;</span>")


def test_the_bar_says_nothing_on_its_own_and_never_breaks() -> None:
    for total, met, not_met in [(81, 52, 6), (81, 0, 0), (81, 81, 0), (0, 0, 0)]:
        bar = words.bar(total, met, not_met)

        assert 'aria-hidden="true"' in bar
        assert "style" not in bar


def test_every_drawing_a_template_asks_for_exists() -> None:
    asked = {
        name
        for template in source.PACKAGE.rglob("templates/**/*.html")
        for name in re.findall(r"{% icon ['\"]([\w-]+)['\"]", template.read_text(encoding="utf-8"))
    }

    assert all(icons.icon(name) for name in asked)


# Forms.


def field(**values: object) -> str:
    with translation.override("en"):
        return Template('{% include "layout/field.html" %}').render(Context(values))


def test_a_field_ties_label_hint_error_and_readers_to_its_control() -> None:
    said = field(name="reason", label="Why", hint="In short", error="Too long", readers="The expert", value="x<y")

    assert '<label for="reason">Why</label>' in said
    assert 'aria-describedby="reason-hint reason-error reason-readers"' in said
    assert 'aria-invalid="true"' in said
    assert 'value="x&lt;y"' in said
    for part in ("hint", "error", "readers"):
        assert f'id="reason-{part}"' in said


def test_a_field_without_anything_to_say_says_nothing() -> None:
    said = field(name="name", label="Name")

    assert "aria-" not in said.replace("aria-hidden", "")
    assert 'value=""' in said


def test_a_text_comes_back_line_for_line() -> None:
    said = field(name="plan", label="Plan", kind="textarea", value="\nfirst\nsecond")

    assert ">\n\nfirst\nsecond</textarea>" in said


def test_what_is_chosen_stays_chosen() -> None:
    said = field(name="who", label="Who", kind="select", options=[("a", "A"), ("b", "B")], value="b", blank="Choose")

    assert '<option value="b" selected>B</option>' in said
    assert '<option value="a">A</option>' in said
    assert '<option value="">Choose</option>' in said


def test_a_refused_form_keeps_what_was_typed_and_says_what_to_mend(rf: RequestFactory) -> None:
    typed = rf.post("/", {"reason": "long", "person": "sato"}).POST

    with translation.override("en"):
        form = Form.refused(typed, Invalid("TOO_LONG", field="reason", limit=4000))
        said = Template('{% include "layout/problems.html" %}').render(Context({"form": form}))

    assert form.values == {"reason": "long", "person": "sato"}
    assert '<a href="#reason">This is too long. It can have up to 4000 characters.</a>' in said


@pytest.mark.parametrize("where", ["/styleguide/", "/styleguide/working/"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_all_pieces_can_be_looked_at(client: Client, where: str, language: str) -> None:
    assert client.get(where, headers={"accept-language": language}).status_code == 200
