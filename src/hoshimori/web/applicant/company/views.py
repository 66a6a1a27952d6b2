"""An organization's particulars and people."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hoshimori.parties.operations import invitations, organizations
from hoshimori.parties.operations.organizations import Particulars
from hoshimori.parties.queries import invitations_visible_to
from hoshimori.shared.refusal import Conflict, Invalid, NotPossibleNow
from hoshimori.shared.sealing import seal, unseal
from hoshimori.web.applicant.company import letters, pages
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from hoshimori.parties.operations.invitations import Invited
    from hoshimori.web.layout.acting import HoshimoriRequest

_SHOWN_ONCE = "invited"
_LIMITS = {"invite": "30/h/user"}


@never_cache
@require_GET
def page(request: HoshimoriRequest) -> HttpResponse:
    """Show the organization the reader acts for."""
    return render(request, "company/page.html", {"page": pages.company_page(request.actor, request.at)})


@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HoshimoriRequest) -> HttpResponse:
    """Change the particulars."""
    if request.method == "GET":
        return render(request, "company/change.html", {"page": pages.change_page(request.actor, request.at)})
    typed = request.POST
    try:
        organizations.change(
            organization_id=request.actor.organization_id,
            particulars=Particulars(**{name: typed.get(name, "") for name in Particulars.__dataclass_fields__}),
            version=_number(typed.get("version", "")),
            actor=request.actor,
            at=request.at,
        )
    except (Invalid, Conflict) as refusal:
        form = Form.refused(typed, refusal)
        shown = pages.change_page(request.actor, request.at, form, shows_now=isinstance(refusal, Conflict))
        return render(request, "company/change.html", {"page": shown}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("Saved."))
    return redirect("company:page")


@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HoshimoriRequest) -> HttpResponse:
    """Invite somebody; the link is shown on the next page."""
    if request.method == "GET":
        return render(request, "company/invite.html", {"page": pages.invite_page(request.actor, request.at)})
    typed = request.POST
    try:
        _require_patience(request)
        made = invitations.invite(
            organization_id=request.actor.organization_id,
            email=typed.get("email", ""),
            role=typed.get("role", ""),
            actor=request.actor,
            at=request.at,
        )
    except (Invalid, NotPossibleNow) as refusal:
        shown = pages.invite_page(request.actor, request.at, Form.refused(typed, refusal))
        return render(request, "company/invite.html", {"page": shown}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _show_link(request, made, by_mail="by_mail" in typed)


@never_cache
@require_GET
def invited(request: HoshimoriRequest) -> HttpResponse:
    """Show the link of a new invitation, once."""
    sealed = request.session.pop(_SHOWN_ONCE, None)
    if sealed is None:
        return redirect("company:page")
    link = letters.link(unseal(sealed, key=settings.SECRET_KEY, purpose=_SHOWN_ONCE))
    return render(request, "company/invited.html", {"link": link})


@require_POST
def invite_again(request: HoshimoriRequest, invitation_id: UUID) -> HttpResponse:
    """Give an invitation a new link, and send it by mail as well."""
    _require_patience(request)
    made = invitations.invite_again(invitation_id=invitation_id, actor=request.actor, at=request.at)
    return _show_link(request, made, by_mail=True)


@require_POST
def revoke(request: HoshimoriRequest, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    invitations.revoke(invitation_id=invitation_id, actor=request.actor, at=request.at)
    messages.success(request, _("The invitation was taken back. Its link opens nothing any more."))
    return redirect("company:page")


@never_cache
@require_http_methods(["GET", "POST"])
def end_membership(request: HoshimoriRequest, membership_id: UUID) -> HttpResponse:
    """Ask, then end somebody's role, or one's own."""
    if request.method == "GET":
        row = pages.member(request.actor, membership_id)
        return render(request, "company/end_membership.html", {"member": row})
    invitations.end_membership(membership_id=membership_id, actor=request.actor, at=request.at)
    if membership_id == request.actor.membership_id:
        messages.success(request, _("You have left."))
        return redirect("/")
    messages.success(request, _("The role has ended. What this person wrote is kept."))
    return redirect("company:page")


def _show_link(request: HoshimoriRequest, made: Invited, *, by_mail: bool) -> HttpResponse:
    """Send the link where that is wanted, and show it on the next page; it rests sealed until then."""
    if by_mail:
        address = invitations_visible_to(request.actor).get(pk=made.invitation_id).email
        letters.post_invitation(request, made, address)
    request.session[_SHOWN_ONCE] = seal(made.secret, key=settings.SECRET_KEY, purpose=_SHOWN_ONCE)
    return redirect("company:invited")


def _require_patience(request: HoshimoriRequest) -> None:
    """Keep Hoshimori from being used to send mail to half the world."""
    if not ratelimit.consume(request, app="hoshimori", action="invite", config=_LIMITS, user=request.user):
        raise NotPossibleNow("TOO_MANY_INVITATIONS")


def _number(text: str) -> int:
    """Return the version a form was made from; what is none was made from no version."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 - fits the column
