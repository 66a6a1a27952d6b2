"""What the page shows on which a certificate is checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hoshimori.credentials.rules import addresses
from hoshimori.parties.rules import PREFECTURES
from hoshimori.web.layout.words import both
from hoshimori.web.public.verifying import words
from hoshimori.web.public.verifying.judging import witness_keys
from hoshimori.web.public.verifying.results import BLANK, Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hoshimori.credentials.rules.verdicts import Verdict
    from hoshimori.web.public.verifying.handed_in import HandedIn


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the browser finds on the register's own address what it judges by; nothing else is asked for."""

    issuer: str
    keys: str
    states: str
    history_key: str
    titles: str
    companies: str
    register: str
    witnesses: str
    witnesses_needed: int


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Where a certificate is handed in, what was handed in, and what came of judging it, if anything was."""

    sources: Sources
    text: str = ""
    result: Result | None = None
    problem: str = ""
    blank: Result = BLANK

    @classmethod
    def empty(cls) -> CheckPage:
        """Return the page as it is before anything is handed in."""
        return cls(_sources())

    def answering(self, handed: HandedIn, verdict: Verdict) -> CheckPage:
        """Return the page with what came of judging what was handed in."""
        return replace(self, text=handed.text, result=Result.of(verdict))

    def asking_for_something(self) -> CheckPage:
        """Return the page saying that nothing was handed in."""
        return replace(self, problem=_("Please choose a file, or paste the text of a certificate."))

    def asking_for_patience(self) -> CheckPage:
        """Return the page saying that too much was handed in from one place."""
        words_for_it = _("Many certificates were sent from your connection in a short time. Please wait for a minute.")
        return replace(self, problem=words_for_it)

    @property
    def words(self) -> Iterator[tuple[str, str]]:
        """Return every sentence that a result may need, by the name under which the browser takes it."""
        for outcome, head in words.HEADS.items():
            said = {"title": head.title, "state": head.state, "says": head.says}
            yield from ((f"{name}.{outcome}", str(word)) for name, word in said.items())
            yield f"kind.{outcome}", head.kind
            yield f"drawing.{outcome}", head.drawing
        for group, sentences in words.GROUPS.items():
            yield from ((f"{group}.{name}", str(word)) for name, word in sentences.items())
        yield from ((f"prefecture.{code}", both(name)) for code, name in PREFECTURES.items())

    @property
    def drawings(self) -> tuple[str, ...]:
        """Return the names of the shapes that a result may need."""
        return tuple({head.drawing: "" for head in words.HEADS.values()})


def _sources() -> Sources:
    return Sources(
        issuer=settings.ENVIRONMENT.url,
        keys=addresses.KEYS,
        states=addresses.STATES,
        history_key=reverse("proof:history_key"),
        titles=reverse("verifying:titles", args=["EDITION"]),
        companies=reverse("register:company", args=["NUMBER"]),
        register=reverse("register:search"),
        witnesses=" ".join(witness_keys()),
        witnesses_needed=settings.HOSHIMORI_WITNESSES_NEEDED,
    )
