"""What the session of a signed-in person remembers besides as whom and in which language."""

from __future__ import annotations

SECOND_FACTOR = "second_factor"
"""The id of the person who gave a second kind of proof in this session: a code, a passkey, a recovery code."""

BEGAN_AT = "began_at"
"""When the person signed in, in seconds."""

SEEN_AT = "seen_at"
"""When the person last did something, in seconds; noted once a minute at most."""

WANTED = "wanted"
"""Where the person wanted to go when something else had to be done first."""
