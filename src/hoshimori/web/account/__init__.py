"""Pages of the audience `account`."""
