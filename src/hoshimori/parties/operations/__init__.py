"""What can be done about organizations and people."""
