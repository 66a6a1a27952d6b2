"""Tables of confirmations and declarations."""

from hoshimori.confirmations.models.confirming import Confirmation, Judgement
from hoshimori.confirmations.models.declaring import Declaration

__all__ = ["Confirmation", "Declaration", "Judgement"]
