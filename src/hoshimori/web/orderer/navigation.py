"""What whoever leads a company finds at the top of every page, to ask its suppliers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hoshimori.shared.actor import LEADING_ROLES
from hoshimori.web.layout.navigation import Entry

NAVIGATION = (Entry(_("Suppliers"), "orderer:index", LEADING_ROLES, order=95),)
