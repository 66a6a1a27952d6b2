"""The same acts and look-ups for programs."""
