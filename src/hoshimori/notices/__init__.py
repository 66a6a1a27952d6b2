"""What the journal makes us tell people."""
