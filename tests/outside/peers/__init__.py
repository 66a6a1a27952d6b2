"""Programs of their own around libraries of others: a question in JSON comes in, an answer in JSON goes out.

They are run, never imported: what they stand on is no part of this program, nor of its tests.
"""
