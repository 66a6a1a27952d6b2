"""What the page of one part shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoshimori.assessments.rules.scope import ScopeKind, Unit
from hoshimori.confirmations.rules.states import About
from hoshimori.schemes.queries import official_wording
from hoshimori.shared.refusal import NotFound
from hoshimori.web.expert.judging.addresses import SCOPE, Place, Show, of_key, of_part
from hoshimori.web.expert.judging.dossier import dossier
from hoshimori.web.expert.judging.forms import Typed
from hoshimori.web.expert.judging.listing import Listing, listing
from hoshimori.web.expert.judging.subjects import criterion_entry, exclusion_entry
from hoshimori.web.expert.words import KIND_WORDS, UNIT_WORDS, VERDICT_CHOICES, lack_word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hoshimori.assessments.rules.snapshot import OrganizationPart, ScopePart
    from hoshimori.confirmations.queries.lines import ConfirmationLine
    from hoshimori.confirmations.rules.judging import Key
    from hoshimori.schemes.rules import Requirement
    from hoshimori.shared.actor import Actor
    from hoshimori.shared.bilingual import Text
    from hoshimori.web.expert.judging.dossier import Counts, Dossier
    from hoshimori.web.expert.judging.subjects import CriterionEntry, ExclusionEntry, Refused


@dataclass(frozen=True, slots=True)
class Check:
    """What the automatic checks found of one kind, and at which criteria or exclusions."""

    word: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """Something the scope names."""

    kind: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Again:
    """The former handing over: its number, how many agreements can be taken over, how many things changed."""

    number: int
    to_take_over: int
    changed: int
    has_scope_changed: bool


@dataclass(frozen=True, slots=True)
class AllAtOnce:
    """The form that says the same about every criterion not judged yet in this part."""

    amount: int
    fields: Typed
    message: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Ways:
    """Where one can go from a part; empty where there is nothing more."""

    previous: str
    following: str
    next_open: str


@dataclass(frozen=True, slots=True)
class PartPage:
    """The whole page of one part: a requirement with its criteria, or the scope with what it leaves out."""

    place: Place
    line: ConfirmationLine
    organization: OrganizationPart
    company: Text
    can_judge: bool
    counts: Counts
    checks: tuple[Check, ...]
    findings: int
    override_reason: str
    again: Again | None
    listing: Listing
    ways: Ways
    requirement: Requirement | None
    criteria: tuple[CriterionEntry, ...]
    scope: ScopePart
    unit: str
    items: tuple[Item, ...]
    exclusions: tuple[ExclusionEntry, ...]
    all_at_once: AllAtOnce | None
    keeper: str
    refused: int
    choices: tuple[tuple[str, str, str, str], ...]


def part(
    actor: Actor,
    at: datetime,
    place: Place,
    refused: Mapping[Key, Refused] | None = None,
    all_refused: AllAtOnce | None = None,
) -> PartPage:
    """Return the page of one part; `refused` are judgements that were sent and could not be saved.

    A fixed number of statements, however many criteria there are.

    Raises:
        NotPermitted: the actor does not act as an expert.
        NotFound: the handing over is not open to this expert, or has no such part.
    """
    whole = dossier(actor, at, place.confirmation_id)
    if place.part not in whole.parts:
        raise NotFound
    detail, said = whole.detail, refused or {}
    wording = official_wording(actor, whole.edition.code)
    texts = wording.texts if wording else {}
    scope = detail.snapshot["scope"]
    is_scope = place.part == SCOPE
    numbers = [one.key.subject for one in whole.parts[place.part] if one.key.about == About.CRITERION]
    return PartPage(
        place=place,
        line=detail.line,
        organization=detail.snapshot["organization"],
        company=whole.company,
        can_judge=whole.can_judge,
        counts=whole.counts(),
        checks=_checks(whole),
        findings=len(whole.findings),
        override_reason=detail.override_reason,
        again=_again(whole),
        listing=listing(whole, place),
        ways=_ways(whole, place),
        requirement=None if is_scope else whole.edition.requirements[place.part],
        criteria=tuple(criterion_entry(whole, no, texts.get(no, ""), said) for no in numbers),
        scope=scope,
        unit=str(UNIT_WORDS[Unit(scope["unit"])]) if scope["unit"] in set(Unit) else "",
        items=_items(scope) if is_scope else (),
        exclusions=tuple(exclusion_entry(whole, place, said) for place in range(len(scope["exclusions"])))
        if is_scope
        else (),
        all_at_once=all_refused or _all_at_once(whole, place.part),
        keeper=f"{actor.membership_id}/{place.confirmation_id}/{detail.line.submission_number}",
        refused=len(said) + (all_refused is not None),
        choices=tuple((value.value, look, icon, str(word)) for value, look, icon, word in VERDICT_CHOICES),
    )


def open_keys(whole: Dossier, part_no: str) -> tuple[Key, ...]:
    """Return the criteria of a part that nobody has judged yet."""
    return tuple(
        one.key
        for one in whole.parts.get(part_no, ())
        if one.key.about == About.CRITERION and one.key not in whole.detail.judgements
    )


def first_open(whole: Dossier) -> str:
    """Return the address of the first thing that waits for a judgement; of the scope when none does."""
    here, first = whole.detail.line.id, whole.found(Show.OPEN)[:1]
    return of_key(here, first[0].key) if first and whole.detail.judgements else of_part(here, SCOPE)


def _all_at_once(whole: Dossier, part_no: str) -> AllAtOnce | None:
    amount = len(open_keys(whole, part_no))
    return AllAtOnce(amount, Typed()) if amount > 1 else None


def _checks(whole: Dossier) -> tuple[Check, ...]:
    """Return what the checks found by kind, each with where to look."""
    here, kinds = whole.detail.line.id, dict.fromkeys(one["code"] for one in whole.findings)
    places: dict[str, list[tuple[str, str]]] = {code: [] for code in kinds}
    for one in whole.findings:
        if one["criterion"]:
            address = of_part(here, one["criterion"].rpartition("-")[0]) + f"#CRITERION-{one['criterion']}"
            places[one["code"]].append((one["criterion"], address))
        elif one["about"]:
            places[one["code"]].append((one["about"], of_part(here, SCOPE)))
    return tuple(Check(lack_word(code), tuple(dict.fromkeys(found))) for code, found in places.items())


def _again(whole: Dossier) -> Again | None:
    former = whole.detail.former
    if former is None:
        return None
    return Again(former.number, whole.to_take_over, len(whole.found(Show.CHANGED)), former.has_scope_changed)


def _items(scope: ScopePart) -> tuple[Item, ...]:
    kinds = set(ScopeKind)
    return tuple(
        Item(
            str(KIND_WORDS[ScopeKind(item["kind"])]) if item["kind"] in kinds else item["kind"],
            item["name"],
            item["detail"],
        )
        for item in scope["items"]
    )


def _ways(whole: Dossier, place: Place) -> Ways:
    walk = [part for part in whole.parts if _is_on_the_way(whole, part, place)]
    here = walk.index(place.part)
    following = whole.next_open(place.part)
    return Ways(
        previous=of_part(place.confirmation_id, walk[here - 1], place.show) if here else "",
        following=of_part(place.confirmation_id, walk[here + 1], place.show) if here + 1 < len(walk) else "",
        next_open=of_key(place.confirmation_id, following.key, place.show) if following else "",
    )


def _is_on_the_way(whole: Dossier, part: str, place: Place) -> bool:
    if not place.show or part == place.part:
        return True
    return any(whole.is_found(one.key, place.show) for one in whole.parts[part])
