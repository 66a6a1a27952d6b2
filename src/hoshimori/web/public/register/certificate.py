"""A certificate: what the register says of one registration on the day, on one sheet of paper."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from hoshimori.documents import qr
from hoshimori.documents.sheet import Sheet, sheet_pdf
from hoshimori.shared.calendar import JAPAN
from hoshimori.web.layout.words import both, day
from hoshimori.web.public.register import words
from hoshimori.web.public.register.pages import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hoshimori.registry.queries.public import PublicRegistration


def certificate_of(registration: PublicRegistration, address: str, on: date, language: str) -> bytes:
    """Return the certificate as PDF, in "ja" or "en"; on the same day it is the same to the byte."""
    with translation.override(language):
        return sheet_pdf(_sheet(registration, address, on, language))


def _sheet(registration: PublicRegistration, address: str, on: date, language: str) -> Sheet:
    state = words.STATES[registration.state]
    english = registration.name.en if language == "ja" else registration.name.ja
    return Sheet(
        language=language,
        title=_("Certificate of registration"),
        made_at=datetime.combine(on, time(), JAPAN),
        over=_("SCS evaluation scheme, public register"),
        name=both(registration.name),
        beside=english if english != both(registration.name) else "",
        level=str(registration.level),
        look=state.look,
        state=_("%(state)s (as of %(day)s)") % {"state": state.word, "day": day(on)},
        meaning=words.meaning(registration, on),
        facts=list(_facts(registration)),
        says_title=_("What this says, and what it does not say"),
        says=[str(said) for said in words.SAYS],
        code=qr.svg(address),
        code_description=_("QR code of the address %(address)s") % {"address": address},
        code_title=_("Look at the register before you rely on this paper"),
        code_says=_("The register always shows where this registration stands today."),
        address=address,
        foot=_("Made by Hoshimori from the public register on %(day)s.") % {"day": day(on)},
    )


def _facts(registration: PublicRegistration) -> Iterator[tuple[str, str]]:
    yield _("Registration number"), registration.written_number
    yield (
        _("Period"),
        _("From %(first)s until %(last)s")
        % {"first": day(registration.valid_from), "last": day(registration.last_valid_on)},
    )
    yield _("Corporate number (法人番号)"), registration.corporate_number
    if prefecture := Shown.of(registration).prefecture:
        yield _("Prefecture"), prefecture
    yield _("Scope"), both(registration.scope_summary)
    if body := both(registration.evaluation_body):
        yield _("Evaluation body"), body
    yield _("How it was evaluated"), words.way(registration.level)
