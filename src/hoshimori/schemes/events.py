"""Names under which the acts of this part stand in the journal."""

EDITION_DRAFTED = "schemes:edition:drafted"
EDITION_PUBLISHED = "schemes:edition:published"
EDITION_SUPERSEDED = "schemes:edition:superseded"
OFFICIAL_WORDING_LOADED = "schemes:official_wording:loaded"
