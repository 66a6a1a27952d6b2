"""Tables of filings and registrations."""

from hoshimori.registry.models.filing import Filing
from hoshimori.registry.models.registering import ChangeNotice, NumberSeries, Registration, Term

__all__ = ["ChangeNotice", "Filing", "NumberSeries", "Registration", "Term"]
