"""Hoshimori runs Japan's supply-chain security evaluation scheme from end to end."""

__version__ = "0.1.0"
