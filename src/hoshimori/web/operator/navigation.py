"""What the operator's officers find at the top of every page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hoshimori.shared.actor import Role
from hoshimori.web.layout.navigation import Entry

_OFFICER = frozenset({Role.OFFICER})

NAVIGATION = (
    Entry(_("Desk"), "operator:desk", _OFFICER, order=10),
    Entry(_("Filings"), "operator:filings", _OFFICER, order=13),
    Entry(_("Register"), "operator:registrations", _OFFICER, order=16),
    Entry(_("Organizations"), "operator:organizations", _OFFICER, order=20),
    Entry(_("Experts"), "operator:experts", _OFFICER, order=25),
    Entry(_("Staff access"), "operator:accesses", _OFFICER, order=30),
)
