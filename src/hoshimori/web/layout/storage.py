"""How the files that everybody gets are named when they are gathered for a server."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = (r"""(?P<matched>from "(?P<url>\./[^"]+)")""", 'from "%(url)s"')


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # whitenoise publishes no types
    """Name every file by its content, also those that scripts of one page import from each other.

    A browser then never runs a new script with an old one beside it. Scripts of libraries are left as they are.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("answering/*.js", (_IMPORT,)),
        ("verifying/*.js", (_IMPORT,)),
    )
