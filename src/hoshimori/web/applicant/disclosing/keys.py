"""The page of the company's key: with it the company binds what it shows to whom it is shown."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hoshimori.credentials.exchange.own_keys import TYPE
from hoshimori.credentials.queries import holding
from hoshimori.credentials.queries.holding import ANSWERED_WITHIN
from hoshimori.shared.refusal import Invalid
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import QueryDict

    from hoshimori.credentials.queries.holding import HolderLine
    from hoshimori.shared.actor import Actor

LONGEST = 8_192


@dataclass(frozen=True, slots=True)
class KeyPage:
    """The company's key, None until a certificate needs one, and what a key of its own has to sign now: by name."""

    key: HolderLine | None
    public: str
    signs: tuple[tuple[str, str], ...]
    minutes: int
    form: Form = field(default_factory=Form)
    longest: int = LONGEST

    @property
    def is_ours(self) -> bool:
        """Tell whether the operator keeps the key for the company, or will."""
        return self.key is None or self.key.is_ours


def key_page(actor: Actor, at: datetime, form: Form | None = None) -> KeyPage:
    """Return the page of the company's key.

    Raises:
        NotPermitted: only representatives and coordinators see to the key.
    """
    key = holding.key_of(actor)
    return KeyPage(
        key=key,
        public=json.dumps(dict(key.public), indent=2) if key else "",
        signs=(
            ("typ", TYPE),
            ("aud", holding.audience()),
            ("nonce", holding.challenge(actor, at)),
            ("iat", _("the moment of signing, in seconds since 1970")),
        ),
        minutes=int(ANSWERED_WITHIN.total_seconds() // 60),
        form=form or Form(),
    )


def public_half(sent: QueryDict) -> dict[str, str]:
    """Return the public key that was typed, as JSON.

    Raises:
        Invalid: this is no JSON object of texts.
    """
    try:
        read = json.loads(sent.get("jwk", "")[:LONGEST])
    except (ValueError, RecursionError):
        raise Invalid("HOLDER_KEY_WRONG", field="jwk") from None
    if not isinstance(read, dict) or not all(isinstance(value, str) for value in read.values()):
        raise Invalid("HOLDER_KEY_WRONG", field="jwk")
    return read
