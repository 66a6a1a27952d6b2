"""Where everybody finds their organization."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hoshimori.shared.actor import APPLICANT_ROLES, Role
from hoshimori.web.layout.navigation import Entry

NAVIGATION = (
    Entry(
        _("Company and members"),
        "company:page",
        APPLICANT_ROLES | {Role.EXPERT, Role.OFFICER, Role.OVERSEER},
        order=95,
    ),
)
