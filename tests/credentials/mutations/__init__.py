"""Certificates with one thing changed each, as files, with what is to be said of them.

`python -m tests.credentials.mutations` writes them anew, byte for byte the same, from the keys beside them.
"""
