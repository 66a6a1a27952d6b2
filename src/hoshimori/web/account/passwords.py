"""Passwords that whoever knows this program would try first."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from hoshimori.parties.queries.rows import Person

OBVIOUS = re.compile(
    r"hoshimori|ほしもり|ホシモリ|星守|scs|セキュリティ|security|action|アクション|サプライチェーン|supply|chain"
    r"|自己評価|password|passwd|パスワード|welcome|ようこそ|admin|kanri|管理者|ipa|meti|経産省|star"
)
REMAINING = 6
"""How many letters and digits have to be left of a password without such words and without years."""

_NOT_A_LETTER = re.compile(r"(?:19|20)\d\d|[\W_]")


class ObviousWordsValidator:
    """Refuse a password that is made of this program's and this scheme's own words alone."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Look at what is left of a password without obvious words, years and signs.

        Raises:
            ValidationError: too little is.
        """
        del user
        plain = unicodedata.normalize("NFKC", password).casefold()
        if OBVIOUS.search(plain) and len(_NOT_A_LETTER.sub("", OBVIOUS.sub("", plain))) < REMAINING:
            raise ValidationError(
                _("This is made of words that anybody would try here. Please add something of your own."),
                code="password_too_obvious",
            )

    def get_help_text(self) -> str:
        """Say what is not taken; the forms say the same in their own words."""
        return _("Not only words of this service or scheme.")
