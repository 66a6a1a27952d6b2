"""What can be done with filings and registrations."""
