"""The same acts and look-ups for programs: versioned addresses, described by OpenAPI."""
