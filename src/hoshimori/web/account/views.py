"""Somebody's own account: name, language, roles, where one is signed in; and the ways into an organization."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from allauth.account.internal.flows.logout import logout
from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hoshimori.parties.operations import invitations, organizations, people
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.shared.refusal import Invalid, NotFound, NotPossibleNow
from hoshimori.web.account import pages, proofs
from hoshimori.web.layout.acting import MEMBERSHIP_KEY
from hoshimori.web.layout.forms import Form
from hoshimori.web.layout.language import LANGUAGE_KEY

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest


@never_cache
@require_http_methods(["GET", "POST"])
def own(request: HoshimoriRequest) -> HttpResponse:
    """Show somebody's own account, or change name and language."""
    if request.method == "GET":
        return render(request, "account/own.html", {"page": pages.own_page(request)})
    name, language = request.POST.get("name", ""), request.POST.get("language", "")
    try:
        people.change(name=name, language=language, actor=request.actor, at=request.at)
    except Invalid as refusal:
        page = pages.own_page(request, Form.refused(request.POST, refusal))
        return render(request, "account/own.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    request.session[LANGUAGE_KEY] = language
    messages.success(request, _("Saved."))
    return redirect("account:own")


@never_cache
@require_GET
def roles(request: HoshimoriRequest) -> HttpResponse:
    """Show the roles somebody can act in."""
    return render(request, "account/roles.html", {"roles": pages.roles_held(request)})


@require_POST
def act_as(request: HoshimoriRequest) -> HttpResponse:
    """Act in another role from now on."""
    wanted = request.POST.get("membership", "")
    held = [role for role in pages.roles_held(request) if str(role.membership_id) == wanted]
    if not held:
        raise NotFound
    request.session[MEMBERSHIP_KEY] = wanted
    return redirect("/")


@never_cache
@require_GET
def sessions(request: HoshimoriRequest) -> HttpResponse:
    """Show where somebody is signed in."""
    return render(request, "account/sessions.html", {"sessions": pages.signed_in(request)})


@require_POST
def end_session(request: HoshimoriRequest, session_id: int) -> HttpResponse:
    """Sign out one browser of one's own."""
    row = UserSession.objects.filter(pk=session_id, user=request.user).first()
    if row is None:
        raise NotFound
    if row.session_key == request.session.session_key:
        logout(request)
        return redirect("/")
    get_adapter().end_sessions([row])
    messages.success(request, _("That browser is signed out."))
    return redirect("account:sessions")


@require_POST
def end_all_sessions(request: HoshimoriRequest) -> HttpResponse:
    """Sign out everywhere, here too."""
    get_adapter().end_sessions(UserSession.objects.filter(user=request.user))
    logout(request)
    return redirect("account_login")


@never_cache
@require_GET
def second_factor(request: HoshimoriRequest) -> HttpResponse:
    """Say why the reader's role needs a second factor, and how to set one up."""
    return render(request, "account/second_factor.html", {"page": pages.second_factor_page(request)})


@never_cache
@require_GET
def onward(request: HoshimoriRequest) -> HttpResponse:
    """Go on to where the reader wanted to go before something else had to be done."""
    return redirect(proofs.take_wanted(request))


@require_GET
def welcome(request: HoshimoriRequest) -> HttpResponse:
    """Show somebody without an organization the two ways into one."""
    return render(request, "account/welcome.html")


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HoshimoriRequest) -> HttpResponse:
    """Bring one's company into the scheme; whoever does it coordinates there."""
    language = get_language() or "ja"
    if request.method == "GET":
        return render(request, "account/register.html", {"page": pages.register_page(language)})
    values = {name: request.POST.get(name, "") for name in Particulars.__dataclass_fields__}
    try:
        became = organizations.register(
            number=request.POST.get("corporate_number", ""),
            particulars=Particulars(**values),
            actor=request.actor,
            at=request.at,
        )
    except (Invalid, NotPossibleNow) as refusal:
        page = pages.register_page(language, Form.refused(request.POST, refusal))
        return render(request, "account/register.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _acting_as(request, became.membership_id)


@login_not_required
@never_cache
@require_GET
def invitation(request: HoshimoriRequest, secret: str) -> HttpResponse:
    """Show what an invitation offers to whoever holds its link."""
    return render(request, "account/invitation.html", {"page": pages.invitation_page(request, secret)})


@require_POST
def accept(request: HoshimoriRequest, secret: str) -> HttpResponse:
    """Take up an invitation."""
    became = invitations.accept(secret=secret, actor=request.actor, at=request.at)
    return _acting_as(request, became.membership_id)


def _acting_as(request: HoshimoriRequest, membership_id: UUID) -> HttpResponse:
    request.session[MEMBERSHIP_KEY] = str(membership_id)
    return redirect("/")
