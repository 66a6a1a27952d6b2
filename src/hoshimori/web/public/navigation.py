"""The main navigation for whoever has no role here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hoshimori.shared.actor import Role
from hoshimori.web.layout.navigation import Entry

_EVERYBODY = frozenset({Role.NOBODY})

NAVIGATION = (
    Entry(_("Look up registrations"), "register:search", _EVERYBODY, 5),
    Entry(_("Check a certificate"), "verifying:check", _EVERYBODY, 7),
    Entry(_("How the scheme works"), "public:scheme", _EVERYBODY, 10),
    Entry(_("Who is responsible"), "public:responsibility", _EVERYBODY, 20),
    Entry(_("Read the criteria"), "public:catalogue", _EVERYBODY, 30),
    Entry(_("Editions"), "public:editions", _EVERYBODY, 40),
    Entry(_("Find an expert"), "public:experts", _EVERYBODY, 50),
)
