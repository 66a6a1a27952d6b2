"""What is missing: group by group, each thing with the way to where it is seen to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from hoshimori.assessments.queries.sheet import sheet
from hoshimori.assessments.queries.snapshot import present
from hoshimori.assessments.rules.checks import Lack, findings
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import day_in_japan
from hoshimori.web.applicant.answering.addresses import of_criterion
from hoshimori.web.applicant.report.pages import head
from hoshimori.web.applicant.report.words import LACK_WORDS
from hoshimori.web.layout.words import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from uuid import UUID

    from hoshimori.assessments.queries.sheet import Sheet
    from hoshimori.assessments.rules.checks import Finding
    from hoshimori.shared.actor import Actor
    from hoshimori.web.applicant.report.pages import Head

AT_ONCE = 12
"""So many things of a group are in sight at once; the others can be opened."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is missing."""

    no: str
    name: Text
    detail: str
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """Everything that is missing in the same way."""

    code: str
    heading: str
    advice: str
    rests_on_policy: bool
    items: Sequence[Item]

    @property
    def first(self) -> Sequence[Item]:
        """Return what is in sight at once."""
        return self.items[:AT_ONCE]

    @property
    def rest(self) -> Sequence[Item]:
        """Return what can be opened."""
        return self.items[AT_ONCE:]


@dataclass(frozen=True)
class MissingPage:
    """What is missing."""

    head: Head
    groups: Sequence[Group]
    beyond: int


def missing_page(actor: Actor, at: datetime, assessment_id: UUID) -> MissingPage:
    """Return the page of what is missing.

    Raises:
        NotFound: the self-evaluation does not exist for this actor.
    """
    whole, now = sheet(actor, at, assessment_id), present(actor, at, assessment_id)
    found = findings(now.snapshot, whole.edition, day_in_japan(at))
    return MissingPage(head(whole, now, actor, at), groups(whole, found), len(whole.beyond))


def groups(whole: Sheet, found: Iterable[Finding]) -> list[Group]:
    """Return what was found, group by group, in the order in which one would see to it."""
    return [_group(whole, lack, list(members)) for lack, members in groupby(found, key=lambda one: one.lack)]


def _group(whole: Sheet, lack: Lack, members: Sequence[Finding]) -> Group:
    words = LACK_WORDS[lack]
    return Group(
        code=lack.value,
        heading=str(words.heading),
        advice=str(words.advice),
        rests_on_policy=lack == Lack.NOT_MET,
        items=[_item(whole, finding) for finding in members],
    )


def _item(whole: Sheet, finding: Finding) -> Item:
    if finding.criterion_no:
        name = whole.edition.criteria[finding.criterion_no].label
        address = of_criterion(whole.id, finding.criterion_no)
    else:
        name = Text(finding.about, finding.about)
        address = reverse("tabs:scope", args=[whole.id])
    return Item(finding.criterion_no, name, _age(finding.newest_until), address)


def _age(newest_until: date | None) -> str:
    """Say until when the newest record speaks; its end is exclusive, people say the last day."""
    if newest_until is None:
        return ""
    last = date.fromordinal(newest_until.toordinal() - 1)
    return _("newest record until %(day)s") % {"day": day(last)}
