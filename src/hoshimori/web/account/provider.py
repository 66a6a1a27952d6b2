"""The OpenID Connect provider of this installation, and the way to it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

import requests
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def provider_name() -> str:
    """Return the name people know the provider by; empty where there is none."""
    apps = cast("list[dict[str, str]]", settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])
    return apps[0]["name"] if apps else ""


@login_not_required
@never_cache
def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the reader to the provider, by a page of ours.

    Browsers hold the answer to a form to the policy's `form-action`, which names no other host; from a page one may go
    anywhere.
    """
    try:
        answer: HttpResponse = views.login(request, provider_id)
    except requests.RequestException:
        return render(request, "socialaccount/authentication_error.html", status=HTTPStatus.BAD_GATEWAY)
    if isinstance(answer, HttpResponseRedirect):
        page = {"address": answer.url, "provider": provider_name()}
        return render(request, "account/leaving.html", page)
    return answer
