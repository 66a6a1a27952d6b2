"""Where a notice leads: the page for its reader's role, else that role's desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse

from hoshimori.shared.actor import APPLICANT_ROLES, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hoshimori.notices.queries import NoticeValue

_SUBJECT = "subject_id"

_OF_COMPANY: Mapping[str, tuple[tuple[str, str], ...]] = {
    "assessments:assessment": (("confirming:index", _SUBJECT), ("start:assessment", _SUBJECT)),
    "confirmations:confirmation": (("confirming:index", "assessment"), ("start:assessment", "assessment")),
    "confirmations:declaration": (("confirming:index", "assessment"), ("start:assessment", "assessment")),
    "registry:filing": (("confirming:filing", _SUBJECT),),
    "registry:registration": (("confirming:registration", _SUBJECT), ("register:entry", "number")),
    "registry:change": (("register:entry", "registration"),),
    "disclosures:ask": (("disclosing:ask", _SUBJECT),),
    "disclosures:disclosure": (("disclosing:disclosure", _SUBJECT),),
    "disclosures:answer": (("orderer:ask", _SUBJECT),),
    "disclosures:shown": (("orderer:ask", "ask"), ("orderer:index", "")),
    "notices:task": (("tasks:task", _SUBJECT),),
}
_OF_EXPERT: Mapping[str, tuple[tuple[str, str], ...]] = {
    "confirmations:confirmation": (("expert:confirmation", _SUBJECT),),
    "qualifications:training": (("expert:me", ""),),
}
_OF_OFFICER: Mapping[str, tuple[tuple[str, str], ...]] = {
    "registry:filing": (("operator:filing", _SUBJECT),),
    "registry:registration": (("operator:registration", "number"), ("register:entry", "number")),
    "registry:change": (("operator:change", _SUBJECT),),
}
_WHOSE: Mapping[Role, Mapping[str, tuple[tuple[str, str], ...]]] = {
    **dict.fromkeys(APPLICANT_ROLES, _OF_COMPANY),
    Role.EXPERT: _OF_EXPERT,
    Role.OFFICER: _OF_OFFICER,
}
"""By role and by what the act was done to: routes, each with the particular that stands in its address; best first."""

_DESKS: Mapping[Role, tuple[str, ...]] = {
    Role.EXPERT: ("expert:desk", "start:today"),
    Role.OFFICER: ("operator:desk",),
    Role.OVERSEER: ("ministry:overview",),
}


def address_of(notice: NoticeValue, role: Role) -> str:
    """Return the address of the page that a notice is about, for its reader's role."""
    kind = notice.act.rpartition(":")[0]
    routes = _WHOSE.get(role, {}).get(kind, ())
    values = {_SUBJECT: notice.subject_id, **notice.particulars}
    for route, name in routes:
        if not name or values.get(name):
            found = _reversed(route, [str(values[name])] if name else [])
            if found:
                return found
    return _desk(role)


def _desk(role: Role) -> str:
    found = (_reversed(route, []) for route in _DESKS.get(role, ("start:today",)))
    return next((address for address in found if address), "/")


def _reversed(route: str, values: list[str]) -> str:
    try:
        return reverse(route, args=values)
    except NoReverseMatch:
        return ""
