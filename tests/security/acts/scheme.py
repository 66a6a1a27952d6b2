"""Acts about the scheme as a whole: its editions, their official wording, the chain of the journal."""

from __future__ import annotations

from hoshimori.journal import operations as journal
from hoshimori.schemes.models import EditionRecord
from hoshimori.schemes.operations import editions, wording
from hoshimori.shared.actor import SYSTEM
from tests.exchange.official import Official
from tests.security.acts.telling import Doing, Stage, tells

EDITION = "2026-03-27"


def forget_editions(stage: Stage) -> None:
    """Make it the day before any edition was taken in."""
    del stage
    EditionRecord.objects.exclude(pk=EDITION).delete()


@tells(editions.draft)
def an_edition_is_drafted(stage: Stage) -> Doing:
    forget_editions(stage)
    return lambda: editions.draft(code="2025-12-26-draft", **stage.who(SYSTEM))


@tells(editions.publish)
def an_edition_is_published(stage: Stage) -> Doing:
    an_edition_is_drafted(stage)()
    return lambda: editions.publish(code="2025-12-26-draft", **stage.who(SYSTEM))


@tells(editions.supersede)
def an_edition_is_superseded(stage: Stage) -> Doing:
    return lambda: editions.supersede(code=EDITION, **stage.who(SYSTEM))


@tells(editions.take_in_shipped)
def the_shipped_editions_are_taken_in(stage: Stage) -> Doing:
    forget_editions(stage)
    return lambda: editions.take_in_shipped(**stage.who(SYSTEM))


@tells(wording.load_for_all)
def the_official_wording_is_loaded_for_everybody(stage: Stage) -> Doing:
    content = Official().saved()
    who = stage.who(stage.cast.hayashi)
    return lambda: wording.load_for_all(edition=EDITION, file_name="公式.xlsx", content=content, **who)


@tells(wording.load_for_company)
def the_official_wording_is_loaded_for_aoba(stage: Stage) -> Doing:
    content = Official().saved()
    return lambda: wording.load_for_company(edition=EDITION, file_name="公式.xlsx", content=content, **stage.sato)


@tells(journal.seal)
def the_journal_is_chained(stage: Stage) -> Doing:
    stage.answer()
    return lambda: journal.seal(**stage.who(SYSTEM))
