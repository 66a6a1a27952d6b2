"""The settings of an edition, put into the reader's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoshimori.shared.calendar import Period
from hoshimori.web.layout.words import period

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from hoshimori.schemes.rules import Setting

_CODES: dict[str, StrPromise] = {
    "YES": pgettext_lazy("a rule", "Yes"),
    "ALLOWED_AND_FLAGGED": _("Allowed, and shown as such"),
    "YEARLY_REPORT": _("yearly report"),
    "WITNESSED_EVALUATION": _("witnessed evaluations"),
    "FILE_SAMPLE": _("samples of files"),
    "NAME": pgettext_lazy("a rule", "name"),
    "CORPORATE_NUMBER": pgettext_lazy("a rule", "corporate number"),
    "LEVEL": pgettext_lazy("a rule", "level"),
    "REGISTRATION_NUMBER": pgettext_lazy("a rule", "registration number"),
    "SCOPE_SUMMARY": _("summary of the scope"),
    "VALIDITY": _("valid from and until"),
    "EVALUATION_BODY": _("evaluation body (★4)"),
    "STATUS": _("whether it is in force"),
}


def in_words(setting: Setting) -> tuple[str, ...]:
    """Return what an edition sets: a length of time, a choice, or a list of names or of choices."""
    values = setting.value if isinstance(setting.value, tuple) else (str(setting.value),)
    return tuple(_word(value) for value in values)


def _word(value: str) -> str:
    if value in _CODES:
        return str(_CODES[value])
    try:
        return period(Period.parse(value))
    except ValueError:
        return value
