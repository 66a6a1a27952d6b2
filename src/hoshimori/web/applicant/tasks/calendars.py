"""One's own tasks in the calendar program one uses, at a secret address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hoshimori.assessments.operations import calendars
from hoshimori.assessments.permissions import Action, require
from hoshimori.assessments.queries.calendars import calendar, open_since
from hoshimori.documents import icalendar

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.web.layout.acting import HoshimoriRequest

_NEW = "calendar_address"
"""Where the session keeps a new address until it has been shown, once."""


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Since when the calendar has an address; `address` only right after it was made."""

    open_since: datetime | None
    address: str


@never_cache
@require_safe
def show_calendar(request: HoshimoriRequest) -> HttpResponse:
    """Show whether the calendar has an address; a new one is shown this once and then known to nobody here."""
    require(request.actor, Action.OPEN_CALENDAR)
    page = CalendarPage(open_since(request.actor), request.session.pop(_NEW, ""))
    return render(request, "tasks/calendar.html", {"page": page})


@require_POST
def open_address(request: HoshimoriRequest) -> HttpResponse:
    """Give the calendar a new address; the one before ends."""
    language = "en" if (translation.get_language() or "ja").startswith("en") else "ja"
    secret = calendars.open_address(language=language, actor=request.actor, at=request.at)
    request.session[_NEW] = f"{settings.ENVIRONMENT.url}{reverse('tasks:feed', args=[secret])}"
    return redirect("tasks:calendar")


@require_POST
def end_address(request: HoshimoriRequest) -> HttpResponse:
    """End the address of the calendar."""
    calendars.end_address(actor=request.actor, at=request.at)
    return redirect("tasks:calendar")


@login_not_required
@require_safe
def feed(request: HoshimoriRequest, secret: str) -> HttpResponse:
    """Hand the calendar out to whoever holds its address; the holder's program is nobody signed in.

    Raises:
        NotFound: there is no such address, or it was ended.
    """
    found = calendar(secret)
    with translation.override(found.language):
        name = _("Tasks (Hoshimori)")
    days = [
        icalendar.AllDay(f"{task.id}@hoshimori", task.duty.what, task.duty.due_on, task.version)
        for task in found.tasks
        if task.duty.due_on
    ]
    return HttpResponse(
        icalendar.calendar(name=name, days=days, at=request.at),
        content_type=icalendar.MEDIA_TYPE,
        headers={
            "Content-Disposition": 'inline; filename="hoshimori.ics"',
            "Cache-Control": "private, no-store",
            "X-Robots-Tag": "noindex, nofollow",
            "Referrer-Policy": "no-referrer",
        },
    )
