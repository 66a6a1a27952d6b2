"""Whatever a verifier needs can be fetched by the pages of others too: it is public, and says nothing of who asks."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Concatenate, ParamSpec

    from django.http import HttpResponseBase

    from hoshimori.web.layout.acting import HoshimoriRequest

    Given = ParamSpec("Given")
    View = Callable[Concatenate[HoshimoriRequest, Given], HttpResponseBase]


def from_everywhere(view: View[Given]) -> View[Given]:
    """Let scripts of other origins read the answer (Fetch standard, CORS), without anybody's session."""

    @wraps(view)
    def answered(request: HoshimoriRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return answer

    return answered
