"""Files people hand in: looked at before they are taken, kept under their digest, shown to a scanner.

Knows nothing of the scheme and nothing of HTTP.
"""
