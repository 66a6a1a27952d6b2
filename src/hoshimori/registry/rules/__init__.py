"""What holds of filings and registrations without a computer."""
