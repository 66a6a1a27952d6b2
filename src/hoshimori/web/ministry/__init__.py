"""Pages of the audience `ministry`."""
