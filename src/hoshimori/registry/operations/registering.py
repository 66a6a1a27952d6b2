"""What registering writes down: the number, the entry of the register, the term that was granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoshimori.registry.models import NumberSeries, Registration, Term
from hoshimori.registry.queries.standing import kept_as_standing, shown_of
from hoshimori.registry.rules.numbers import number, written
from hoshimori.registry.rules.states import REGISTRATION, RegistrationAction, RegistrationState
from hoshimori.registry.rules.validity import STANDING, Span, first_term, next_term
from hoshimori.schemes.queries import edition
from hoshimori.shared.calendar import day_in_japan
from hoshimori.shared.refusal import NotPossibleNow
from hoshimori.shared.searching import bigrams

if TYPE_CHECKING:
    from datetime import datetime

    from hoshimori.registry.models import Filing

NAMES = ("name_ja", "name_kana", "name_en")
PARTICULARS = ("corporate_number", *NAMES, "prefecture", "size_class", "industry")


def end_unnoted(filing: Filing, at: datetime) -> Registration | None:
    """Write down that an earlier registration of the same level expired, where nobody has yet; return it.

    Raises:
        NotPossibleNow: the company is registered at this level.
    """
    earlier = kept_as_standing(filing.organization_id, filing.level)
    if earlier is None:
        return None
    if shown_of(earlier, at) in STANDING:
        raise NotPossibleNow("REGISTERED_ALREADY", number=written(earlier.number))
    expire(earlier, at)
    return earlier


def expire(registration: Registration, at: datetime) -> None:
    """Write down that the time of a registration is over, which the register has been showing since it was."""
    state = REGISTRATION.after(RegistrationState(registration.state), RegistrationAction.EXPIRE)
    registration.state, registration.changed_at = state.value, at
    registration.version += 1
    registration.save(update_fields=["state", "version", "changed_at"])


def register_first(filing: Filing, at: datetime) -> Registration:
    """Enter a company into the register under a new number, valid from today in Japan."""
    today = day_in_japan(at)
    span = first_term(filing.level, edition(filing.edition_id), today)
    particulars = {name: filing.paper["organization"][name] for name in PARTICULARS}
    registration = Registration.objects.create(
        number=_next_number(filing.level, today.year),
        organization_id=filing.organization_id,
        level=filing.level,
        edition_id=filing.edition_id,
        state=REGISTRATION.after(None, RegistrationAction.REGISTER).value,
        valid_from=span.valid_from,
        valid_until=span.valid_until,
        scope_summary_ja=filing.scope_summary_ja,
        scope_summary_en=filing.scope_summary_en,
        bigrams=searchable(particulars),
        registered_at=at,
        changed_at=at,
        **particulars,
    )
    _grant(registration, filing, span, at)
    return registration


def register_further(registration: Registration, filing: Filing, at: datetime) -> Registration:
    """Add a further term to a registration, which from now on shows what was declared for it.

    Raises:
        NotPossibleNow: the registration has ended, or even the new term would be over.
    """
    span = next_term(filing.level, edition(filing.edition_id), registration.valid_until, day_in_japan(at))
    state = REGISTRATION.after(shown_of(registration, at), RegistrationAction.RENEW)
    particulars = {name: filing.paper["organization"][name] for name in PARTICULARS}
    changed = {
        "state": state.value,
        "edition_id": filing.edition_id,
        "valid_until": span.valid_until,
        "is_renewal_pending": False,
        "warned_days": None,
        "scope_summary_ja": filing.scope_summary_ja,
        "scope_summary_en": filing.scope_summary_en,
        "bigrams": searchable(particulars),
        "version": registration.version + 1,
        "changed_at": at,
        **particulars,
    }
    for name, value in changed.items():
        setattr(registration, name, value)
    registration.save(update_fields=[name.removesuffix("_id") for name in changed])
    _grant(registration, filing, span, at)
    return registration


def searchable(particulars: dict[str, str]) -> str:
    """Return the pairs of characters under which a registration is found."""
    return " ".join(bigrams(particulars[name]) for name in NAMES if particulars[name])


def _next_number(level: int, year: int) -> str:
    """Return a number nobody has: the series is locked until the end of the transaction."""
    NumberSeries.objects.get_or_create(level=level, year=year)
    series = NumberSeries.objects.select_for_update().get(level=level, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return number(level=level, year=year, serial=series.last)


def _grant(registration: Registration, filing: Filing, span: Span, at: datetime) -> None:
    Term.objects.create(
        registration=registration,
        number=registration.terms.count() + 1,
        filing=filing,
        whole_digest=filing.whole_digest,
        valid_from=span.valid_from,
        valid_until=span.valid_until,
        granted_at=at,
    )
