"""What a company's people find at the top of every page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoshimori.shared.actor import APPLICANT_ROLES, LEADING_ROLES
from hoshimori.web.layout.navigation import Entry

_AT = ("assessment_id",)

NAVIGATION = (
    Entry(_("Today"), "start:today", APPLICANT_ROLES, order=10),
    Entry(_("Self-evaluations"), "start:list", APPLICANT_ROLES, order=20),
    Entry(_("Scope"), "tabs:scope", APPLICANT_ROLES, order=30, keeps=_AT),
    Entry(_("Answers"), "tabs:answers", APPLICANT_ROLES, order=40, keeps=_AT),
    Entry(_("Evidence"), "tabs:evidence", APPLICANT_ROLES, order=50, keeps=_AT),
    Entry(_("Tasks"), "tasks:list", APPLICANT_ROLES, order=60),
    Entry(_("Excel"), "tabs:excel", APPLICANT_ROLES, order=70, keeps=_AT),
    Entry(_("Report"), "tabs:report", APPLICANT_ROLES, order=80, keeps=_AT),
    Entry(_("Expert and filing"), "tabs:confirmation", APPLICANT_ROLES, order=85, keeps=_AT),
    Entry(_("Disclosures"), "disclosing:index", LEADING_ROLES, order=87),
    Entry(pgettext_lazy("journal", "History"), "history:history", APPLICANT_ROLES, order=90),
)
