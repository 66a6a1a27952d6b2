"""What a certificate says, which of it is shown only by consent, and the names under which one asks for it.

The names are published with a JSON Schema (`exchange/certificate_schema.json`) and never change their meaning; other
content is another kind with a number of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict, cast

from hoshimori.assessments.rules.answers import Result
from hoshimori.credentials.rules import addresses
from hoshimori.shared.refusal import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from hoshimori.assessments.rules.snapshot import AlternativePart, CriterionPart, Snapshot
    from hoshimori.confirmations.rules.papers import ConfirmationPaper
    from hoshimori.schemes.rules import Edition, Requirement

Path: TypeAlias = tuple[str | int, ...]

CERTIFICATE, CATEGORY, REQUIREMENT, CRITERION, FEEDBACK = (
    "CERTIFICATE",
    "CATEGORY",
    "REQUIREMENT",
    "CRITERION",
    "FEEDBACK",
)
"""What can be shown: `CERTIFICATE`, `CATEGORY:1`, `REQUIREMENT:1-1-1`, `CRITERION:1-1-1-1`, `FEEDBACK`."""

OPEN = (
    "registration_number",
    "level",
    "corporate_number",
    "name_ja",
    "name_en",
    "prefecture",
    "scope_ja",
    "scope_en",
    "valid_from",
    "last_valid_on",
    "edition",
    "evaluation_body_ja",
    "evaluation_body_en",
)
"""What everybody sees who has a certificate; English names and evaluation body are left out where there is none."""

_MAY_LACK = frozenset({"name_en", "scope_en", "evaluation_body_ja", "evaluation_body_en"})
_OF_THE_TERM = frozenset({"valid_from", "last_valid_on", "edition"})


class _CriterionContent(TypedDict):
    result: str


class CriterionContent(_CriterionContent, total=False):
    """The answer to one criterion as it was confirmed and declared; `basis` is why, in the company's words."""

    basis: str
    alternative: AlternativePart


class RequirementContent(TypedDict):
    """The criteria of a requirement by number; `result` is MET where any of them is."""

    result: str
    criteria: dict[str, CriterionContent]


class CategoryContent(TypedDict):
    """The requirements of a category by number; `result` is MET where any of them is."""

    result: str
    requirements: dict[str, RequirementContent]


class FeedbackContent(TypedDict):
    """What the expert told the company, and how it was confirmed."""

    advice: str
    manner: str
    is_in_house: bool
    confirmed_on: str


class _Facts(TypedDict):
    registration_number: str
    level: int
    corporate_number: str
    name_ja: str
    prefecture: str
    scope_ja: str
    valid_from: str
    last_valid_on: str
    edition: str


class Facts(_Facts, total=False):
    """The open part: what the register shows of a registration."""

    name_en: str
    scope_en: str
    evaluation_body_ja: str
    evaluation_body_en: str


class Content(Facts):
    """The whole, open and hidden alike, without what belongs to one single certificate."""

    categories: dict[str, CategoryContent]
    feedback: FeedbackContent


@dataclass(frozen=True, slots=True)
class Envelope:
    """What belongs to one certificate alone: who says it, from when until when, of whom, and where its state stands."""

    issuer: str
    issued_at: datetime
    expires_at: datetime
    holder: Mapping[str, str]
    shard: int
    place: int

    def claims(self) -> dict[str, object]:
        """Return it as claims (RFC 7519, 7800; SD-JWT VC, 2.2; Token Status List, 6.2)."""
        issued = int(self.issued_at.timestamp())
        where = {"idx": self.place, "uri": addresses.states(self.issuer, self.shard)}
        return {
            "iss": self.issuer,
            "iat": issued,
            "nbf": issued,
            "exp": int(self.expires_at.timestamp()),
            "vct": addresses.kind(self.issuer),
            "cnf": {"jwk": dict(self.holder)},
            "status": {"status_list": where},
        }


def facts(values: Mapping[str, str | int]) -> Facts:
    """Return the open part from values by name, those left out that may lack and are empty."""
    return cast("Facts", {name: values[name] for name in OPEN if values[name] != "" or name not in _MAY_LACK})


def content(
    about: Facts, edition: Edition, snapshot: Snapshot, paper: ConfirmationPaper, confirmed_on: date
) -> Content:
    """Return what a certificate says: what the register shows, what was declared, and what the expert wrote.

    Only answered criteria of the declared level are there; remarks among colleagues, plans, evidence and the names of
    people are no part of a certificate.
    """
    said = {part["no"]: part for part in snapshot["criteria"] if part["result"] in {Result.MET, Result.NOT_APPLICABLE}}
    categories: dict[str, CategoryContent] = {}
    for category in edition.categories:
        found = {part.no: _requirement(part, said) for part in category.requirements}
        requirements = {no: each for no, each in found.items() if each["criteria"]}
        if requirements:
            result = _whole(each["result"] for each in requirements.values())
            categories[category.no] = {"result": result, "requirements": requirements}
    feedback: FeedbackContent = {
        "advice": paper["advice"],
        "manner": paper["manner"],
        "is_in_house": paper["expert"]["is_in_house"],
        "confirmed_on": confirmed_on.isoformat(),
    }
    return {**about, "categories": categories, "feedback": feedback}


def _requirement(requirement: Requirement, said: Mapping[str, CriterionPart]) -> RequirementContent:
    criteria = {part.no: _criterion(said[part.no]) for part in requirement.criteria if part.no in said}
    return {"result": _whole(each["result"] for each in criteria.values()), "criteria": criteria}


def _criterion(part: CriterionPart) -> CriterionContent:
    told: CriterionContent = {"result": part["result"]}
    if part["reason"]:
        told["basis"] = part["reason"]
    if part["alternative"] is not None:
        told["alternative"] = part["alternative"]
    return told


def _whole(results: Iterable[str]) -> str:
    return Result.MET.value if Result.MET.value in results else Result.NOT_APPLICABLE.value


def told_anew(before: Content, about: Facts) -> Content:
    """Return the same content of the same term under what the register shows now."""
    return {**about, "categories": before["categories"], "feedback": before["feedback"]}


def facts_in(told: Content) -> Facts:
    """Return the open part of a content."""
    values = cast("Mapping[str, Any]", told)
    return cast("Facts", {name: values[name] for name in OPEN if name in values})


def is_still_true(told: Content, about: Facts) -> bool:
    """Tell whether an earlier certificate says nothing else of the company than the register does now.

    Its own term may be the one before: that was granted and is true as long as it lasts.
    """
    names = set(OPEN) - _OF_THE_TERM
    return all(
        cast("Mapping[str, Any]", told).get(name) == cast("Mapping[str, Any]", about).get(name) for name in names
    )


def hidden(told: Content, hide: Callable[[object], object]) -> dict[str, object]:
    """Return what is shown only by consent, each part marked by `hide` on its own.

    Categories, requirements and criteria lie within each other, so that the depth that is shown is the depth that was
    consented to: a category shown alone shows its result, and how many requirements it has.
    """
    categories = {no: hide(_hidden_category(each, hide)) for no, each in told["categories"].items()}
    return {"categories": hide(categories), "feedback": hide(dict(told["feedback"]))}


def _hidden_category(category: CategoryContent, hide: Callable[[object], object]) -> dict[str, object]:
    requirements = {
        no: hide(
            {
                "result": each["result"],
                "criteria": {number: hide(dict(criterion)) for number, criterion in each["criteria"].items()},
            }
        )
        for no, each in category["requirements"].items()
    }
    return {"result": category["result"], "requirements": requirements}


def payload(told: Content, envelope: Envelope, hide: Callable[[object], object]) -> dict[str, object]:
    """Return all claims of one certificate."""
    return {**envelope.claims(), **facts_in(told), **hidden(told, hide)}


def items(told: Content) -> tuple[str, ...]:
    """Return the names of everything there is to show, in the order of the catalogue."""
    return tuple(_paths(told))


def paths(wanted: Iterable[str], told: Content) -> list[Path]:
    """Return where the wanted things lie; the certificate itself is always shown.

    Raises:
        Invalid: a certificate has nothing under one of these names.
    """
    known = _paths(told)
    chosen = list(dict.fromkeys(wanted))
    if not set(chosen) <= known.keys():
        raise Invalid("NOT_IN_CERTIFICATE", field="items")
    return [known[item] for item in chosen if known[item]]


def _paths(told: Content) -> dict[str, Path]:
    known: dict[str, Path] = {CERTIFICATE: ()}
    for category, inside in told["categories"].items():
        known[f"{CATEGORY}:{category}"] = ("categories", category)
        for requirement, within in inside["requirements"].items():
            here = ("categories", category, "requirements", requirement)
            known[f"{REQUIREMENT}:{requirement}"] = here
            known |= {f"{CRITERION}:{no}": (*here, "criteria", no) for no in within["criteria"]}
    return {**known, FEEDBACK: ("feedback",)}
