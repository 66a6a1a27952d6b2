"""What somebody sends to be checked: a file, or a text that was pasted. It stays in memory and is kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler

from hoshimori.credentials.rules.limits import LIMITS

if TYPE_CHECKING:
    from typing import Any

    from hoshimori.web.layout.acting import HoshimoriRequest

ROOM = LIMITS.certificate_file + 100_000
"""How many bytes a whole request may have: the largest file, and the form around it."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What was sent; `text` is what was pasted, shown again beside the result."""

    content: bytes
    text: str


class InMemory(MemoryFileUploadHandler):
    """Keeps a file in memory, never on disk: its size is known to be bounded before it is read."""

    def handle_raw_input(self, *given: Any, **named: Any) -> None:
        """Take every file into memory."""
        del given, named
        self.activated = True


def read(request: HoshimoriRequest) -> HandedIn:
    """Return what was sent, a file before a text.

    Raises:
        RequestDataTooBig: more was sent than any certificate needs.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > ROOM:
        raise RequestDataTooBig("the request is larger than any certificate")
    if request.is_at_once:
        request.upload_handlers = [InMemory(request)]
    sent = request.FILES.get("file")
    text = request.POST.get("text", "").strip()
    content = sent.read(LIMITS.certificate_file + 1) if sent and not isinstance(sent, list) else b""
    return HandedIn(content or text.encode(), "" if content else text)
