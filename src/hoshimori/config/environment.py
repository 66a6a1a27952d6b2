"""What the environment says about this installation, read once and checked before anything starts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from hoshimori.files.scanner import Scanner
from hoshimori.history.exchange.witnesses import are_different, is_witness
from hoshimori.keys import place as places
from hoshimori.shared.actor import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

SECRET_LENGTH = 50
DEMO_SECRET = "a-made-up-key-for-the-demo-and-for-tests-and-for-nothing-else"  # noqa: S105 - refused by `serve`
DEMO_KEYS_SECRET = "made-up-too-and-opens-nothing-but-the-keys-of-the-demo"  # noqa: S105 - refused by `serve`
KEYS_SECRET_LENGTH = 32
_HERE = frozenset({"", "localhost", "127.0.0.1", "::1"})
MFA_ROLES = "REPRESENTATIVE COORDINATOR EXPERT OFFICER OVERSEER"


class Mode(StrEnum):
    """What the program is run for."""

    DEVELOPMENT = "development"
    DEMO = "demo"
    PRODUCTION = "production"


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of an installation; docs/settings.md lists every name."""

    mode: Mode
    data: Path
    secret_key: str
    url: str
    database_url: str
    files: str
    file_limit_mb: int
    room_limit_gb: int
    keys: str
    keys_secret: str
    status_ttl: int
    history: str
    witnesses: tuple[str, ...]
    witnesses_needed: int
    mail_url: str
    mail_from: str
    scanner: str
    mfa_roles: tuple[str, ...]
    oidc_name: str
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str
    trusted_proxies: int
    workers: int

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Environment:
        """Return the settings from HOSHIMORI_… variables; what is not given has the embedded default."""

        def value(name: str, default: str) -> str:
            return values.get(f"HOSHIMORI_{name}", "").strip() or default

        data = Path(value("DATA", "var")).resolve()
        return cls(
            mode=Mode(value("MODE", Mode.DEVELOPMENT.value)),
            data=data,
            secret_key=value("SECRET_KEY", DEMO_SECRET),
            url=value("URL", "http://127.0.0.1:8000").rstrip("/"),
            database_url=value("DATABASE_URL", f"sqlite:///{data / 'hoshimori.sqlite3'}"),
            files=value("FILES", str(data / "files")),
            file_limit_mb=int(value("FILE_LIMIT_MB", "25")),
            room_limit_gb=int(value("ROOM_LIMIT_GB", "2")),
            keys=value("KEYS", str(data / "keys")),
            keys_secret=value("KEYS_SECRET", DEMO_KEYS_SECRET),
            status_ttl=int(value("STATUS_TTL", "300")),
            history=value("HISTORY", str(data / "history")),
            witnesses=tuple(value("WITNESSES", "").split()),
            witnesses_needed=int(value("WITNESSES_NEEDED", "0")),
            mail_url=value("MAIL_URL", f"folder:{data / 'mail'}"),
            mail_from=value("MAIL_FROM", "hoshimori@localhost"),
            scanner=value("SCANNER", ""),
            mfa_roles=tuple(value("MFA_ROLES", MFA_ROLES).split()),
            oidc_name=value("OIDC_NAME", "OpenID Connect"),
            oidc_issuer=value("OIDC_ISSUER", ""),
            oidc_client_id=value("OIDC_CLIENT_ID", ""),
            oidc_client_secret=value("OIDC_CLIENT_SECRET", ""),
            trusted_proxies=int(value("TRUSTED_PROXIES", "0")),
            workers=int(value("WORKERS", "2")),
        )

    @property
    def is_https(self) -> bool:
        """Tell whether people reach this installation over an encrypted connection."""
        return self.url.startswith("https://")

    @property
    def host(self) -> str:
        """Return the name of the host people type."""
        return urlsplit(self.url).hostname or ""

    def problems(self) -> list[str]:
        """Return, for the person who installs, what makes these settings unsafe for real use; empty when none does."""
        required_mfa = [role.value for role in Role if role.value in MFA_ROLES.split()]
        checks = [
            (self.mode != Mode.PRODUCTION, "HOSHIMORI_MODE is not 'production'."),
            (self.secret_key == DEMO_SECRET, "HOSHIMORI_SECRET_KEY is not set."),
            (len(self.secret_key) < SECRET_LENGTH, f"HOSHIMORI_SECRET_KEY has fewer than {SECRET_LENGTH} characters."),
            (not self.is_https, "HOSHIMORI_URL does not begin with https://."),
            (
                self.is_https and self.trusted_proxies < 1,
                "HOSHIMORI_TRUSTED_PROXIES is 0, but the encrypted line ends at a proxy before this server.",
            ),
            (
                self._reaches_database_openly(),
                "HOSHIMORI_DATABASE_URL goes to another machine without ?sslmode=verify-full.",
            ),
            (self.mail_url.startswith(("folder:", "console:")), "HOSHIMORI_MAIL_URL sends no mail (smtp://… does)."),
            (
                not set(required_mfa) <= set(self.mfa_roles),
                f"HOSHIMORI_MFA_ROLES leaves out {', '.join(sorted(set(required_mfa) - set(self.mfa_roles)))}.",
            ),
            (
                bool(set(self.mfa_roles) - {role.value for role in Role}),
                "HOSHIMORI_MFA_ROLES names a role that does not exist.",
            ),
            (
                bool(self.oidc_issuer) and not (self.oidc_client_id and self.oidc_client_secret),
                "HOSHIMORI_OIDC_ISSUER is set without HOSHIMORI_OIDC_CLIENT_ID and HOSHIMORI_OIDC_CLIENT_SECRET.",
            ),
            (
                bool(self.oidc_issuer) and not self.oidc_issuer.startswith("https://"),
                "HOSHIMORI_OIDC_ISSUER does not begin with https://.",
            ),
        ]
        more = [*self._checks_of_files(), *self._checks_of_keys(), *self._checks_of_history()]
        return [problem for is_wrong, problem in [*checks, *more] if is_wrong]

    def _checks_of_files(self) -> list[tuple[bool, str]]:
        return [
            (
                "://" in self.files and not self.files.startswith("s3://"),
                "HOSHIMORI_FILES is neither a folder nor s3://….",
            ),
            (
                self.files.startswith("s3://") and find_spec("boto3") is None,
                "HOSHIMORI_FILES names a bucket, but the extra 's3' is not installed.",
            ),
            (
                bool(self.scanner) and not Scanner.is_place(self.scanner),
                "HOSHIMORI_SCANNER is neither host:port nor unix:/path.",
            ),
        ]

    def _checks_of_keys(self) -> list[tuple[bool, str]]:
        wrong = places.problem(self.keys)
        return [
            (bool(wrong), f"HOSHIMORI_KEYS {wrong}."),
            (self.keys_secret == DEMO_KEYS_SECRET, "HOSHIMORI_KEYS_SECRET is not set."),
            (
                # A token sets the rules of its PIN itself, and locks after a few wrong ones.
                not places.is_token(self.keys) and len(self.keys_secret) < KEYS_SECRET_LENGTH,
                f"HOSHIMORI_KEYS_SECRET has fewer than {KEYS_SECRET_LENGTH} characters.",
            ),
            (self.keys_secret == self.secret_key, "HOSHIMORI_KEYS_SECRET is the same as HOSHIMORI_SECRET_KEY."),
        ]

    def _checks_of_history(self) -> list[tuple[bool, str]]:
        return [
            (
                not all(is_witness(written) for written in self.witnesses),
                "HOSHIMORI_WITNESSES names something that is not KEY@https://…/add-checkpoint.",
            ),
            (not are_different(self.witnesses), "HOSHIMORI_WITNESSES names a witness or a key twice."),
            (
                not 0 <= self.witnesses_needed <= len(self.witnesses),
                "HOSHIMORI_WITNESSES_NEEDED asks for more witnesses than HOSHIMORI_WITNESSES names.",
            ),
        ]

    def _reaches_database_openly(self) -> bool:
        """Tell whether what goes to the database could be read or answered by somebody on the way."""
        parts = urlsplit(self.database_url)
        query = dict(parse_qsl(parts.query))
        host = query.get("host", parts.hostname or "")
        is_far = parts.scheme.startswith("postgres") and host not in _HERE and not host.startswith("/")
        return is_far and query.get("sslmode") not in {"verify-ca", "verify-full"}

    def database(self) -> dict[str, Any]:
        """Return Django's settings of the database that HOSHIMORI_DATABASE_URL names (sqlite:///… or postgres://…)."""
        parts = urlsplit(self.database_url)
        if parts.scheme == "sqlite":
            return _sqlite(unquote(parts.path.removeprefix("/")) or ":memory:")
        if parts.scheme in {"postgres", "postgresql"}:
            query = dict(parse_qsl(parts.query))
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(parts.path.removeprefix("/")),
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": query.pop("host", parts.hostname or ""),
                "PORT": parts.port or "",
                "CONN_MAX_AGE": None,
                "CONN_HEALTH_CHECKS": True,
                "OPTIONS": query,
                "TEST": {"TEMPLATE": "template0"},
            }
        message = f"HOSHIMORI_DATABASE_URL begins with {parts.scheme!r}; sqlite and postgres are known"
        raise ValueError(message)


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # Writers queue at the start of a transaction, not at its first write: no two acts can deadlock.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
        },
    }
