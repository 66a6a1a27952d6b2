"""Nobody serves for real with settings that are not safe, and whoever tries is told which."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from hoshimori.config.environment import DEMO_KEYS_SECRET, DEMO_SECRET, Environment
from hoshimori.web.account.passwords import ObviousWordsValidator

SAFE = {
    "HOSHIMORI_MODE": "production",
    "HOSHIMORI_SECRET_KEY": "x" * 60,
    "HOSHIMORI_URL": "https://scs.example",
    "HOSHIMORI_MAIL_URL": "smtp://mail.example",
    "HOSHIMORI_TRUSTED_PROXIES": "1",
    "HOSHIMORI_KEYS_SECRET": "k" * 40,
}


def test_safe_settings_are_taken() -> None:
    assert Environment.read(SAFE).problems() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOSHIMORI_MODE", "development"),
        ("HOSHIMORI_MODE", "demo"),
        ("HOSHIMORI_SECRET_KEY", DEMO_SECRET),
        ("HOSHIMORI_SECRET_KEY", "short"),
        ("HOSHIMORI_KEYS_SECRET", DEMO_KEYS_SECRET),
        ("HOSHIMORI_KEYS_SECRET", "k" * 31),
        ("HOSHIMORI_KEYS_SECRET", SAFE["HOSHIMORI_SECRET_KEY"]),
        ("HOSHIMORI_KEYS", "/dev/null/keys"),
        ("HOSHIMORI_KEYS", "keys"),
        ("HOSHIMORI_KEYS", "pkcs11:/no/such/library.so?token=register"),
        ("HOSHIMORI_KEYS", "pkcs11:/usr/lib/softhsm/libsofthsm2.so"),
        ("HOSHIMORI_URL", "http://scs.example"),
        ("HOSHIMORI_MAIL_URL", "console:"),
        ("HOSHIMORI_MFA_ROLES", "OFFICER OVERSEER"),
        ("HOSHIMORI_MFA_ROLES", "REPRESENTATIVE COORDINATOR EXPERT OFFICER OVERSEER KING"),
        ("HOSHIMORI_TRUSTED_PROXIES", "0"),
        ("HOSHIMORI_OIDC_ISSUER", "https://provider.example"),
        ("HOSHIMORI_DATABASE_URL", "postgres://h:p@db.example/hoshimori"),
        ("HOSHIMORI_DATABASE_URL", "postgres://h:p@db.example/hoshimori?sslmode=require"),
    ],
)
def test_an_unsafe_setting_is_named(name: str, value: str) -> None:
    problems = Environment.read(SAFE | {name: value}).problems()

    assert any(name in problem for problem in problems)


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:////srv/hoshimori.sqlite3",
        "postgres://h@localhost/hoshimori",
        "postgres:///hoshimori?host=/run/postgresql",
        "postgres://h:p@db.example/hoshimori?sslmode=verify-full",
    ],
)
def test_a_database_on_this_machine_or_over_a_checked_line_is_safe(address: str) -> None:
    assert Environment.read(SAFE | {"HOSHIMORI_DATABASE_URL": address}).problems() == []


@pytest.mark.parametrize(
    "password", ["hoshimori2026!", "ＳＣＳセキュリティ2026", "Security-Action-2027", "星守星守星守星守星守星守"]
)
def test_a_password_of_our_own_words_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        ObviousWordsValidator().validate(password)


@pytest.mark.parametrize(
    "password", ["correct horse battery", "星守の朝は味噌汁とぬか漬け", "security of my own bicycle"]
)
def test_a_password_with_something_of_ones_own_is_taken(password: str) -> None:
    ObviousWordsValidator().validate(password)

    assert password
