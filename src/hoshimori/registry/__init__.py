"""Filings, registrations and the public register."""
