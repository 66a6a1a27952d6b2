"""What can be asked about filings and registrations."""
