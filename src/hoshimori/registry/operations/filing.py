"""A company files what was declared with the operator, and may take the filing back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction

from hoshimori.confirmations.queries import declarations
from hoshimori.journal.operations import Act, record
from hoshimori.registry import events
from hoshimori.registry.models import FiledPlatform, Filing, Term
from hoshimori.registry.models.filing import SUMMARY_LIMIT, TEXT_LIMIT
from hoshimori.registry.operations.renewing import keep_no_longer, keep_while_decided, renewed_by
from hoshimori.registry.permissions import Action, require
from hoshimori.registry.queries.papers import paper_of
from hoshimori.registry.queries.seeing import locked_filing, locked_registration
from hoshimori.registry.queries.standing import kept_as_standing, shown_of
from hoshimori.registry.rules.numbers import written
from hoshimori.registry.rules.states import (
    FILING,
    REGISTRATION,
    UNDECIDED,
    FilingAction,
    FilingKind,
    FilingState,
    RegistrationAction,
)
from hoshimori.registry.rules.validity import STANDING, require_renewal_window
from hoshimori.schemes.queries import edition, edition_times
from hoshimori.shared.bilingual import Text
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotPossibleNow
from hoshimori.shared.texts import one_line, paragraphs

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.confirmations.queries.declarations import Declared
    from hoshimori.registry.models import Registration
    from hoshimori.shared.actor import Actor


def file(
    *,
    assessment_id: UUID,
    scope_summary_ja: str,
    scope_summary_en: str,
    renews: UUID | None,
    actor: Actor,
    at: datetime,
) -> UUID:
    """File what management declared about a self-evaluation, for a first registration or for a further term of one.

    The summaries of the scope become public. A renewal filed within its window keeps the registration valid while it
    is decided [D].

    Raises:
        NotFound: the self-evaluation or the registration to renew does not exist for this actor.
        NotPossibleNow: nothing is declared, or the declaration is void; the edition is not in force; a filing of this
            level waits already; the company is registered already (it renews instead); it is too early or too late to
            renew.
        Invalid: the Japanese summary is missing, or one is too long.
    """
    with transaction.atomic():
        declared = declarations.for_filing(actor, at, assessment_id, lock=True)
        registration = locked_registration(actor, renews) if renews else None

        require(actor, Action.FILE)

        summary = _summary(scope_summary_ja, scope_summary_en)
        _require_to_be_filed(declared, at)
        if registration is None:
            _require_not_registered(declared, at)
        else:
            _require_renewable(registration, declared, at)

        filing = _create(declared, registration, summary, actor, at)
        if registration is not None:
            keep_while_decided(registration, at)

        after = {
            "kind": filing.kind,
            "level": filing.level,
            "edition": filing.edition_id,
            "whole_digest": filing.whole_digest,
            "scope_summary_ja": summary.ja,
            "scope_summary_en": summary.en,
            "registration": registration.number if registration else "",
        }
        act = Act(events.FILED, "filing", str(filing.pk), after=after)
        record(act=act, about_id=filing.organization_id, actor=actor, at=at)
    return filing.pk


def withdraw(*, filing_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Take a filing back before it is decided. Taking a renewal back ends at once what it kept valid [D].

    Raises:
        NotFound: the filing does not exist for this actor.
        NotPossibleNow: it is decided already.
        Invalid: no reason is given, or it is too long.
    """
    with transaction.atomic():
        filing = locked_filing(actor, filing_id)
        renewed = renewed_by(filing)

        require(actor, Action.FILE)

        state = FILING.after(FilingState(filing.state), FilingAction.WITHDRAW)
        why = paragraphs(reason, field="reason", limit=TEXT_LIMIT, missing="WHY_MISSING")

        before, filing.state, filing.reason = filing.state, state.value, why
        filing.version += 1
        filing.save(update_fields=["state", "reason", "version"])
        if renewed is not None:
            keep_no_longer(renewed, at)

        act = Act(
            events.FILING_WITHDRAWN,
            "filing",
            str(filing.pk),
            before={"state": before},
            after={"state": state.value, "reason": why},
        )
        record(act=act, about_id=filing.organization_id, actor=actor, at=at)


def _require_to_be_filed(declared: Declared, at: datetime) -> None:
    """Let only be filed what was declared under an edition in force, was not registered before, and does not wait."""
    if not edition_times(declared.edition).is_in_force(at):
        raise NotPossibleNow("EDITION_NOT_IN_FORCE", edition=declared.edition)
    if Term.objects.filter(whole_digest=declared.whole_digest).exists():
        raise NotPossibleNow("REGISTERED_BY_THIS_ALREADY")
    waiting = Filing.objects.filter(state__in=[state.value for state in sorted(UNDECIDED)])
    if waiting.filter(organization_id=declared.organization_id, level=declared.level).exists():
        raise NotPossibleNow("FILED_ALREADY")


def _require_not_registered(declared: Declared, at: datetime) -> None:
    registration = kept_as_standing(declared.organization_id, declared.level)
    if registration is not None and shown_of(registration, at) in STANDING:
        raise NotPossibleNow("REGISTERED_ALREADY", number=written(registration.number))


def _require_renewable(registration: Registration, declared: Declared, at: datetime) -> None:
    REGISTRATION.after(shown_of(registration, at), RegistrationAction.RENEW)
    if registration.level != declared.level:
        raise NotPossibleNow("RENEWS_ANOTHER_LEVEL", level=registration.level)
    require_renewal_window(edition(registration.edition_id), registration.valid_until, day_in_japan(at))


def _summary(ja: str, en: str) -> Text:
    return Text(
        one_line(ja, field="scope_summary_ja", limit=SUMMARY_LIMIT, missing="SCOPE_SUMMARY_MISSING"),
        one_line(en, field="scope_summary_en", limit=SUMMARY_LIMIT),
    )


def _create(declared: Declared, renews: Registration | None, summary: Text, actor: Actor, at: datetime) -> Filing:
    """Write the filing down with the IT platforms it names."""
    filing = Filing(
        organization_id=declared.organization_id,
        kind=(FilingKind.RENEWAL if renews else FilingKind.NEW).value,
        state=FILING.after(None, FilingAction.FILE).value,
        level=declared.level,
        edition_id=declared.edition,
        declaration_id=declared.declaration_id,
        whole_digest=declared.whole_digest,
        scope_summary_ja=summary.ja,
        scope_summary_en=summary.en,
        renews=renews,
        paper=paper_of(declared),
        filed_by_id=actor.person_id,
        filed_at=at,
    )
    try:
        with transaction.atomic():
            filing.save(force_insert=True)
    except IntegrityError:
        # Two people filed at the same moment; the database holds that only one filing of a level waits.
        raise NotPossibleNow("FILED_ALREADY") from None
    named = {UUID(part["id"]) for part in filing.paper["platforms"]}
    FiledPlatform.objects.bulk_create(FiledPlatform(filing=filing, platform_id=one) for one in sorted(named))
    return filing
