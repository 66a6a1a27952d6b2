"""How much a verifier reads before it stops: a stranger sends it, so everything has an end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Sizes in characters or bytes. A whole ★4 certificate with 153 criteria takes about a tenth of them."""

    presentation: int = 1_048_576
    header: int = 4_096
    disclosures: int = 2_048
    depth: int = 24
    status_token: int = 2_097_152
    status_bytes: int = 1_048_576
    certificate_file: int = 4_194_304
    own_words: int = 200
    issuer_keys: int = 262_144


LIMITS = Limits()
