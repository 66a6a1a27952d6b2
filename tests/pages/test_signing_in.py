"""Somebody signs in, and every page knows as whom."""

from __future__ import annotations

from django.test import Client

from tests.cast import Cast, sign_in


def test_a_signed_in_person_reaches_a_page(client: Client, cast: Cast) -> None:
    sign_in(client, cast.sato)

    assert client.get("/health").status_code == 200
