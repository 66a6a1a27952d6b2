"""Acts about disclosure by consent, with an expert of the company itself and Kaede as the orderer."""

from __future__ import annotations

from datetime import timedelta

from hoshimori.disclosures.operations import answering, asking, consenting, seeing, warning
from hoshimori.disclosures.queries.showing import ask_to
from hoshimori.disclosures.rules.states import Way
from hoshimori.shared.actor import SYSTEM
from tests import disclosing
from tests.cast import KAEDE
from tests.disclosing import ASKED_FOR, COMMENT, FIRST, MENDED, PURPOSE, UNTIL, Asked, Shop
from tests.security.acts.registry import registered
from tests.security.acts.telling import Doing, Stage, tells


def shop(stage: Stage) -> Shop:
    return disclosing.certified(registered(stage), stage.cast, stage.at)


def asked(stage: Stage) -> Asked:
    return disclosing.ask(shop(stage), stage.at)


@tells(asking.ask)
def an_orderer_asks(stage: Stage) -> Doing:
    ours = shop(stage)
    return lambda: asking.ask(
        registration_number=ours.number,
        items=ASKED_FOR,
        purpose=PURPOSE,
        until=UNTIL,
        **stage.who(stage.cast.tanaka),
    )


@tells(asking.withdraw)
def an_orderer_withdraws_its_ask(stage: Stage) -> Doing:
    ask_id = asked(stage).ask_id
    return lambda: asking.withdraw(ask_id=ask_id, **stage.who(stage.cast.tanaka))


@tells(answering.refuse)
def an_ask_is_refused(stage: Stage) -> Doing:
    ask_id = asked(stage).ask_id
    return lambda: answering.refuse(ask_id=ask_id, reason="取引の予定がないため。", is_told=True, **stage.sato)


@tells(consenting.consent)
def a_company_consents(stage: Stage) -> Doing:
    ask_id = asked(stage).ask_id
    version = ask_to(stage.cast.sato, stage.at, ask_id).version
    return lambda: consenting.consent(
        ask_id=ask_id,
        items=(FIRST,),
        comment=COMMENT,
        own_words=(MENDED,),
        until=UNTIL,
        version=version,
        **stage.sato,
    )


@tells(consenting.offer)
def a_company_shows_something_without_being_asked(stage: Stage) -> Doing:
    ours = shop(stage)
    return lambda: consenting.offer(
        registration_id=ours.registration_id,
        shown_to_corporate_number=KAEDE,
        items=(FIRST,),
        purpose=PURPOSE,
        comment=COMMENT,
        own_words=(),
        until=UNTIL,
        term=1,
        **stage.sato,
    )


@tells(consenting.end)
def a_company_ends_what_it_shows(stage: Stage) -> Doing:
    disclosure_id = disclosing.consent(asked(stage), stage.at)
    return lambda: consenting.end(disclosure_id=disclosure_id, **stage.sato)


@tells(seeing.look)
def an_orderer_looks(stage: Stage) -> Doing:
    disclosure_id = disclosing.consent(asked(stage), stage.at)
    return lambda: seeing.look(disclosure_id=disclosure_id, way=Way.PAGE, **stage.who(stage.cast.tanaka))


@tells(seeing.hand_out)
def an_orderer_takes_the_file(stage: Stage) -> Doing:
    disclosure_id = disclosing.consent(asked(stage), stage.at)
    return lambda: seeing.hand_out(disclosure_id=disclosure_id, **stage.who(stage.cast.tanaka))


@tells(warning.warn_of_ends)
def both_are_warned_before_it_runs_out(stage: Stage) -> Doing:
    disclosing.consent(asked(stage), stage.at)
    return lambda: warning.warn_of_ends(actor=SYSTEM, at=stage.at + timedelta(days=65))
