"""From no sequence of acts does an orderer see what is not consented to at that moment, or tell why it sees nothing.

Hypothesis plays Kaede, which asks, withdraws and looks, Aoba, which consents, refuses, offers and ends, the operator,
and time. Beside it stands a record of what Aoba's present consents are, kept out of nothing but what was done.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from hoshimori.disclosures.operations import asking, seeing, warning
from hoshimori.disclosures.queries.asking import AskLine, asks_of, disclosures_to
from hoshimori.disclosures.queries.showing import disclosure, disclosures_of
from hoshimori.disclosures.rules.telling import Told
from hoshimori.registry.operations import keeping
from hoshimori.registry.queries.public import by_number
from hoshimori.shared.actor import SYSTEM
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotFound, Refusal
from tests.cast import KAEDE, Cast, Experts
from tests.disclosing import (
    COMMENT,
    FIRST,
    PURPOSE,
    SECOND,
    THIRD,
    Asked,
    Shop,
    ask,
    codes,
    consent,
    end,
    look,
    named,
    offer,
    opened,
    refuse,
)

SECRET = "この理由は、だれにも見せないはずのものです"
ITEMS = (FIRST, SECOND, THIRD, "REQUIREMENT:1-2-1", "CATEGORY:3", "FEEDBACK")
ABOVE = {
    FIRST: {"REQUIREMENT:1-2-1", "CATEGORY:1"},
    SECOND: {"REQUIREMENT:1-2-1", "CATEGORY:1"},
    THIRD: {"REQUIREMENT:2-1-4", "CATEGORY:2"},
    "REQUIREMENT:1-2-1": {"CATEGORY:1"},
}
some_items = st.sets(st.sampled_from(ITEMS), min_size=1)
some_days = st.integers(1, 20)


@dataclass
class Consented:
    """One consent as the record has it."""

    items: frozenset[str]
    until: date
    has_ended: bool = False

    def holds(self, today: date) -> bool:
        return not self.has_ended and today < self.until


@dataclass
class Wish:
    """One ask as the record has it: what Kaede itself did, what it was let know, and what Aoba consented to on it."""

    asked: Asked
    until: date
    is_withdrawn: bool = False
    was_refused_openly: bool = False
    consents: list[UUID] = field(default_factory=list)


class Disclosing(RuleBasedStateMachine):
    """Two companies, what one asks and what the other shows."""

    shop: Shop
    at: datetime
    came_about: Counter[Told]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.wishes: list[Wish] = []
        self.consents: dict[UUID, Consented] = {}
        self.looks = 0

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    @property
    def today(self) -> date:
        return day_in_japan(self.at)

    def after(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def consented(self, disclosure_id: UUID, items: set[str], until: date) -> None:
        self.consents[disclosure_id] = Consented(frozenset(items), until)

    def shown_now(self, wish: Wish) -> UUID | None:
        return next((one for one in wish.consents if self.consents[one].holds(self.today)), None)

    # Kaede.

    @precondition(lambda self: len(self.wishes) < 5)
    @rule(items=some_items, days=some_days)
    def asks(self, items: set[str], days: int) -> None:
        asked = ask(self.shop, self.at, items, self.after(days))
        self.wishes.append(Wish(asked, self.after(days)))

    @precondition(lambda self: self.wishes)
    @rule(which=st.integers(0, 4))
    def withdraws(self, which: int) -> None:
        wish = self.wishes[which % len(self.wishes)]
        try:
            asking.withdraw(ask_id=wish.asked.ask_id, actor=self.shop.tanaka, at=self.at)
        except Refusal:
            assert wish.is_withdrawn
        wish.is_withdrawn = True

    # Aoba.

    @precondition(lambda self: self.wishes)
    @rule(which=st.integers(0, 4), items=some_items, days=some_days)
    def consents_in_part_or_whole(self, which: int, items: set[str], days: int) -> None:
        wish = self.wishes[which % len(self.wishes)]
        until = min(self.after(days), wish.until)
        is_shown = self.shown_now(wish) is not None
        try:
            with transaction.atomic():
                disclosure_id = consent(wish.asked, self.at, items, until=until)
        except Refusal:
            return
        assert not wish.is_withdrawn
        assert not is_shown
        assert self.today < until <= wish.until
        wish.was_refused_openly = False
        wish.consents.append(disclosure_id)
        self.consented(disclosure_id, items, until)

    @precondition(lambda self: self.wishes)
    @rule(which=st.integers(0, 4), openly=st.booleans())
    def refuses(self, which: int, *, openly: bool) -> None:
        wish = self.wishes[which % len(self.wishes)]
        try:
            refuse(wish.asked, self.at, is_told=openly, reason="" if openly else SECRET)
        except Refusal:
            return
        assert not wish.consents
        wish.was_refused_openly = openly

    @rule(items=some_items, days=some_days, to_kaede=st.booleans())
    def offers(self, items: set[str], days: int, *, to_kaede: bool) -> None:
        until = self.after(days)
        disclosure_id = offer(self.shop, self.at, KAEDE if to_kaede else "", items, until)
        if to_kaede:
            self.consented(disclosure_id, items, until)

    @precondition(lambda self: self.consents)
    @rule(which=st.integers(0, 9))
    def ends(self, which: int) -> None:
        disclosure_id, consented = list(self.consents.items())[which % len(self.consents)]
        try:
            end(disclosure_id, self.shop, self.at)
        except Refusal:
            assert consented.has_ended
        consented.has_ended = True

    # The operator, and time.

    @rule(what=st.sampled_from([keeping.suspend, keeping.reinstate]))
    def is_kept(self, what: object) -> None:
        try:
            with transaction.atomic():
                what(  # type: ignore[operator]  # one of two acts
                    registration_id=self.shop.registration_id, reason=SECRET, actor=self.shop.cast.hayashi, at=self.at
                )
        except Refusal:
            return

    @rule(hours=st.integers(1, 60))
    def time_goes_by(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @rule()
    def night_work(self) -> None:
        warning.warn_of_ends(actor=SYSTEM, at=self.at)

    # What holds after every act.

    @invariant()
    def nothing_is_seen_but_what_is_consented_to_now(self) -> None:
        holding = {each: one for each, one in self.consents.items() if one.holds(self.today)}
        assert {line.id for line in disclosures_to(self.shop.tanaka, self.at).lines} == set(holding)
        for disclosure_id, consented in self.consents.items():
            if disclosure_id not in holding:
                with pytest.raises(NotFound):
                    look(disclosure_id, self.shop.tanaka, self.at)
                continue
            seen = look(disclosure_id, self.shop.tanaka, self.at)
            self.looks += 1
            way = {code for item in consented.items for code in ABOVE.get(item, ())}
            assert named(seen) == consented.items
            assert codes(seen.items) == (consented.items | way) - {"FEEDBACK"}
            assert (seen.comment, seen.purpose, seen.until) == (COMMENT, PURPOSE, consented.until)
            assert seen == disclosure(self.shop.sato, self.at, disclosure_id).shown

    @invariant()
    def every_look_is_known_to_the_company(self) -> None:
        lines = disclosures_of(self.shop.sato, self.at).lines
        if len(lines) < 20:
            assert sum(line.times_seen for line in lines) == self.looks

    @invariant()
    def an_ask_reads_as_what_kaede_did_and_was_told_makes_it(self) -> None:
        """Make each line out of what Kaede knows alone: whatever else happened has left no trace in it."""
        found = {line.id: line for line in asks_of(self.shop.tanaka, self.at).lines}
        assert list(found) == [wish.asked.ask_id for wish in sorted(self.wishes, key=self.newest_first)]
        for wish in self.wishes:
            line = found[wish.asked.ask_id]
            assert line == self.expected(wish, line)
            self.came_about[line.told] += 1
            assert SECRET not in repr(line)

    def newest_first(self, wish: Wish) -> int:
        return -self.wishes.index(wish)

    def expected(self, wish: Wish, line: AskLine) -> AskLine:
        shown = self.shown_now(wish)
        told = Told.WAITING
        if wish.is_withdrawn:
            told = Told.WITHDRAWN
        elif shown is not None:
            told = Told.SHOWN
        elif wish.was_refused_openly:
            told = Told.REFUSED_TOLD
        return AskLine(
            id=line.id,
            registration=by_number(self.shop.number, self.at),
            edition="2026-03-27",
            items=line.items,
            purpose=PURPOSE,
            until=wish.until,
            is_over=self.today >= wish.until,
            asked_at=line.asked_at,
            asked_by="田中 一郎",
            told=told,
            reason="",
            disclosure_id=shown,
        )

    @invariant()
    def nobody_else_sees_anything(self) -> None:
        kuro = self.shop.cast.kuro
        assert (disclosures_to(kuro, self.at).lines, asks_of(kuro, self.at).lines) == ((), ())
        for disclosure_id in list(self.consents)[-1:]:
            with pytest.raises(NotFound):
                seeing.hand_out(disclosure_id=disclosure_id, actor=kuro, at=self.at)


def test_no_sequence_of_acts_shows_what_is_not_consented_to(cast: Cast, experts: Experts, at: datetime) -> None:
    shop = opened(cast, experts.kiyota, at)

    class Ours(Disclosing):
        pass

    Ours.shop, Ours.at, Ours.came_about = shop, at, Counter()
    run_state_machine_as_test(
        Ours,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    assert set(Ours.came_about) == set(Told)
