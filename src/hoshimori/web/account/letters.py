"""The words of every mail and message about somebody's account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail: its subject, its text, and whether it tells the owner what to do if it was somebody else."""

    subject: StrPromise
    text: StrPromise
    warns: bool = False


_NOT_YOU = _(
    "If this was not you, please reset your password at once and look at “Where you are signed in” in your account."
)

LETTERS: dict[str, Letter] = {
    "account/email/email_confirmation_signup": Letter(
        _("Your code to confirm this address"),
        _(
            "Thank you for making an account. Please enter this code on the page that is open in your browser:\n\n"
            "%(code)s\n\n"
            "It can be used for 10 minutes. If you did not make an account, nothing has to be done."
        ),
    ),
    "account/email/email_confirmation": Letter(
        _("Your code to confirm this address"),
        _(
            "Please enter this code on the page that is open in your browser:\n\n"
            "%(code)s\n\n"
            "It can be used for 10 minutes. If you did not ask for it, nothing has to be done."
        ),
    ),
    "account/email/account_already_exists": Letter(
        _("You already have an account"),
        _(
            "Somebody, probably you, wanted to make an account with this address. There is one already, so no new one"
            " was made.\n\n"
            "To sign in: %(sign_in_url)s\n"
            "If you forgot the password: %(password_reset_url)s\n\n"
            "If it was not you, nothing has to be done."
        ),
    ),
    "account/email/unknown_account": Letter(
        _("There is no account with this address"),
        _(
            "Somebody, probably you, asked to reset the password for this address. There is no account with it."
            " Perhaps you signed up with another address.\n\n"
            "To make an account: %(signup_url)s\n\n"
            "If it was not you, nothing has to be done."
        ),
    ),
    "account/email/password_reset_code": Letter(
        _("Your code to set a new password"),
        _(
            "Please enter this code on the page that is open in your browser; then you can set a new password:\n\n"
            "%(code)s\n\n"
            "It can be used for 10 minutes. If you did not ask for it, your password stays as it is."
        ),
    ),
    "account/email/password_changed": Letter(
        _("Your password was changed"), _("The password of your account was changed."), warns=True
    ),
    "account/email/password_reset": Letter(
        _("Your password was changed"),
        _("A new password was set for your account in place of a forgotten one."),
        warns=True,
    ),
    "account/email/password_set": Letter(
        _("A password was set"), _("A password was set for your account."), warns=True
    ),
    "account/email/email_changed": Letter(
        _("Your e-mail address was changed"),
        _("The e-mail address of your account was changed to %(to_email)s."),
        warns=True,
    ),
    "mfa/email/totp_activated": Letter(
        _("An authenticator app was added"), _("An authenticator app was added to your account."), warns=True
    ),
    "mfa/email/totp_deactivated": Letter(
        _("An authenticator app was removed"), _("The authenticator app was removed from your account."), warns=True
    ),
    "mfa/email/webauthn_added": Letter(_("A passkey was added"), _("A passkey was added to your account."), warns=True),
    "mfa/email/webauthn_removed": Letter(
        _("A passkey was removed"), _("A passkey was removed from your account."), warns=True
    ),
    "mfa/email/recovery_codes_generated": Letter(
        _("New recovery codes were made"),
        _("New recovery codes were made for your account. The earlier ones can no longer be used."),
        warns=True,
    ),
    "socialaccount/email/account_connected": Letter(
        _("Another way to sign in was connected"),
        _("Your account can now also be signed in to by %(provider_name)s."),
        warns=True,
    ),
    "socialaccount/email/account_disconnected": Letter(
        _("A way to sign in was disconnected"),
        _("Your account can no longer be signed in to by %(provider_name)s."),
        warns=True,
    ),
}
"""Every mail that allauth asks for, by the name it has there."""

MESSAGES: dict[str, StrPromise] = {
    "account/messages/email_confirmation_sent.txt": _("A code was sent to %(email)s."),
    "account/messages/email_confirmed.txt": _("The address %(email)s is confirmed."),
    "account/messages/email_confirmation_failed.txt": _("The address %(email)s could not be confirmed."),
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("Your password was changed. Everywhere else you are signed out now."),
    "account/messages/password_set.txt": _("Your password was set. Everywhere else you are signed out now."),
    "mfa/messages/totp_activated.txt": _("The authenticator app was added."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app was removed."),
    "mfa/messages/webauthn_added.txt": _("The passkey was added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey was removed."),
    "socialaccount/messages/account_connected.txt": _("The other way to sign in was connected."),
    "socialaccount/messages/account_connected_updated.txt": _("This way to sign in was connected already."),
    "socialaccount/messages/account_disconnected.txt": _("The other way to sign in was disconnected."),
}
"""What is said on the next page, by the name allauth gives it; of everything else the page itself speaks."""


def written(name: str, values: Mapping[str, Any]) -> tuple[str, str]:
    """Return subject and text of a mail about somebody's account, in the present language."""
    letter = LETTERS[name]
    paragraphs = [str(letter.text) % values]
    if letter.warns:
        paragraphs.append(str(_NOT_YOU))
    return f"[Hoshimori] {letter.subject}", signed(paragraphs)


def signed(paragraphs: Iterable[str]) -> str:
    """Return the text of a mail with who sends it below."""
    from_whom = gettext("Hoshimori (SCS evaluation scheme)\n%(address)s") % {"address": settings.ENVIRONMENT.url}
    return "\n\n".join([*paragraphs, f"-- \n{from_whom}"])
