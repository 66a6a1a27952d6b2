"""Where verifiers find what they need, under the address of the issuer. They stand in certificates for years."""

from __future__ import annotations

WELL_KNOWN = "/.well-known/jwt-vc-issuer"
"""Where the issuer's metadata stands (SD-JWT VC, 4), for an issuer without a path."""

KEYS = "/credentials/jwks.json"
KIND = "/credentials/types/certificate/1"
SCHEMA = "/credentials/types/certificate/1/schema.json"
STATES = "/credentials/status/"


def kind(issuer: str) -> str:
    """Return what certificates are, as `vct` says it."""
    return f"{issuer}{KIND}"


def schema(issuer: str) -> str:
    """Return where the JSON Schema of the claims stands."""
    return f"{issuer}{SCHEMA}"


def states(issuer: str, shard: int) -> str:
    """Return the address of one list of states."""
    return f"{issuer}{STATES}{shard}"
