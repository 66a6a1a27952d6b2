"""Files that are sent go to disk piece by piece, never whole into memory, and never further than the limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler

if TYPE_CHECKING:
    from typing import Any

FILES_AT_ONCE = 12
"""How many files of the largest size fit into one request."""


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes at most as much of a file as may be kept; the rest is read past.

    What was sent keeps its true size, so that whoever takes the file can say that it is too large. Of somebody who is
    not signed in nothing is written at all.
    """

    def handle_raw_input(self, *given: Any, **named: Any) -> None:
        """Turn away a request that is larger than any form of ours, before any of it is read.

        Raises:
            RequestDataTooBig: it is.
        """
        del given, named
        length = self.request.META.get("CONTENT_LENGTH") if self.request else None
        if int(length or 0) > FILES_AT_ONCE * settings.HOSHIMORI_FILE_LIMIT:
            raise RequestDataTooBig("the request is larger than any form")

    def new_file(self, *given: Any, **named: Any) -> None:
        """Begin a file."""
        super().new_file(*given, **named)
        is_signed_in = self.request is not None and self.request.user.is_authenticated
        self._room = settings.HOSHIMORI_FILE_LIMIT if is_signed_in else 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece, as far as there is room."""
        if start < self._room:
            super().receive_data_chunk(raw_data[: self._room - start], start)
