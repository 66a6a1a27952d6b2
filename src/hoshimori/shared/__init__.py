"""Words that every part of the scheme uses, in plain Python."""
