"""Before a page is shown: is somebody signed in, for how long already, and with what proof?"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoshimori.shared.actor import Role
from hoshimori.shared.refusal import Refusal
from hoshimori.web.account import lasting, proofs
from hoshimori.web.layout.refusals import refuse
from hoshimori.web.layout.session import WANTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    from hoshimori.web.layout.acting import HoshimoriRequest

OPEN_TO_ALL = frozenset({"public", "register", "history_of_register", "proof", "verifying", "api", "layout", "demo"})
"""Namespaces whose pages need nobody to be signed in. Single views say so by Django's `login_not_required`."""

BEFORE_THE_SECOND_FACTOR = frozenset(
    {
        "account:second_factor",
        "account:onward",
        "account:roles",
        "account:act_as",
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)
"""Pages for somebody whose role needs a second factor that was not given yet; all others wait."""

_LONG = 8


class SignInGate:
    """Let signed-in people in, as long as their session lasts and with the proof their role needs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; what decides is `process_view`."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """Answer in the view's place where somebody has to sign in, to prove more, or to join an organization first."""
        del args, kwargs
        ours = cast("HoshimoriRequest", request)
        has_ended = ours.user.is_authenticated and lasting.is_over(ours)
        if has_ended:
            _forget(ours)
        if _is_open(ours, view):
            return None
        if not ours.user.is_authenticated:
            return _to_sign_in(ours, has_ended=has_ended)
        if proofs.lacks_second_factor(ours) and _name(ours) not in BEFORE_THE_SECOND_FACTOR:
            return _to_second_factor(ours)
        if ours.actor.role == Role.NOBODY and not _is_about_the_account(ours):
            return HttpResponseRedirect(reverse("account:welcome"))
        return None


def _forget(request: HoshimoriRequest) -> None:
    """Sign somebody out, and forget as whom this request was made up to here."""
    logout(request)
    for known in ("acting", "actor"):
        vars(request).pop(known, None)


def _is_open(request: HoshimoriRequest, view: Callable[..., HttpResponseBase]) -> bool:
    match = request.resolver_match
    return match is None or match.namespace in OPEN_TO_ALL or not getattr(view, "login_required", True)


def _name(request: HoshimoriRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _is_about_the_account(request: HoshimoriRequest) -> bool:
    return _name(request).startswith(("account:", "account_", "mfa_", "socialaccount_", "openid_connect_"))


def _to_sign_in(request: HoshimoriRequest, *, has_ended: bool) -> HttpResponseBase:
    """Send a reader to sign in; somebody who was sending something gets it back first."""
    back = request.get_full_path() if request.method == "GET" else _came_from(request)
    address = f"{reverse('account_login')}?{urlencode({'next': back})}"
    if request.method != "GET" or _is_part(request):
        typed = [value for name, value in request.POST.items() if len(value) > _LONG and not _is_secret(name)]
        if _is_part(request) or not typed:
            answer = refuse(request, Refusal("SIGNED_OUT"), HTTPStatus.UNAUTHORIZED)
        else:
            page = {"sign_in": address, "typed": typed}
            answer = render(request, "account/ended.html", page, status=HTTPStatus.UNAUTHORIZED)
        return answer
    if has_ended:
        messages.info(request, _("Your session has ended. Please sign in again; you will come back to where you were."))
    return HttpResponseRedirect(address)


def _is_part(request: HoshimoriRequest) -> bool:
    return "HX-Request" in request.headers or request.headers.get("Sec-Fetch-Dest") == "empty"


def _is_secret(name: str) -> bool:
    return name == "csrfmiddlewaretoken" or "password" in name or "code" in name or "credential" in name


def _came_from(request: HoshimoriRequest) -> str:
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc == request.get_host() else "/"


def _to_second_factor(request: HoshimoriRequest) -> HttpResponseBase:
    if request.method == "GET" and not _is_part(request):
        request.session[WANTED] = request.get_full_path()
    address = proofs.address_to_prove(request)
    if _is_part(request):
        answer = HttpResponse(status=HTTPStatus.FORBIDDEN)
        answer.headers["HX-Redirect"] = address
        return answer
    return HttpResponseRedirect(address)
