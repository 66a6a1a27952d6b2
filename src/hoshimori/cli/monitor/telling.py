"""What a look found, as lines for a mail or as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hoshimori.cli.monitor import words
from hoshimori.cli.monitor.looking import seen_at
from hoshimori.shared.calendar import JAPAN, day_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from hoshimori.cli.monitor.looking import Fault, NewEvent, Seen
    from hoshimori.cli.verifying.words import Words


@dataclass(frozen=True, slots=True)
class Told:
    """What a run found, of which company at which site, and what was begun with."""

    url: str
    corporate_number: str
    at: datetime
    seen: Seen
    faults: tuple[Fault, ...]
    is_first: bool
    keys: tuple[str, ...]
    is_key_given: bool
    proof: Path | None

    @property
    def outcome(self) -> str:
        """Return in a word how it stands."""
        return "DOES_NOT_FIT" if self.faults else "NEW" if self.seen.events else "FITS"


@dataclass(frozen=True, slots=True)
class Telling:
    """Puts what was found into one language."""

    told: Told
    language: str

    def lines(self) -> Iterator[str]:
        """Yield the lines of a mail, the most important first."""
        told = self.told
        yield self._said(words.TITLE, number=told.corporate_number, url=told.url)
        yield ""
        yield from self._faults()
        yield from self._events()
        if not told.faults:
            yield self._said(words.FITS_FIRST if told.is_first else words.FITS)
        yield from self._standing()
        yield from self._keys()

    def as_json(self) -> str:
        """Return the same for programs."""
        told = self.told
        said: dict[str, Any] = {
            "format": "hoshimori/monitor/1",
            "url": told.url,
            "corporate_number": told.corporate_number,
            "at": told.at.isoformat(timespec="seconds"),
            "outcome": told.outcome,
            "is_first": told.is_first,
            "keys": list(told.keys),
            "size": told.seen.checkpoint.size if told.seen.checkpoint else None,
            "cosigned": [{"name": each.witness.name, "at": seen_at(each).isoformat()} for each in told.seen.seen_by],
            "events": [self._event_said(new) for new in told.seen.events],
            "faults": [{"code": each.code, **each.said, "text": self._fault(each)} for each in told.faults],
            "proof": str(told.proof) if told.proof else None,
        }
        return json.dumps(said, ensure_ascii=False, indent=2)

    def _faults(self) -> Iterator[str]:
        if self.told.faults:
            yield self._said(words.DOES_NOT_FIT)
            yield from (f"- {self._fault(each)}" for each in self.told.faults)
            if self.told.proof:
                yield self._said(words.PROOF_KEPT, file=str(self.told.proof))
            yield self._said(words.WHAT_TO_DO)
            yield ""

    def _events(self) -> Iterator[str]:
        events = self.told.seen.events
        if events:
            yield self._said(words.NEW, count=str(len(events)))
            yield from (f"- {self._moment(each.event.at)} {each.event.number} {self._event(each)}" for each in events)
            yield ""
        elif self.told.seen.checkpoint:
            yield self._said(words.NOTHING_NEW)

    def _standing(self) -> Iterator[str]:
        seen = self.told.seen
        if seen.checkpoint is None:
            return
        yield self._said(words.STANDS, moment=self._moment(self.told.at), size=str(seen.checkpoint.size))
        for each in seen.seen_by:
            yield self._said(words.SEEN_BY, name=each.witness.name, moment=self._moment(seen_at(each)))
        yield from (self._said(words.AWAY, name=name) for name in seen.away)
        if not seen.seen_by:
            yield self._said(words.NO_WITNESS)

    def _keys(self) -> Iterator[str]:
        if self.told.is_first or self.told.is_key_given:
            yield ""
            yield self._said(words.KEYS_GIVEN if self.told.is_key_given else words.FIRST_RUN)
            yield from (f"  {key}" for key in self.told.keys)

    def _event_said(self, new: NewEvent) -> dict[str, Any]:
        standing = new.event.standing
        said = {"index": new.place, "kind": new.event.kind, "at": new.event.at.isoformat(), "number": new.event.number}
        if standing:
            said |= {"state": standing.state, "level": standing.level}
            said |= {"valid_from": str(standing.valid_from), "last_valid_on": str(standing.last_valid_on)}
        return {**said, "text": self._event(new)}

    def _event(self, new: NewEvent) -> str:
        event = new.event
        if event.standing is None or event.standing.corporate_number != self.told.corporate_number:
            return self._said(words.OTHER_COMPANY)
        return self._said(
            words.EVENTS.get(event.kind, words.OTHER_EVENT),
            kind=event.kind,
            level=str(event.standing.level),
            first=day_in_words(event.standing.valid_from, self.language),
            last=day_in_words(event.standing.last_valid_on, self.language),
        )

    def _fault(self, fault: Fault) -> str:
        return self._said(words.FAULTS[fault.code], **{"reason": "", "name": "", **fault.said})

    def _moment(self, at: datetime) -> str:
        here = at.astimezone(JAPAN)
        return f"{day_in_words(here.date(), self.language)} {here:%H:%M}" + ("" if self.language == "ja" else " JST")

    def _said(self, sentence: Words, **values: str) -> str:
        text: str = getattr(sentence, self.language)
        return text.format_map(values)
