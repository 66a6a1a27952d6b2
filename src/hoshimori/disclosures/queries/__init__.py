"""What each side sees of asks and disclosures."""
