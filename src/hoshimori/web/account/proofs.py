"""The second factor: who needs one, who has given one, and what happens to sessions when one is added or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.conf import settings
from django.urls import reverse

from hoshimori.web.layout.language import LANGUAGE_KEY
from hoshimori.web.layout.session import SECOND_FACTOR, WANTED

if TYPE_CHECKING:
    from django.http import HttpRequest

    from hoshimori.parties.queries.rows import Person
    from hoshimori.web.layout.acting import HoshimoriRequest


def lacks_second_factor(request: HoshimoriRequest) -> bool:
    """Tell whether the role acted in needs a second factor that was not given in this session."""
    return request.actor.role in settings.HOSHIMORI_MFA_ROLES and request.session.get(SECOND_FACTOR) != str(
        request.user.pk
    )


def address_to_prove(request: HoshimoriRequest) -> str:
    """Return where somebody gives the second factor they have, or sets one up."""
    kinds = main_factors(cast("Person", request.user))
    onward = urlencode({"next": reverse("account:onward")})
    if Authenticator.Type.TOTP in kinds:
        return f"{reverse('mfa_reauthenticate')}?{onward}"
    if kinds:
        return f"{reverse('mfa_reauthenticate_webauthn')}?{onward}"
    return reverse("account:second_factor")


def main_factors(person: Person) -> list[str]:
    """Return the kinds of second factors a person has, recovery codes left aside."""
    factors = Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return list(factors.values_list("type", flat=True))


def take_wanted(request: HoshimoriRequest) -> str:
    """Return where the person wanted to go before the second factor came in between, once; else the first page."""
    return str(request.session.pop(WANTED, "/"))


def on_used(request: HttpRequest, user: Person, **_others: object) -> None:
    """Note that a second factor was given."""
    request.session[SECOND_FACTOR] = str(user.pk)


def on_added(request: HttpRequest, user: Person, authenticator: Authenticator, **_others: object) -> None:
    """Take the setting up of a second factor as giving it: its owner has just shown a code or a key."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        request.session[SECOND_FACTOR] = str(user.pk)


def on_removed(request: HttpRequest, user: Person, **_others: object) -> None:
    """End the other sessions when a way to prove oneself is taken away; without any left, none was given."""
    end_other_sessions(request, user)
    if not main_factors(user):
        request.session.pop(SECOND_FACTOR, None)


def on_signed_in(request: HttpRequest, user: Person, **_others: object) -> None:
    """Speak the language of the person who has just signed in."""
    if hasattr(request, "session"):
        request.session[LANGUAGE_KEY] = user.language
