"""Addresses of everybody's own account. Names without a namespace are those allauth knows its pages by."""

from __future__ import annotations

from allauth.account import views as allauth_account
from allauth.mfa.base import views as allauth_mfa
from allauth.mfa.recovery_codes import views as allauth_recovery
from allauth.mfa.totp import views as allauth_totp
from allauth.mfa.webauthn import views as allauth_passkey
from allauth.socialaccount import views as allauth_social
from allauth.socialaccount.providers.openid_connect import views as allauth_oidc
from django.urls import include, path

from hoshimori.web.account import provider, views

_OWN = [
    path("", views.own, name="own"),
    path("roles/", views.roles, name="roles"),
    path("roles/act/", views.act_as, name="act_as"),
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/<int:session_id>/end/", views.end_session, name="end_session"),
    path("sessions/end/", views.end_all_sessions, name="end_all_sessions"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("onward/", views.onward, name="onward"),
    path("welcome/", views.welcome, name="welcome"),
    path("register/", views.register, name="register"),
    path("invitations/<str:secret>/", views.invitation, name="invitation"),
    path("invitations/<str:secret>/accept/", views.accept, name="accept"),
]

urlpatterns = [
    path("", include((_OWN, "account"))),
    path("sign-in/", allauth_account.login, name="account_login"),
    path("sign-in/code/", allauth_mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", allauth_passkey.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/inactive/", allauth_account.account_inactive, name="account_inactive"),
    path("sign-out/", allauth_account.logout, name="account_logout"),
    path("sign-up/", allauth_account.signup, name="account_signup"),
    path("address/", allauth_account.email, name="account_email"),
    path("address/confirm/", allauth_account.email_verification_sent, name="account_email_verification_sent"),
    path("password/change/", allauth_account.password_change, name="account_change_password"),
    path("password/set/", allauth_account.password_set, name="account_set_password"),
    path("password/forgotten/", allauth_account.password_reset, name="account_reset_password"),
    path(
        "password/forgotten/code/",
        allauth_account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path("password/forgotten/new/", allauth_account.complete_password_reset, name="account_complete_password_reset"),
    path(
        "password/forgotten/done/",
        allauth_account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path("prove/", allauth_account.reauthenticate, name="account_reauthenticate"),
    path("prove/code/", allauth_mfa.reauthenticate, name="mfa_reauthenticate"),
    path("prove/passkey/", allauth_passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("factors/", allauth_mfa.index, name="mfa_index"),
    path("factors/app/add/", allauth_totp.activate_totp, name="mfa_activate_totp"),
    path("factors/app/remove/", allauth_totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("factors/passkeys/", allauth_passkey.list_webauthn, name="mfa_list_webauthn"),
    path("factors/passkeys/add/", allauth_passkey.add_webauthn, name="mfa_add_webauthn"),
    path("factors/passkeys/<int:pk>/name/", allauth_passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path("factors/passkeys/<int:pk>/remove/", allauth_passkey.remove_webauthn, name="mfa_remove_webauthn"),
    path("factors/recovery/", allauth_recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("factors/recovery/new/", allauth_recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("provider/", allauth_social.connections, name="socialaccount_connections"),
    path("provider/sign-up/", allauth_social.signup, name="socialaccount_signup"),
    path("provider/cancelled/", allauth_social.login_cancelled, name="socialaccount_login_cancelled"),
    path("provider/<str:provider_id>/", provider.go, name="openid_connect_login"),
    path("provider/<str:provider_id>/back/", allauth_oidc.callback, name="openid_connect_callback"),
]
