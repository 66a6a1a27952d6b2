"""Registrations are found by a part of a name or of a number, however it is typed, among hundreds of thousands."""

from __future__ import annotations

import re

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, Value

from hoshimori.registry.rules.numbers import bare
from hoshimori.shared.searching import bigrams, fold

WORDS_AT_MOST = 6
RARE = 500
_FORMS = re.compile("株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|一般財団法人")
NUMBER, CORPORATE_NUMBER = 10, 13
_DIGITS = re.compile(r"[0-9]{4,13}")
_SQLITE = "SELECT registration_id FROM registry_registration_search WHERE bigrams MATCH %s LIMIT %s"
_POSTGRESQL = (
    "SELECT id FROM registry_registration WHERE string_to_array(bigrams, ' ') @> string_to_array(%s, ' ') LIMIT %s"
)


def wanted_by(words: str) -> Q:
    """Return the condition that a registration has every one of these words in its names, or such a number.

    Asks the index of names once where there is a word of two characters or more.
    """
    whole = bare(words)
    if _DIGITS.fullmatch(whole):
        return _numbered(whole)
    sought = words.split()[:WORDS_AT_MOST]
    numbers = [bare(word) for word in sought if _DIGITS.fullmatch(bare(word))]
    names = [fold(word) for word in sought if not _DIGITS.fullmatch(bare(word))]
    condition = Q()
    for number in numbers:
        condition &= _numbered(number)
    return condition & _named(names) if names else condition


def _numbered(digits: str) -> Q:
    """Return the condition that the registration number or the 法人番号 begins so.

    A range of whole numbers and not LIKE: every database finds it by its index.
    """
    corporate = Q(
        corporate_number__gte=digits.ljust(CORPORATE_NUMBER, "0"),
        corporate_number__lte=digits.ljust(CORPORATE_NUMBER, "9"),
    )
    if len(digits) > NUMBER:
        return corporate
    return corporate | Q(number__gte=digits.ljust(NUMBER, "0"), number__lte=digits.ljust(NUMBER, "9"))


def _named(names: list[str]) -> Q:
    """Return the condition that a name holds every one of these.

    What few names hold is looked up by its pairs of characters. What many hold is found soon enough by going through
    the registrations in their order, and looking it up would bring thousands; so the legal forms are not looked up.
    """
    telling = [part for name in names for part in _FORMS.split(name) if len(part) > 1]
    if telling:
        rare = _with_pairs([bigrams(part) for part in telling])
        if len(rare) < RARE:
            return Q(pk__in=rare) & _going_through(names)
    return _going_through(names)


def _going_through(names: list[str]) -> Q:
    condition = Q()
    for name in names:
        condition &= Q(bigrams__contains=bigrams(name))
    pairs = " ".join(bigrams(name) for name in names if len(name) > 1)
    if pairs and connection.vendor == "postgresql":
        # Of parts of a text PostgreSQL cannot tell how many hold them; of pairs it can, and so chooses a way that fits.
        condition &= Q(_HasPairs(F("bigrams"), Value(pairs), output_field=BooleanField()))
    return condition


class _HasPairs(Func):
    """Tell whether all these pairs stand in a text, as the index of PostgreSQL asks for it."""

    template = "string_to_array(%(expressions)s, ' ')"
    arg_joiner = ", ' ') @> string_to_array("


def _with_pairs(pairs: list[str]) -> list[str]:
    """Return the identifiers of registrations with all these pairs, of more than 500 only so many."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL, [" ".join(pairs), RARE])
        else:
            phrases = " AND ".join('"{}"'.format(phrase.replace('"', '""')) for phrase in pairs)
            cursor.execute(_SQLITE, [phrases, RARE])
        return [row[0] for row in cursor.fetchall()]
