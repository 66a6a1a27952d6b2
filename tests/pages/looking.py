"""Somebody who looks at the public register on a day, without signing in."""

from __future__ import annotations

from datetime import datetime

from django.test import Client

from hoshimori.web.layout.acting import CLOCK_KEY

FILES = ["registration.json", "certificate-ja.pdf", "certificate-en.pdf", "address.svg"]
"""What stands beside a registration's page."""


def on_the_day(at: datetime) -> Client:
    """Return a browser in which nobody is signed in."""
    client = Client()
    client.defaults[CLOCK_KEY] = at  # type: ignore[assignment]  # a server's environment holds more than text
    return client
