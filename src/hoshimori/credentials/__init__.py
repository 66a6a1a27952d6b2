"""Signed statements about a registration, which anyone can check without asking: issue, show in part, verify.

Plain Python without a database, an address or a clock: what an orderer needs to verify a file offline.
"""
