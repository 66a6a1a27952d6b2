"""What the operator's pages call states, manners and points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoshimori.confirmations.rules.states import Manner
from hoshimori.registry.rules.formal import FormalPoint, Notable
from hoshimori.registry.rules.states import FilingKind, FilingState, RegistrationState

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KINDS: dict[FilingKind, StrPromise] = {
    FilingKind.NEW: pgettext_lazy("filing", "New"),
    FilingKind.RENEWAL: pgettext_lazy("filing", "Renewal"),
}
FILINGS: dict[FilingState, tuple[str, StrPromise]] = {
    FilingState.FILED: ("wait", pgettext_lazy("filing", "to check")),
    FilingState.CHECKED: ("info", pgettext_lazy("filing", "checked, to decide")),
    FilingState.REGISTERED: ("ok", pgettext_lazy("filing", "registered")),
    FilingState.REFUSED: ("no", pgettext_lazy("filing", "refused")),
    FilingState.WITHDRAWN: ("plain", pgettext_lazy("filing", "taken back by the company")),
}
REGISTRATIONS: dict[RegistrationState, tuple[str, StrPromise]] = {
    RegistrationState.VALID: ("ok", pgettext_lazy("registration", "Valid")),
    RegistrationState.SUSPENDED: ("warn", pgettext_lazy("registration", "Suspended")),
    RegistrationState.WITHDRAWN: ("no", pgettext_lazy("registration", "Withdrawn")),
    RegistrationState.RETURNED: ("plain", pgettext_lazy("registration", "Returned")),
    RegistrationState.EXPIRED: ("plain", pgettext_lazy("registration", "Expired")),
}
MANNERS: dict[Manner, StrPromise] = {
    Manner.VISIT: pgettext_lazy("manner", "By a visit"),
    Manner.EVIDENCE_SEEN: pgettext_lazy("manner", "By looking at the evidence"),
    Manner.PAPER_ONLY: pgettext_lazy("manner", "On paper only"),
}
POINTS: dict[FormalPoint, tuple[StrPromise, StrPromise]] = {
    FormalPoint.NAME_AND_NUMBER: (
        _("Name and corporate number"),
        _("They are those of the legal entity, as in the government's list of corporate numbers."),
    ),
    FormalPoint.SCOPE_SUMMARY: (
        _("Summary of the scope"),
        _("It can be understood by anybody, goes with the scope, promises nothing, and names nothing secret."),
    ),
    FormalPoint.DECLARANT: (_("Who declared"), _("It is a member of the company's management.")),
    FormalPoint.EXPERT: (
        _("The expert"),
        _("Qualification and training were in force on the day of the confirmation."),
    ),
    FormalPoint.CONTENT: (
        _("Content as a whole"),
        _("Self-evaluation, confirmation and declaration belong together, and nothing is obviously missing."),
    ),
}
NOTABLES: dict[Notable, StrPromise] = {
    Notable.DECLARATION_VOID: _("The declaration is void: something changed after it. It cannot be registered."),
    Notable.EDITION_NOT_IN_FORCE: _("The edition was not in force when it was filed. It cannot be registered."),
    Notable.PAPER_ONLY: _("The expert confirmed on paper only."),
    Notable.IN_HOUSE: _("The expert belongs to the company itself. That is allowed, and flagged."),
    Notable.HANDED_OVER_WITH_REASON: _(
        "The automatic checks found something missing; it was handed over with a reason."
    ),
}
