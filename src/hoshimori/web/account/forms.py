"""allauth's forms in our words: labels that stay, help that says what to do, no placeholders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkey
from allauth.socialaccount import forms as social
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hoshimori.parties.rules import PERSON_NAME_LIMIT, person_name
from hoshimori.shared.refusal import Invalid
from hoshimori.web.layout.refusals import words as words_of

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PASSWORD_LIMIT = 256
"""Long enough for any sentence; a password that never ends keeps nobody busy."""

_ADDRESS = _("E-mail address")
_PASSWORD = _("Password")
_NEW_PASSWORD = _("New password")
_NEW_PASSWORD_HELP = _(
    "At least 12 characters. A short sentence is easy to remember and hard to guess. Not your name or address, not only"
    " numbers, not a password that many people use."
)
_CODE_HELP = _("Eight letters, as they stand in the mail. Hyphens and upper or lower case do not matter.")
_APP_CODE = _("Six digits from your authenticator app")
_APP_CODE_HELP = _("If you do not have your phone at hand, enter one of your recovery codes.")

_LETTERS = {"autocapitalize": "characters", "spellcheck": "false"}

Words = dict[str, tuple["StrPromise", "StrPromise | str"]]


class Worded:
    """Give the fields of a form the labels and help of `words`, and take away what would stand in for labels."""

    words: Words = {}
    code: dict[str, str] = {"inputmode": "numeric"}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What one types is typed once: it can be shown, and mail sets a new password when it was mistyped.
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field.widget, forms.PasswordInput):
                field.validators.append(MaxLengthValidator(PASSWORD_LIMIT))
            if name == "code":
                field.widget.attrs |= self.code
            field.label, field.help_text = self.words.get(name, (field.label, ""))


class Introducing(forms.Form):
    """What somebody tells of themselves when they sign up."""

    name = forms.CharField(max_length=PERSON_NAME_LIMIT, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(
        choices=[("ja", "日本語"), ("en", "English")],
        widget=forms.Select,
        initial=lambda: "en" if (get_language() or "ja").startswith("en") else "ja",
    )

    def clean_name(self) -> str:
        """Return the name with white space made single, as it is kept."""
        try:
            return person_name(self.cleaned_data["name"])
        except Invalid as refusal:
            raise forms.ValidationError(words_of(refusal)) from None


class SignInForm(Worded, account.LoginForm):  # type: ignore[misc]  # allauth publishes no types
    """E-mail address and password."""

    words: Words = {"login": (_ADDRESS, ""), "password": (_PASSWORD, "")}


_INTRODUCTION: Words = {
    "name": (_("Your name"), _("Your colleagues see it beside what you write.")),
    "language": (_("Language"), _("Hoshimori speaks it to you, on pages and in mails. You can change it at any time.")),
}


class SignUpForm(Worded, Introducing, account.SignupForm):  # type: ignore[misc]  # allauth publishes no types
    """Name, address, password and language of somebody new."""

    field_order = ("name", "email", "password1", "language")
    words: Words = _INTRODUCTION | {
        "email": (_ADDRESS, _("A code is sent there, to confirm that it is yours.")),
        "password1": (_PASSWORD, _NEW_PASSWORD_HELP),
    }


class SocialSignUpForm(Worded, Introducing, social.SignupForm):  # type: ignore[misc]  # allauth publishes no types
    """Name, address and language of somebody new who comes by OpenID Connect."""

    field_order = ("name", "email", "language")
    words: Words = _INTRODUCTION | {"email": (_ADDRESS, "")}


class ConfirmAddressForm(Worded, account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]  # no types
    """The code from the mail that confirms an address."""

    words: Words = {"code": (_("Code from the mail"), _CODE_HELP)}
    code = _LETTERS


class ChangeAddressForm(Worded, account.AddEmailForm):  # type: ignore[misc]  # allauth publishes no types
    """A new address."""

    words: Words = {
        "email": (_("New e-mail address"), _("A code is sent there. Until it is entered, nothing changes."))
    }


class ChangePasswordForm(Worded, account.ChangePasswordForm):  # type: ignore[misc]  # allauth publishes no types
    """The present password and a new one."""

    words: Words = {"oldpassword": (_("Present password"), ""), "password1": (_NEW_PASSWORD, _NEW_PASSWORD_HELP)}


class SetPasswordForm(Worded, account.SetPasswordForm):  # type: ignore[misc]  # allauth publishes no types
    """A first password, for somebody who came by OpenID Connect."""

    words: Words = {"password1": (_NEW_PASSWORD, _NEW_PASSWORD_HELP)}


class ForgottenForm(Worded, account.ResetPasswordForm):  # type: ignore[misc]  # allauth publishes no types
    """The address to which a code is sent."""

    words: Words = {"email": (_ADDRESS, _("The one you sign in with."))}


class ForgottenCodeForm(Worded, account.ConfirmPasswordResetCodeForm):  # type: ignore[misc]  # no types
    """The code from the mail that lets one set a new password."""

    words: Words = {"code": (_("Code from the mail"), _CODE_HELP)}
    code = _LETTERS


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth publishes no types
    """A new password in place of a forgotten one."""

    words: Words = {"password1": (_NEW_PASSWORD, _NEW_PASSWORD_HELP)}


class ProvePasswordForm(Worded, account.ReauthenticateForm):  # type: ignore[misc]  # allauth publishes no types
    """The password once more."""

    words: Words = {"password": (_PASSWORD, "")}


class GiveCodeForm(Worded, second_factor.AuthenticateForm):  # type: ignore[misc]  # allauth publishes no types
    """A code of the app, or a recovery code, after the password."""

    words: Words = {"code": (_APP_CODE, _APP_CODE_HELP)}


class ProveCodeForm(Worded, second_factor.ReauthenticateForm):  # type: ignore[misc]  # allauth publishes no types
    """A code of the app, or a recovery code, once more."""

    words: Words = {"code": (_APP_CODE, _APP_CODE_HELP)}


class AddAppForm(Worded, totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth publishes no types
    """The first code of an app."""

    words: Words = {"code": (_APP_CODE, "")}


_PASSKEY_NAME: Words = {
    "name": (_("Name of this passkey"), _("For example “office PC” or “blue key”, so that you know it again.")),
}


class AddPasskeyForm(Worded, passkey.AddWebAuthnForm):  # type: ignore[misc]  # allauth publishes no types
    """A name for a passkey, and whether it replaces the password."""

    words: Words = _PASSKEY_NAME | {
        "passwordless": (
            _("Sign in with this passkey alone"),
            _("Then you need no password: fingerprint, face or PIN of the device is enough."),
        ),
    }


class NamePasskeyForm(Worded, passkey.EditWebAuthnForm):  # type: ignore[misc]  # allauth publishes no types
    """A better name for a passkey."""

    words: Words = _PASSKEY_NAME
