"""What the frame of every page shows; nothing is asked for until a template shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import get_language

from hoshimori.notices.queries import MANY, unread
from hoshimori.shared.actor import LEADING_ROLES, Role
from hoshimori.web.layout.acting import HoshimoriRequest
from hoshimori.web.layout.language import ASKED
from hoshimori.web.layout.navigation import links

if TYPE_CHECKING:
    from django.http import HttpRequest

    from hoshimori.parties.queries import Acting
    from hoshimori.web.layout.navigation import Link


class Frame:
    """Where am I, as whom, in which language."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def language(self) -> str:
        """Return the language of the page, "ja" or "en"."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def other_language(self) -> str:
        """Return the language one can change to."""
        return "ja" if self.language.startswith("en") else "en"

    @property
    def here(self) -> str:
        """Return the address of this page, to come back to after changing the language."""
        return self._request.get_full_path() if self._request.method == "GET" else self._request.path

    @property
    def is_at_once(self) -> bool:
        """Tell whether everybody gets this page alike, so that no form on it can carry a token."""
        return getattr(self._request, "is_at_once", False)

    @property
    def in_other_language(self) -> str:
        """Return where a link leads to that changes the language of a page everybody gets alike."""
        query = self._request.GET.copy()
        query[ASKED] = self.other_language
        return f"?{query.urlencode()}"

    @cached_property
    def kept_under(self) -> tuple[str, ...]:
        """Return what the frame of a page everybody gets alike depends on: language, part of the site, the address."""
        return (self.language, self._request.path.split("/", 2)[1], self.in_other_language, str(settings.IS_DEMO))

    @property
    def is_demo(self) -> bool:
        """Tell whether everything here is made up."""
        return settings.IS_DEMO

    @cached_property
    def acting(self) -> Acting | None:
        """Return in whose name the reader acts, if the reader holds a role."""
        return self._request.acting if isinstance(self._request, HoshimoriRequest) else None

    @cached_property
    def is_signed_in(self) -> bool:
        """Tell whether the reader is signed in, with a role or without."""
        return hasattr(self._request, "user") and self._request.user.is_authenticated

    @property
    def role(self) -> Role:
        """Return the role the reader acts in."""
        return self.acting.actor.role if self.acting else Role.NOBODY

    @property
    def may_ask(self) -> bool:
        """Tell whether the reader may ask companies to show something, or might once signed in."""
        return self.acting is None or self.role in LEADING_ROLES

    @property
    def organization(self) -> str:
        """Return the name of the organization the reader acts for, in the reader's language."""
        return self.acting.organization_name.in_language(self.language) if self.acting else ""

    @property
    def person(self) -> str:
        """Return the reader's name; empty as long as none was given."""
        return str(getattr(self._request.user, "name", ""))

    @cached_property
    def unread(self) -> int:
        """Return how many notices the reader has not read in the role acted in; of more than 100, 100."""
        return unread(self.acting.actor) if self.acting else 0

    @property
    def has_many_unread(self) -> bool:
        """Tell whether there may be more unread notices than were counted."""
        return self.unread >= MANY

    @cached_property
    def navigation(self) -> tuple[Link, ...]:
        """Return the main navigation of the role acted in; signed out, that of the public pages."""
        return links(self._request, self.role)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template its frame."""
    return {"frame": Frame(request)}
