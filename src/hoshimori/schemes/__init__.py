"""Editions of the scheme: levels, requirements, criteria, references, rules of time."""
