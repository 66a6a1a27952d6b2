"""The register's history: every public event as an entry of a log that nobody can rewrite unseen."""
