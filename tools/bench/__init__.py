"""Measures the real server over HTTP: `make bench`. What it prints stands in docs/performance.md."""
