"""Disclosure by consent: what an orderer asks a registered company to show, what the company shows, and who looked."""
