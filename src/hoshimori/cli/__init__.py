"""The same acts for a terminal."""
