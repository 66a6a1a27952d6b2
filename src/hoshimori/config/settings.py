"""Django's settings, made from the environment."""

from __future__ import annotations

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from hoshimori.config.environment import Environment, Mode

ENVIRONMENT = Environment.read(os.environ)
IS_PRODUCTION = ENVIRONMENT.mode == Mode.PRODUCTION
IS_DEMO = ENVIRONMENT.mode == Mode.DEMO

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = [ENVIRONMENT.host] if IS_PRODUCTION else [ENVIRONMENT.host, "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.url]
ROOT_URLCONF = "hoshimori.config.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "parties.Person"

INSTALLED_APPS = [
    "hoshimori.web.layout",
    "hoshimori.web.public",
    "hoshimori.web.public.register",
    "hoshimori.web.public.history",
    "hoshimori.web.public.proof",
    "hoshimori.web.public.verifying",
    "hoshimori.web.account",
    "hoshimori.web.applicant",
    "hoshimori.web.applicant.start",
    "hoshimori.web.applicant.scope",
    "hoshimori.web.applicant.answering",
    "hoshimori.web.applicant.evidence",
    "hoshimori.web.applicant.tasks",
    "hoshimori.web.applicant.excel",
    "hoshimori.web.applicant.report",
    "hoshimori.web.applicant.confirming",
    "hoshimori.web.applicant.disclosing",
    "hoshimori.web.applicant.company",
    "hoshimori.web.applicant.history",
    "hoshimori.web.expert",
    "hoshimori.web.orderer",
    "hoshimori.web.operator",
    "hoshimori.web.ministry",
    "hoshimori.web.notices",
    "hoshimori.web.demo",
    "hoshimori.jobs",
    "hoshimori.notices",
    "hoshimori.disclosures",
    "hoshimori.history",
    "hoshimori.credentials",
    "hoshimori.registry",
    "hoshimori.confirmations",
    "hoshimori.assessments",
    "hoshimori.qualifications",
    "hoshimori.schemes",
    "hoshimori.parties",
    "hoshimori.journal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "hoshimori.web.layout.headers.HeadersMiddleware",
    "hoshimori.web.layout.methods.MethodsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hoshimori.web.layout.at_once.AtOnceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hoshimori.web.layout.acting.ActingMiddleware",
    "hoshimori.web.layout.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hoshimori.web.layout.unreadable.UnreadableMiddleware",
    "hoshimori.web.account.gates.SignInGate",
    "hoshimori.web.layout.refusals.RefusalMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "hoshimori.web.layout.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "hoshimori.web.layout.words"],
        },
    },
]

DATABASES = {"default": ENVIRONMENT.database()}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Language and time: Japanese first, Japan's clock.
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("Japanese")), ("en", _("English"))]
# A name that begins so is taken by browsers only over an encrypted line and from this very host.
COOKIES = "__Host-" if ENVIRONMENT.is_https else ""
LANGUAGE_COOKIE_NAME = f"{COOKIES}django_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = ENVIRONMENT.is_https
TIME_ZONE = "Asia/Tokyo"
USE_I18N = True
USE_TZ = True

# Files that everybody gets: hashed names and compressed, except where they change while one works.
STATIC_URL = "/static/"
STATIC_ROOT = None if ENVIRONMENT.mode == Mode.DEVELOPMENT else ENVIRONMENT.data / "static"
WHITENOISE_USE_FINDERS = ENVIRONMENT.mode == Mode.DEVELOPMENT
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if ENVIRONMENT.mode == Mode.DEVELOPMENT
        else "hoshimori.web.layout.storage.HashedStorage",
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = ["hoshimori.web.layout.uploads.BoundedUploadHandler"]

# Nothing but our own pages and files; nothing inline.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = ENVIRONMENT.is_https
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.is_https
SECURE_HSTS_PRELOAD = ENVIRONMENT.is_https
if ENVIRONMENT.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_COOKIE_NAME = f"{COOKIES}csrftoken"
CSRF_COOKIE_SECURE = ENVIRONMENT.is_https
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "hoshimori.web.layout.refusals.csrf_failure"
SESSION_COOKIE_SECURE = ENVIRONMENT.is_https
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = f"{COOKIES}session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# What was just done is said from the session: a cookie of its own would carry names and addresses about.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"

# Who signs in, and how.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "hoshimori.web.account.passwords.ObviousWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "hoshimori.web.account.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "hoshimori.web.account.forms.ChangeAddressForm",
    "change_password": "hoshimori.web.account.forms.ChangePasswordForm",
    "confirm_email_verification_code": "hoshimori.web.account.forms.ConfirmAddressForm",
    "confirm_password_reset_code": "hoshimori.web.account.forms.ForgottenCodeForm",
    "login": "hoshimori.web.account.forms.SignInForm",
    "reauthenticate": "hoshimori.web.account.forms.ProvePasswordForm",
    "reset_password": "hoshimori.web.account.forms.ForgottenForm",
    "reset_password_from_key": "hoshimori.web.account.forms.NewPasswordForm",
    "set_password": "hoshimori.web.account.forms.SetPasswordForm",
    "signup": "hoshimori.web.account.forms.SignUpForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Codes instead of links: whoever confirms stays in the window, and an invitation that was opened there goes on.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
# Django ends all other sessions when a password changes; the one in which it was changed goes on.
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENVIRONMENT.is_https else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.trusted_proxies
MFA_ADAPTER = "hoshimori.web.account.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "hoshimori.web.account.forms.AddAppForm",
    "add_webauthn": "hoshimori.web.account.forms.AddPasskeyForm",
    "authenticate": "hoshimori.web.account.forms.GiveCodeForm",
    "edit_webauthn": "hoshimori.web.account.forms.NamePasskeyForm",
    "reauthenticate": "hoshimori.web.account.forms.ProveCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Hoshimori"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.is_https and not IS_PRODUCTION
SOCIALACCOUNT_ADAPTER = "hoshimori.web.account.adapters.SocialAccountAdapter"
SOCIALACCOUNT_FORMS = {"signup": "hoshimori.web.account.forms.SocialSignUpForm"}
SOCIALACCOUNT_AUTO_SIGNUP = False
# An account is found by address only where the provider says that the address was verified.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": ENVIRONMENT.oidc_name,
                "client_id": ENVIRONMENT.oidc_client_id,
                "secret": ENVIRONMENT.oidc_client_secret,
                "settings": {"server_url": ENVIRONMENT.oidc_issuer},
            },
        ]
        if ENVIRONMENT.oidc_issuer
        else [],
    },
}
USERSESSIONS_TRACK_ACTIVITY = False
HOSHIMORI_MFA_ROLES = frozenset(ENVIRONMENT.mfa_roles)

# Mail.
_mail = urlsplit(ENVIRONMENT.mail_url)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from
if _mail.scheme == "smtp":
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or 587
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_TLS = dict(parse_qsl(_mail.query)).get("tls", "starttls") == "starttls"
    EMAIL_TIMEOUT = 10
elif _mail.scheme == "folder":
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = _mail.path
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# Evidence.
HOSHIMORI_FILES = ENVIRONMENT.files
HOSHIMORI_FILE_LIMIT = ENVIRONMENT.file_limit_mb * 1024 * 1024
HOSHIMORI_ROOM_LIMIT = ENVIRONMENT.room_limit_gb * 1024 * 1024 * 1024
HOSHIMORI_SCANNER = ENVIRONMENT.scanner

# Keys that sign.
HOSHIMORI_KEYS = ENVIRONMENT.keys
HOSHIMORI_KEYS_SECRET = ENVIRONMENT.keys_secret
HOSHIMORI_STATUS_TTL = ENVIRONMENT.status_ttl

# The register's history.
HOSHIMORI_HISTORY = ENVIRONMENT.history
HOSHIMORI_WITNESSES = ENVIRONMENT.witnesses
HOSHIMORI_WITNESSES_NEEDED = ENVIRONMENT.witnesses_needed

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        # Who builds Hoshimori wants to read everything; where people's words are at stake, nothing of them is written.
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
        if ENVIRONMENT.mode == Mode.DEVELOPMENT
        else {"()": "hoshimori.config.log.Line"},
    },
    "handlers": {"standard_error": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["standard_error"], "level": "WARNING"},
    "loggers": {"hoshimori": {"level": "INFO"}},
}
