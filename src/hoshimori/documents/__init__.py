"""Writes and reads workbooks, PDF and CSV; knows nothing of the scheme."""
