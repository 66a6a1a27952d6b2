"""What a verdict says in the reader's words: in this page as the server makes it, and in the browser alike.

What stands in %(…)s is put in by whoever shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Head:
    """The verdict at a glance: shape and color, a heading, the state in a word, what that means."""

    kind: str
    drawing: str
    title: StrPromise
    state: StrPromise
    says: StrPromise


HEADS: Mapping[str, Head] = {
    "BELIEVED": Head(
        "ok",
        "check",
        _("Registered as ★%(level)s"),
        pgettext_lazy("registration", "Valid"),
        _("The register issued this certificate, and nothing in it was changed. The registration is in force."),
    ),
    "SUSPENDED": Head(
        "warn",
        "warning",
        _("The registration as ★%(level)s is suspended"),
        pgettext_lazy("registration", "Suspended"),
        _("The register issued this certificate, but the operator has suspended the registration. It is not in force."),
    ),
    "ENDED": Head(
        "plain",
        "dash",
        _("The registration as ★%(level)s has ended"),
        pgettext_lazy("registration", "Ended"),
        _("The register issued this certificate, but what it says does not hold any more."),
    ),
    "STATE_UNKNOWN": Head(
        "info",
        "help",
        _("Whether the ★%(level)s is still in force cannot be known"),
        pgettext_lazy("registration", "Unknown"),
        _("The register issued this certificate, and nothing in it was changed. How things stand now is not known."),
    ),
    "NOT_BELIEVED": Head(
        "no",
        "cross",
        _("This cannot be believed"),
        pgettext_lazy("certificate", "Not believed"),
        _("Do not rely on anything that this file says."),
    ),
}
"""By the outcome of a verdict."""

_CHANGED = _("Something in it was changed, left out or added after it was signed.")
_OTHER_REGISTER = _("No key of this register signed it.")
_UNREADABLE = _("It is not a certificate, or only a part of one arrived.")
_TOO_MUCH = _("It is larger than any certificate.")
_OUT_OF_FORM = _("It is not made as certificates of this register are made.")
_NOT_YET = _("It begins only later. Please see whether the clock of your device is right.")
_COMPANY = _("The company's signature is missing, or was made for somebody or something else.")
_WORDS = _("It holds words that the company did not sign.")
_STATES = _("The list of states that goes with it is not one of this register.")
_HISTORY = _("The proof that it stands in the register's history does not hold.")

REASONS: Mapping[str, StrPromise] = {
    "TOO_LARGE": _TOO_MUCH,
    "TOO_DEEP": _TOO_MUCH,
    "TOO_MANY_DISCLOSURES": _TOO_MUCH,
    "FILE_WRONG": _UNREADABLE,
    "FORMAT_WRONG": _UNREADABLE,
    "BASE64URL_WRONG": _UNREADABLE,
    "JSON_WRONG": _UNREADABLE,
    "JSON_NAME_TWICE": _OUT_OF_FORM,
    "NOBODY_TRUSTED": _OTHER_REGISTER,
    "KEY_NOT_TRUSTED": _OTHER_REGISTER,
    "KEY_WRONG": _OUT_OF_FORM,
    "ALGORITHM_NOT_ACCEPTED": _OUT_OF_FORM,
    "HEADER_WRONG": _OUT_OF_FORM,
    "SIGNATURE_WRONG": _CHANGED,
    "TYPE_WRONG": _OUT_OF_FORM,
    "ISSUER_WRONG": _OTHER_REGISTER,
    "HASH_NOT_ACCEPTED": _OUT_OF_FORM,
    "RESERVED_NAME": _OUT_OF_FORM,
    "DIGEST_WRONG": _OUT_OF_FORM,
    "DIGEST_TWICE": _OUT_OF_FORM,
    "DISCLOSURE_WRONG": _CHANGED,
    "DISCLOSURE_TWICE": _CHANGED,
    "DISCLOSURE_NOT_REFERENCED": _CHANGED,
    "SALT_TWICE": _OUT_OF_FORM,
    "CLAIM_EXISTS": _OUT_OF_FORM,
    "CLAIM_MUST_BE_OPEN": _OUT_OF_FORM,
    "CLAIM_MISSING": _OUT_OF_FORM,
    "CLAIM_WRONG": _OUT_OF_FORM,
    "KIND_WRONG": _OUT_OF_FORM,
    "EXPIRED": _("Its period is over."),
    "NOT_YET_VALID": _NOT_YET,
    "ISSUED_IN_FUTURE": _NOT_YET,
    "AUDIENCE_WRONG": _COMPANY,
    "BINDING_MISSING": _COMPANY,
    "BINDING_UNEXPECTED": _COMPANY,
    "BINDING_TOO_OLD": _COMPANY,
    "NONCE_WRONG": _COMPANY,
    "BOUND_TO_ANOTHER": _CHANGED,
    "WORDS_NOT_SIGNED": _WORDS,
    "STATUS_WRONG": _OUT_OF_FORM,
    "STATUS_LIST_WRONG": _STATES,
    "STATUS_LIST_OF_ANOTHER": _STATES,
    "STATUS_LIST_STALE": _("The list of states at hand is too old, and no newer one could be had."),
    "STATUS_INDEX_OUTSIDE": _STATES,
    "STATUS_UNKNOWN": _STATES,
    "STATUS_LIST_MISSING": _("The register's list of states could not be had."),
    "STATE_SUSPENDED": _("The operator has suspended the registration for now."),
    "STATE_ENDED": _(
        "The registration was withdrawn, returned or has run out, or a newer certificate replaced this one."
    ),
    "HISTORY_MISSING": _HISTORY,
    "LEAF_WRONG": _HISTORY,
    "LEAF_OF_ANOTHER": _HISTORY,
    "LOG_UNREADABLE": _HISTORY,
    "LOG_NOT_SIGNED": _HISTORY,
    "LOG_SIGNATURE_WRONG": _HISTORY,
    "LOG_IS_ANOTHER": _HISTORY,
    "LOG_WITNESSES_TOO_FEW": _HISTORY,
    "LOG_ENTRY_NOT_PROVEN": _HISTORY,
}
"""Why a certificate is not believed, or does not hold now."""

PROVEN: Mapping[str, StrPromise] = {
    "ISSUED_BY_OPERATOR": _("The register's key signed it, and not one letter was changed since."),
    "HELD_BY_COMPANY": _("The registered company's own key signed that it shows this."),
    "SHOWN_TO": _("The company made it on %(moment)s to show it to: %(audience)s"),
    "STATE_AT": _("The state is what a list says that the register signed on %(moment)s."),
    "IN_HISTORY": _("The registration stands in the register's history and was not slipped in afterwards."),
    "WITNESSED": _("Witnesses outside the register saw that history: %(witnesses)s"),
}
NOT_PROVEN: Mapping[str, StrPromise] = {
    "HELD_BY_COMPANY": _("Who handed it over. Anybody may hold a copy of a certificate alone."),
    "STATE_NOW": _("Whether the registration is in force right now."),
    "HISTORY": _("Whether it stands in the register's history: the file holds no proof of that."),
    "WITNESSES": _("Whether anybody besides the register saw its history."),
    "OWN_WORDS": _("Whether what the company says of its own nonconformities and corrections is so."),
    "COMMENT": _("Whether what the company adds in its own words is so."),
    "SECURITY": _("That attacks will not happen. A ★ says what was confirmed on a day, and promises nothing."),
}
_FACTS: Mapping[str, StrPromise] = {
    "corporate_number": _("Corporate number (法人番号)"),
    "registration_number": _("Registration number"),
    "period": _("Period"),
    "scope": _("Scope"),
    "prefecture": _("Prefecture"),
    "edition": _("Edition of the criteria"),
    "evaluation_body": _("Evaluation body"),
}
ALTERNATIVE = ("goal", "means", "why_equal")
LABELS: Mapping[str, StrPromise] = {
    "as_of": _("as of %(moment)s"),
    "from_until": _("From %(valid_from)s until %(last_valid_on)s"),
    "basis": _("Why it is so"),
    "goal": _("Alternative: the goal"),
    "means": _("Alternative: by which means"),
    "why_equal": _("Alternative: why it reaches the goal"),
    "advice": _("Advice"),
    "manner": _("How it was confirmed"),
    "expert": _("Expert"),
    "confirmed_on": _("Confirmed on"),
    "audience": _("Shown to"),
    "purpose": _("Purpose"),
    "comment": _("Comment"),
    "signed_at": _("Signed by the company on"),
    "nonconformity": _("Nonconformity"),
    "correction": _("Correction"),
    "corrected_on": _("Corrected on"),
}
"""What stands before a value."""

_RESULTS: Mapping[str, StrPromise] = {"MET": _("Met"), "NOT_APPLICABLE": _("Not applicable")}
_MANNERS: Mapping[str, StrPromise] = {
    "VISIT": pgettext_lazy("manner", "By a visit"),
    "EVIDENCE_SEEN": pgettext_lazy("manner", "By looking at the evidence"),
    "PAPER_ONLY": pgettext_lazy("manner", "On paper only"),
}
_EXPERTS: Mapping[str, StrPromise] = {
    "IN_HOUSE": _("Somebody of the company itself"),
    "OUTSIDE": _("Somebody from outside the company"),
}
AUDIENCE_BY_NUMBER, BEARER = "corporate-number:", "bearer"
"""How a disclosure says for whom the company signed it; anything else is shown as it stands."""

_AUDIENCES: Mapping[str, StrPromise] = {
    "COMPANY": _("the company with the corporate number %(number)s"),
    "BEARER": _("whoever it is handed to"),
}

GROUPS: Mapping[str, Mapping[str, StrPromise]] = {
    "reason": REASONS,
    "proven": PROVEN,
    "not_proven": NOT_PROVEN,
    "fact": _FACTS,
    "label": LABELS,
    "result": _RESULTS,
    "manner": _MANNERS,
    "expert": _EXPERTS,
    "audience": _AUDIENCES,
}
"""Every sentence and word of a result besides its heads, by group and code."""
