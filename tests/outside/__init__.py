"""Judges from outside: programs of others that issue and verify what we verify and issue."""
