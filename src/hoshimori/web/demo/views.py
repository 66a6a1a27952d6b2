"""Sign in as anybody in the demo's world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model, login
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from hoshimori.web.demo import mailbox, pages
from hoshimori.web.layout.session import SECOND_FACTOR

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest


@require_GET
def people(request: HoshimoriRequest) -> HttpResponse:
    """Show who lives here."""
    return render(request, "demo/people.html", {"page": pages.people_page()})


@require_GET
def mail(request: HoshimoriRequest) -> HttpResponse:
    """Show the mails that the demo has sent to its people."""
    return render(request, "demo/mail.html", {"page": mailbox.mail_page(request.GET.get("to", ""))})


@require_GET
def filled_workbook(request: HoshimoriRequest) -> FileResponse:
    """Hand out a filled workbook with mistakes in it, to be imported as Aoba."""
    del request
    return FileResponse(pages.filled_workbook().open("rb"), as_attachment=True, filename="filled-workbook.xlsx")


@require_POST
def enter(request: HoshimoriRequest) -> HttpResponse:
    """Sign in as the chosen inhabitant, the second proof taken as given."""
    person = pages.inhabitant(request.POST.get("email", ""))
    user = get_user_model().objects.get(email=person.email)
    login(request, user)
    request.session[SECOND_FACTOR] = str(user.pk)
    return redirect("/")
