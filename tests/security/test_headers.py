"""What every answer tells the browser: run nothing of others, keep nothing, show it nowhere else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.architecture import source
from tests.security.forms import Page
from tests.security.routes import routes
from tests.security.trying import Visitor
from tests.security.world import Worlds, look_in
from tools import ROOT

# One database is enough: what stands in an answer or in the log does not depend on it.
pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="looked at on SQLite")

OWN = {"'self'", "'none'"}
FOR_OTHER_SITES = re.compile("proof:(?!certificate_code)|register:badge_")
"""What verifiers fetch, in pages of other sites too, and badges that companies show on theirs: all of it public."""
FOR_PROGRAMS = re.compile("proof:|api:|history_of_register:|verifying:titles")
"""What programs read where it stands; nobody opens it as a page."""
ELSEWHERE = re.compile(r"""(?:https?:)?//[\w.-]+\.\w+""")
NAMES_OF_FORMATS = re.compile(r"http://www\.w3\.org/(?:2000/svg|1999/xlink|1999/xhtml)")


@pytest.fixture(autouse=True)
def looking_in(worlds: Worlds) -> None:
    """The officer looks into Aoba's matters."""
    look_in(worlds)


@pytest.mark.parametrize("role", ["nobody", "coordinator", "looking in", "overseer"])
def test_every_answer_keeps_the_browser_in_check(worlds: Worlds, role: str) -> None:
    visitor = Visitor(worlds.roles[role], worlds.at)

    for route in routes():
        for method in ("GET", "POST"):
            answer = visitor.asks(method, route.path(worlds.aoba))
            policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
            where = f"{method} {route}"

            assert policy["default-src"] == policy["base-uri"] == policy.get("object-src", "'none'") == "'none'", where
            assert {policy.get(f"{kind}-src", "'none'") for kind in ("script", "style", "font")} <= OWN, where
            assert policy["form-action"] in OWN, where
            assert policy["frame-ancestors"] == "'none'", where
            assert "unsafe" not in answer["Content-Security-Policy"], where
            assert ELSEWHERE.search(answer["Content-Security-Policy"]) is None, where
            assert answer["X-Content-Type-Options"] == "nosniff", where
            assert answer["X-Frame-Options"] == "DENY", where
            assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}, where
            assert answer["Cross-Origin-Opener-Policy"] == "same-origin", where
            for_others = FOR_OTHER_SITES.match(route.name) is not None
            is_there = answer.status_code == 200
            shown_to = "cross-origin" if for_others and is_there else "same-origin"
            assert answer["Cross-Origin-Resource-Policy"] == shown_to, where
            # Where a certificate is checked, and nowhere else, a QR code may be scanned.
            camera = "camera=(self)" if route.name == "verifying:check" else "camera=()"
            assert camera in answer["Permissions-Policy"], where
            told = {name.lower() for name in answer.headers if name.lower().startswith("access-control-")}
            assert told <= ({"access-control-allow-origin"} if for_others else set()), where


def test_every_text_says_how_it_is_written_and_every_file_is_one_to_save(worlds: Worlds) -> None:
    visitor = Visitor(worlds.cast.sato, worlds.at)

    for route in routes():
        answer = visitor.asks("GET", route.path(worlds.aoba))
        if answer.status_code != 200:
            continue
        kind = answer["Content-Type"]
        if not kind.startswith(("text/html", "text/plain")) and not FOR_PROGRAMS.match(route.name):
            assert re.match(r"(attachment|inline); filename", answer["Content-Disposition"]), str(route)
            assert kind.startswith("text/calendar") or answer["Content-Disposition"].startswith("attachment"), str(
                route
            )
        if kind.startswith("text/"):
            assert "charset=utf-8" in kind.lower(), str(route)


def test_nothing_of_a_signed_in_persons_pages_is_kept_on_the_way(worlds: Worlds) -> None:
    for role in ("coordinator", "looking in", "newcomer"):
        visitor = Visitor(worlds.roles[role], worlds.at)
        for route in routes():
            for method in ("GET", "POST"):
                answer = visitor.asks(method, route.path(worlds.aoba))
                assert "no-store" in answer["Cache-Control"], f"{role} {method} {route}"


def test_what_a_secret_address_opens_is_kept_nowhere_either(worlds: Worlds) -> None:
    visitor = Visitor(None, worlds.at)

    for name in ("tasks:feed", "account:invitation"):
        (route,) = (route for route in routes() if route.name == name)
        answer = visitor.asks("GET", route.path(worlds.aoba))
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"], name


def test_signing_out_clears_what_the_browser_kept(worlds: Worlds) -> None:
    visitor = Visitor(worlds.cast.sato, worlds.at)

    for address in ("/account/sign-out/", "/account/sessions/end/"):
        assert visitor.asks("POST", address).headers["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in visitor.asks("GET", "/account/sign-out/").headers


def test_cookies_tell_scripts_and_other_sites_nothing(worlds: Worlds) -> None:
    visitor = Visitor(worlds.cast.sato, worlds.at)
    seen: set[str] = set()

    for route in routes():
        for method in ("GET", "POST"):
            answer = visitor.asks(method, route.path(worlds.aoba), route.form(worlds.aoba, worlds.files))
            for name, cookie in answer.cookies.items():
                seen.add(name)
                assert cookie["samesite"] == "Lax", f"{name} of {route}"
                assert cookie["httponly"] or not cookie.value, f"{name} of {route}"
                assert not cookie["domain"], f"{name} of {route}"

    assert seen <= {"session", "csrftoken", "django_language"}


@pytest.mark.parametrize("role", ["nobody", "newcomer", "coordinator", "looking in", "overseer"])
def test_no_page_loads_anything_from_elsewhere(worlds: Worlds, role: str) -> None:
    visitor = Visitor(worlds.roles[role], worlds.at)

    for route in routes():
        answer = visitor.asks("GET", route.path(worlds.aoba))
        if "text/html" in answer["Content-Type"]:
            page = Page("/", answer.content.decode())
            found = [place for place in page.loaded if not re.match(r"(/(?!/)|data:image/|#)", place)]
            assert found == [], str(route)
            assert [form.action for form in page.forms if not re.match(r"/(?!/)", form.action)] == [], str(route)


def test_nothing_that_is_shipped_names_another_host() -> None:
    shipped = [
        path
        for kind in ("html", "css", "js", "svg")
        for path in source.PACKAGE.rglob(f"*.{kind}")
        if "vendor" not in path.parts
    ]

    found = {
        path.relative_to(ROOT).as_posix(): ELSEWHERE.findall(text)
        for path in shipped
        if ELSEWHERE.search(text := NAMES_OF_FORMATS.sub("", path.read_text(encoding="utf-8")))
    }

    assert found == {}
    assert len(shipped) > 50


IN_PRODUCTION = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
from django.urls import get_resolver
from django.core.management import call_command
call_command("collectstatic", verbosity=0, interactive=False)
answer = Client().get("/health", secure=True, headers={"host": "scs.example"})
plain = Client().get("/health", headers={"host": "scs.example"})
other = Client().get("/health", secure=True, headers={"host": "evil.example"})
names = [str(pattern.pattern) for pattern in get_resolver().url_patterns]
print(json.dumps({
    "headers": dict(answer.headers), "plain": [plain.status_code, plain.headers.get("Location")],
    "other": other.status_code, "addresses": names,
    **{name: getattr(settings, name) for name in (
        "DEBUG", "ALLOWED_HOSTS", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
        "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_NAME", "LANGUAGE_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "PASSWORD_HASHERS",
    )},
}))
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the program says of itself where it is run for real."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "hoshimori.config.settings",
        "HOSHIMORI_MODE": "production",
        "HOSHIMORI_DATA": str(tmp_path_factory.mktemp("data")),
        "HOSHIMORI_SECRET_KEY": "x" * 60,
        "HOSHIMORI_URL": "https://scs.example",
        "HOSHIMORI_MAIL_URL": "smtp://mail.example",
        "HOSHIMORI_TRUSTED_PROXIES": "1",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }
    environment.pop("HOSHIMORI_DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", IN_PRODUCTION],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_for_real_everything_goes_over_an_encrypted_line(production: dict[str, Any]) -> None:
    lasts, *others = production["headers"]["Strict-Transport-Security"].split("; ")

    assert int(lasts.removeprefix("max-age=")) >= 365 * 24 * 60 * 60
    assert "includeSubDomains" in others
    assert production["plain"] == [301, "https://scs.example/health"]
    assert production["other"] == 400


def test_for_real_cookies_are_of_this_host_alone(production: dict[str, Any]) -> None:
    for cookie in ("SESSION", "CSRF", "LANGUAGE"):
        assert production[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert production[f"{cookie}_COOKIE_SECURE"] is True
    assert production["SESSION_COOKIE_HTTPONLY"] is True


def test_for_real_there_is_nothing_to_play_with(production: dict[str, Any]) -> None:
    assert production["DEBUG"] is False
    assert production["ALLOWED_HOSTS"] == ["scs.example"]
    assert production["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is False
    assert "demo/" not in production["addresses"]
    assert production["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_the_policy_allows_nothing_that_no_page_needs() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in Path(source.PACKAGE / "web").rglob("*.html"))

    assert "<iframe" not in pages
    assert "<object" not in pages
    assert "<base" not in pages
