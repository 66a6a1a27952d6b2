"""What may be asked of an expert, and in what words."""

from __future__ import annotations

from hoshimori.confirmations.rules.judging import CONFIRMED_LEVEL
from hoshimori.shared.refusal import NotPossibleNow
from hoshimori.shared.texts import paragraphs

TEXT_LIMIT = 4000


def require_confirmed_level(level: int) -> None:
    """Let through only a self-evaluation for the level that experts confirm [P].

    Raises:
        NotPossibleNow: an evaluation body judges this level.
    """
    if level != CONFIRMED_LEVEL:
        raise NotPossibleNow("LEVEL_NOT_CONFIRMED_BY_EXPERT")


def checked_message(text: str) -> str:
    """Return what the company writes to the expert; it may be nothing.

    Raises:
        Invalid: it is too long.
    """
    return paragraphs(text, field="message", limit=TEXT_LIMIT)


def checked_withdrawal(reason: str) -> str:
    """Return why the company withdraws.

    Raises:
        Invalid: nothing is said, or it is too long.
    """
    return paragraphs(reason, field="reason", limit=TEXT_LIMIT, missing="WITHDRAWAL_REASON_MISSING")


def checked_reason(reason: str) -> str:
    """Return why an expert declines, returns or judges as it does; the company reads it.

    Raises:
        Invalid: nothing is said, or it is too long.
    """
    return paragraphs(reason, field="reason", limit=TEXT_LIMIT, missing="REASON_MISSING")


def checked_advice(text: str) -> str:
    """Return what the expert advises; it may be nothing.

    Raises:
        Invalid: it is too long.
    """
    return paragraphs(text, field="advice", limit=TEXT_LIMIT)


def checked_return_reason(reason: str, *, is_needed: bool) -> str:
    """Return why the whole is returned; it may be nothing where single judgements say why.

    Raises:
        Invalid: nothing is said although it is needed, or it is too long.
    """
    return paragraphs(reason, field="reason", limit=TEXT_LIMIT, missing="RETURN_REASON_MISSING" if is_needed else "")
