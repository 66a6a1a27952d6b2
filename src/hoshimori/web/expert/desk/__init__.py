"""What an expert is asked for, what it judges, and the needs on the list."""
