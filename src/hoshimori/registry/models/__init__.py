"""Tables of filings and registrations."""

from hoshimori.registry.models.filing import FiledPlatform, Filing
from hoshimori.registry.models.registering import ChangeNotice, NumberSeries, Registration, Term

__all__ = ["ChangeNotice", "FiledPlatform", "Filing", "NumberSeries", "Registration", "Term"]
