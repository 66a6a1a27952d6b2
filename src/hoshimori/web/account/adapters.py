"""How allauth's ways of signing in meet Hoshimori's people, words and mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hoshimori.jobs import mail
from hoshimori.parties.operations import people
from hoshimori.parties.queries import memberships_of
from hoshimori.shared.actor import NOBODY
from hoshimori.shared.sealing import seal, unseal
from hoshimori.web.account import letters
from hoshimori.web.layout.session import BEGAN_AT

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from django.forms import Form
    from django.http import HttpRequest

    from hoshimori.parties.queries.rows import Person

_SECOND_FACTOR_PURPOSE = "second factor"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth publishes no types
    """Make people by the operation, send mail from the queue, say no in our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is not in use at the moment."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("E-mail address or password is not right. Please check both and try again."),
        "enter_current_password": _("This is not your present password. Please try again."),
        "incorrect_code": _("This code is not right, or too old. Please use the newest one."),
        "incorrect_password": _("This password is not right. Please try again."),
        "same_as_current": _("This is your address already."),
        "too_many_login_attempts": _(
            "There were many attempts in a short time. For your safety, please wait five minutes and try again."
        ),
        "rate_limited": _(
            "There were many attempts in a short time. For your safety, please wait five minutes and try again."
        ),
    }

    def save_user(self, request: HttpRequest, user: Person, form: Form, commit: bool = True) -> Person:  # noqa: FBT001, FBT002 - allauth's signature
        """Make the person known who signs up here."""
        del user, commit
        values = form.cleaned_data
        person_id = people.enter(
            name=values["name"],
            email=values["email"],
            password=values.get("password1"),
            language=values["language"],
            actor=NOBODY,
            at=request.at,  # type: ignore[attr-defined]  # every request has been given a moment
        )
        return get_user_model().objects.get(pk=person_id)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put a mail about somebody's account in the queue."""
        values = context | {
            "sign_in_url": f"{settings.ENVIRONMENT.url}{reverse('account_login')}",
            "provider_name": getattr(context.get("provider"), "name", ""),
        }
        subject, text = letters.written(template_prefix, values)
        mail.post(to=email, subject=subject, text=text)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str = "", message: str = "", **others: Any
    ) -> None:
        """Say on the next page what was done, in our words."""
        if not message and message_template in letters.MESSAGES:
            message = str(letters.MESSAGES[message_template]) % (others.get("message_context") or {})
        if message:
            messages.add_message(request, level, message)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where somebody starts who was on the way to nowhere else."""
        return "/" if memberships_of(cast("Person", request.user).pk).exists() else reverse("account:welcome")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Return where somebody starts who has just made an account."""
        return self.get_login_redirect_url(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Take a sign-in of the last minutes as proof enough to set up a second factor, and for nothing else."""
        if app == "allauth.mfa" and self._signed_in_just_now():
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def _signed_in_just_now(self) -> bool:
        began: int = self.request.session.get(BEGAN_AT, 0)
        return bool(self.request.at.timestamp() - began < app_settings.REAUTHENTICATION_TIMEOUT)


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth publishes no types
    """Make people who come by OpenID Connect by the same operation."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "connected_other": _("This sign-in belongs to another account here."),
        "disconnect_last": _("This is your only way to sign in. Please set a password first."),
        "no_password": _("This is your only way to sign in. Please set a password first."),
        "no_verified_email": _("Please confirm your e-mail address first."),
    }

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Form | None = None) -> Person:
        """Make the person known who signs up by OpenID Connect and has filled in the form."""
        person = AccountAdapter(request).save_user(request, sociallogin.user, cast("Form", form))
        sociallogin.user = person
        sociallogin.save(request)
        return person

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Person:
        """Suggest the name that the provider knows."""
        person: Person = super().populate_user(request, sociallogin, data)
        person.name = str(data.get("name") or "")
        return person

    def get_signup_form_initial_data(self, sociallogin: SocialLogin) -> dict[str, Any]:
        """Fill in the form with what the provider knows."""
        known: dict[str, Any] = super().get_signup_form_initial_data(sociallogin)
        return known | {"name": sociallogin.user.name}


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth publishes no types
    """Seal the secrets of second factors; keep the last one of somebody whose role needs it."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "Your role needs a second way to prove who you are. Please set up another one before you remove this one."
        ),
        "incorrect_code": _("This code is not right, or too old. Please use the newest one."),
        "unverified_email": _("Please confirm your e-mail address first."),
    }

    def encrypt(self, text: str) -> str:
        """Seal the secret of an app or of recovery codes."""
        return seal(text, key=settings.SECRET_KEY, purpose=_SECOND_FACTOR_PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what was sealed."""
        return unseal(encrypted_text, key=settings.SECRET_KEY, purpose=_SECOND_FACTOR_PURPOSE)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Tell whether another second factor remains, or no role of the person needs one."""
        others = (
            Authenticator.objects.filter(user=authenticator.user_id)
            .exclude(pk=authenticator.pk)
            .exclude(type=Authenticator.Type.RECOVERY_CODES)
        )
        roles = {membership.role for membership in memberships_of(authenticator.user_id)}
        return others.exists() or not roles & settings.HOSHIMORI_MFA_ROLES

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002 - allauth's signature
        """Name a passkey by when it was added, until its owner gives it a better name."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(number)s") % {"number": count + 1}
