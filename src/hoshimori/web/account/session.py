"""What the session of a signed-in person remembers."""

from __future__ import annotations

SECOND_FACTOR = "second_factor"
"""Set once a second kind of proof was given in this session: a code of an app, a passkey, a recovery code."""

BEGAN_AT = "began_at"
"""When the person signed in, in seconds."""

SEEN_AT = "seen_at"
"""When the person last did something, in seconds, at most a minute old."""
