"""Settings, the table of addresses and what puts the parts together."""
