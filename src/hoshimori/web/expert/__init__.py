"""Pages of security experts."""
