"""What changed in an act, in words: the name of each value, and how it is read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoshimori.assessments.rules.answers import Result
from hoshimori.confirmations.rules.states import About, ConfirmationState, Manner
from hoshimori.credentials.rules.claims import CATEGORY, CERTIFICATE, CRITERION, FEEDBACK, REQUIREMENT
from hoshimori.disclosures.rules.states import Way
from hoshimori.parties.rules import INDUSTRIES, PREFECTURES, SIZE_CLASSES, PlatformUseState
from hoshimori.registry.rules.states import FilingKind, FilingState, RegistrationState
from hoshimori.schemes.rules import EditionState
from hoshimori.web.applicant.answering.states import RESULT_WORDS
from hoshimori.web.applicant.words import (
    ASSESSMENT_STATE_WORDS,
    CATEGORY_WORDS,
    KIND_WORDS,
    TASK_STATE_WORDS,
    UNIT_WORDS,
)
from hoshimori.web.layout.standing import SERVES_WORDS
from hoshimori.web.layout.words import ROLE_WORDS, both, byte_size, day, minutes, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django_stubs_ext import StrPromise

    from hoshimori.shared.bilingual import Text

NAMES: dict[str, StrPromise] = {
    "answer": _("The operator's answer"),
    "answers": _("Answers"),
    "category": pgettext_lazy("of an exclusion", "Category"),
    "completed_on": _("Completed on"),
    "confirmation_state": _("Confirmation"),
    "corporate_number": _("Corporate number"),
    "covers_from": _("Covers from"),
    "covers_until": _("Covers until"),
    "criterion": _("Criterion"),
    "criterion_no": _("Criterion"),
    "days": _("Days before the end"),
    "description": _("Description"),
    "detail": _("Detail"),
    "digest": _("Digest"),
    "due_on": _("Due"),
    "edition": _("Edition"),
    "email": _("E-mail address"),
    "expert": _("Expert"),
    "file": _("File"),
    "form": _("Form"),
    "former_number": _("Number before"),
    "goal": _("Goal"),
    "happened_on": _("Since when"),
    "held": _("Where it is kept"),
    "held_from": _("Held from"),
    "hours": _("Hours"),
    "in_house": _("Expert of the company itself"),
    "industries": _("Industries served"),
    "industry": _("Industry"),
    "is_late": _("After the time for it"),
    "is_listed": _("Listed in the register of experts"),
    "items": _("Parts of the certificate"),
    "kind": _("Kind"),
    "language": _("Language"),
    "level": _("Level"),
    "limits_risk": _("What limits the risk"),
    "manner": _("How it was confirmed"),
    "means": _("Means"),
    "mentioned": _("Spoken to"),
    "minutes": _("Time spent"),
    "name": _("Name"),
    "name_en": _("Name in English"),
    "name_ja": _("Name in Japanese"),
    "name_kana": _("Name in kana"),
    "not_agreed": _("Not agreed with"),
    "note": _("Supplementary note"),
    "number": _("Number"),
    "officer": _("Officer"),
    "owner": _("Who does it"),
    "person": _("Person"),
    "person_id": _("Expert"),
    "place": _("Place"),
    "plan": _("What will be done"),
    "platform": _("IT platform"),
    "position": _("Position"),
    "prefecture": _("Prefecture"),
    "prefectures": _("Prefectures served"),
    "proof": _("Proof"),
    "provider": _("Provider of the training"),
    "reason": _("Reason"),
    "registration": _("Registration number"),
    "responsible": _("Responsible"),
    "result": _("Result"),
    "role": _("Role"),
    "scan": _("Check for malware"),
    "scope_summary_en": _("Summary of the scope in English"),
    "scope_summary_ja": _("Summary of the scope in Japanese"),
    "serves": _("Confirms for"),
    "sha256": _("SHA-256"),
    "size": _("Size"),
    "size_class": _("Size of the organization"),
    "size_classes": _("Company sizes served"),
    "spent_on": _("Day"),
    "state": _("State"),
    "statement": _("About the expert"),
    "statement_version": _("Edition of the statement"),
    "subjects": _("What was judged"),
    "taken_over": _("To be confirmed again"),
    "text": pgettext_lazy("what is written", "Text"),
    "title": _("Title"),
    "unit": _("Unit"),
    "until": _("Until"),
    "valid_until": _("Last day"),
    "what": _("What"),
    "way": _("How it was seen"),
    "whole_digest": _("Digest"),
    "why_equal": _("Why it is equal"),
}
"""The name of each value that an act may change."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after, as a person reads it; empty where there was none."""

    name: str
    before: str
    after: str


def changes(before: Mapping[str, Any], after: Mapping[str, Any], people: Mapping[UUID, str]) -> tuple[Change, ...]:
    """Return the values of an act that differ, in the order of their names."""
    names = sorted({*before, *after} - _NUMBERS_ALONE)
    found = (
        Change(name_of(name), said(name, before.get(name), people), said(name, after.get(name), people))
        for name in names
        if before.get(name) != after.get(name)
    )
    return tuple(change for change in found if change.before or change.after)


def name_of(name: str) -> str:
    """Return what a value is called; one without words shows its own name rather than nothing."""
    return str(NAMES.get(name, name))


def said(name: str, value: object, people: Mapping[UUID, str]) -> str:
    """Return one value as a person reads it; what is of no known kind is shown as it was written."""
    if name == "result" and value is not None:
        return str(RESULT_WORDS[Result(str(value))])
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, list):
        return ", ".join(said(name, one, people) for one in value)
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if name in _PEOPLE:
        return _person(value, people)
    read = _READERS.get(name, _as_written)
    return read(value)


def _person(value: object, people: Mapping[UUID, str]) -> str:
    try:
        return people.get(UUID(str(value)), "")
    except ValueError:
        return str(value)


def _as_written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _listed(words: Mapping[Any, object]) -> Callable[[object], str]:
    return lambda value: str(words.get(value, value))


def _text(texts: Mapping[str, Text]) -> Callable[[object], str]:
    return lambda value: both(texts[str(value)]) if str(value) in texts else str(value)


def _day(value: object) -> str:
    return day(date.fromisoformat(str(value)))


def _day_before(value: object) -> str:
    """Read the end of a period, which is kept as the day after its last one."""
    return day(date.fromisoformat(str(value)) - timedelta(days=1))


def _moment(value: object) -> str:
    return moment(datetime.fromisoformat(str(value)))


def _subject(value: object) -> str:
    """Read what an expert judged: the number of a criterion alone, the others with what they are."""
    about, _space, subject = str(value).partition(" ")
    if about == About.EXCLUSION:
        return str(_("Exclusion %(number)s") % {"number": int(subject) + 1})
    if about == About.ALTERNATIVE:
        return str(_("Alternative at %(criterion)s") % {"criterion": subject})
    return subject


_HELD_WORDS: dict[str, StrPromise] = {
    "UPLOADED": _("Uploaded here"),
    "AT_COMPANY": _("At the company"),
}
_OTHER_STATE_WORDS: dict[str, StrPromise] = {
    PlatformUseState.OFFERED: pgettext_lazy("an IT platform", "Offered"),
    PlatformUseState.IN_USE: pgettext_lazy("an IT platform", "In use"),
    PlatformUseState.DECLINED: pgettext_lazy("an IT platform", "Declined"),
    PlatformUseState.ENDED: pgettext_lazy("an IT platform", "Ended"),
    EditionState.PUBLISHED: pgettext_lazy("an edition", "Published"),
    EditionState.SUPERSEDED: pgettext_lazy("an edition", "Superseded"),
    FilingState.FILED: pgettext_lazy("register", "Filed"),
    FilingState.CHECKED: pgettext_lazy("register", "Checked"),
    FilingState.REGISTERED: pgettext_lazy("register", "Registered"),
    FilingState.REFUSED: pgettext_lazy("register", "Refused"),
    FilingState.WITHDRAWN: pgettext_lazy("register", "Withdrawn"),
    RegistrationState.VALID: pgettext_lazy("register", "Valid"),
    RegistrationState.SUSPENDED: pgettext_lazy("register", "Suspended"),
    RegistrationState.RETURNED: pgettext_lazy("register", "Returned"),
    RegistrationState.EXPIRED: pgettext_lazy("register", "Expired"),
}
_CONFIRMATION_WORDS: dict[str, StrPromise] = {
    ConfirmationState.OPEN: pgettext_lazy("confirmation", "On the list of needs"),
    ConfirmationState.ASKED: pgettext_lazy("confirmation", "An expert is asked"),
    ConfirmationState.JUDGING: pgettext_lazy("confirmation", "Being judged"),
    ConfirmationState.RETURNED: pgettext_lazy("confirmation", "Returned"),
    ConfirmationState.CONFIRMED: pgettext_lazy("confirmation", "Confirmed"),
    ConfirmationState.DECLINED: pgettext_lazy("confirmation", "Declined"),
    ConfirmationState.WITHDRAWN: pgettext_lazy("confirmation", "Withdrawn"),
}
_FILING_KIND_WORDS: dict[str, StrPromise] = {
    FilingKind.NEW: pgettext_lazy("register", "First registration"),
    FilingKind.RENEWAL: pgettext_lazy("register", "Renewal"),
}
_MANNER_WORDS: dict[str, StrPromise] = {
    Manner.VISIT: pgettext_lazy("confirmation", "On a visit"),
    Manner.EVIDENCE_SEEN: pgettext_lazy("confirmation", "Evidence seen"),
    Manner.PAPER_ONLY: pgettext_lazy("confirmation", "On paper only"),
}
_ITEM_WORDS: dict[str, StrPromise] = {
    CERTIFICATE: _("The certificate"),
    CATEGORY: _("Category %(number)s"),
    REQUIREMENT: _("Requirement %(number)s"),
    CRITERION: _("Criterion %(number)s"),
    FEEDBACK: _("The expert's feedback"),
}
_WAY_WORDS: dict[str, StrPromise] = {
    Way.PAGE: pgettext_lazy("a disclosure", "On the page"),
    Way.FILE: pgettext_lazy("a disclosure", "As a file"),
}


def _item(value: object) -> str:
    kind, _colon, number = str(value).partition(":")
    return str(_ITEM_WORDS.get(kind, "%(number)s")) % {"number": number}


_NUMBERS_ALONE = frozenset({"ask", "assessment", "confirmation", "continued_from", "evidence", "replaces"})
"""Values that are ids and say nothing to a reader; whoever takes the journal along finds them there."""

_PEOPLE = frozenset({"owner", "responsible", "mentioned", "person_id"})
_READERS: dict[str, Callable[[Any], str]] = {
    "category": _listed(CATEGORY_WORDS),
    "completed_on": _day,
    "confirmation_state": _listed(_CONFIRMATION_WORDS),
    "covers_from": _day,
    "covers_until": _day_before,
    "due_on": _day,
    "happened_on": _day,
    "held": _listed(_HELD_WORDS),
    "held_from": _day,
    "industries": _text(INDUSTRIES),
    "industry": _text(INDUSTRIES),
    "items": _item,
    "kind": _listed({**KIND_WORDS, **_FILING_KIND_WORDS}),
    "level": lambda value: f"★{value}",
    "manner": _listed(_MANNER_WORDS),
    "minutes": minutes,
    "not_agreed": _subject,
    "prefecture": _text(PREFECTURES),
    "prefectures": _text(PREFECTURES),
    "role": _listed(ROLE_WORDS),
    "serves": _listed(SERVES_WORDS),
    "size": byte_size,
    "size_class": _text(SIZE_CLASSES),
    "size_classes": _text(SIZE_CLASSES),
    "spent_on": _day,
    "state": _listed({**ASSESSMENT_STATE_WORDS, **TASK_STATE_WORDS, **_OTHER_STATE_WORDS}),
    "subjects": _subject,
    "unit": _listed(UNIT_WORDS),
    "until": _moment,
    "valid_until": _day_before,
    "way": _listed(_WAY_WORDS),
}
"""How the values of some names are read; all others are shown as they were written."""
