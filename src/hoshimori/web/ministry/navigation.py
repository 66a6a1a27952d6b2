"""What the ministry's overseers find at the top of every page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hoshimori.shared.actor import Role
from hoshimori.web.layout.navigation import Entry

NAVIGATION = (Entry(_("State of the scheme"), "ministry:overview", frozenset({Role.OVERSEER}), order=10),)
