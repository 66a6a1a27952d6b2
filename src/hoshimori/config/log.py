"""What a line of the log says: what happened, where in the program and for whom, never what people wrote.

A message of a library or of the database may quote an answer, an address or a secret link ("Failing row contains …",
"Not Found: /account/invitations/…"). So of requests only the name of the route is written, of exceptions only their
kind and where they came from, and of libraries' messages only the fixed part.
"""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

OWN = "hoshimori"
MESSAGE_LIMIT = 300
FRAMES = 12
_DEPTH = 3


class Line(logging.Formatter):
    """One line an event: moment in UTC, level, logger, what happened, and the way an exception took."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, whatever the event holds: nothing in it can begin another one."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        parts = [moment, record.levelname, record.name, _said(record), _way(record)]
        return " ".join(_one_line(part) for part in parts if part)


def _said(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if request is not None:
        return _asked(request, getattr(record, "status_code", ""))
    is_own = record.name.partition(".")[0] == OWN
    return record.getMessage() if is_own or not record.args else str(record.msg)


def _asked(request: HttpRequest, status: object) -> str:
    """Return which route was asked for and by whom, as far as that was looked up already."""
    match = getattr(request, "resolver_match", None)
    route = match.view_name or match.route if match else "-"
    person = getattr(getattr(request, "_cached_user", None), "pk", None)
    return f"{status} {request.method} {route} person={person or '-'}"


def _way(record: logging.LogRecord) -> str:
    """Return the kind of an exception and of those behind it, and through which lines it came, the innermost first."""
    if not record.exc_info or record.exc_info[1] is None:
        return ""
    kinds: list[str] = []
    exception: BaseException | None = record.exc_info[1]
    while exception is not None:
        kinds.append(type(exception).__name__)
        exception = exception.__cause__ or exception.__context__
    frames = traceback.extract_tb(record.exc_info[2])[-FRAMES:]
    lines = ["/".join([*PurePath(frame.filename).parts[-_DEPTH:]]) + f":{frame.lineno}" for frame in reversed(frames)]
    return f"{' from '.join(kinds)} at {' < '.join(lines)}"


def _one_line(text: str) -> str:
    """Return the text without anything that could begin a line of its own or hide a part of this one."""
    return "".join(letter if letter.isprintable() else " " for letter in text[: MESSAGE_LIMIT * _DEPTH])
