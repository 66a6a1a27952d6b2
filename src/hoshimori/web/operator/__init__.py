"""Pages of the audience `operator`."""
