"""What experts find at the top of every page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hoshimori.shared.actor import Role
from hoshimori.web.layout.navigation import Entry

_EXPERT = frozenset({Role.EXPERT})

NAVIGATION = (
    Entry(_("Confirmations"), "expert:desk", _EXPERT, order=10),
    Entry(_("My qualifications"), "expert:me", _EXPERT, order=50),
)
