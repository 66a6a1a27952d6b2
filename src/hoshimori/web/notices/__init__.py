"""What a person was told, on one page for every role."""
