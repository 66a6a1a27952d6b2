"""The expected "no": a code and its particulars; the words for people live in the doors."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - a refusal is an answer of the scheme, not a failure of the program
    """Raised when the scheme says no.

    `code` is UPPER_SNAKE and has words in both languages in the doors. `particulars` fill the placeholders of those
    words: never a secret, never anything of another company. `field` names the value that was refused, if one was.
    """

    def __init__(self, code: str, *, field: str = "", **particulars: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.particulars = particulars

    def __str__(self) -> str:
        """Name the code alone: particulars may hold what a person typed and must not reach a log."""
        return self.code


class NotFound(Refusal):
    """What one may not see does not exist, and says so in the same words."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


class NotPermitted(Refusal):
    """This role may never do this."""


class NotPossibleNow(Refusal):
    """The role may do this, but not in the present state."""


class Conflict(Refusal):
    """Somebody else changed the same thing in the meantime."""


class Invalid(Refusal):
    """What was given does not follow a rule of the scheme."""
