"""Pages for a registered company: what it is asked to show, what it shows, to whom, and who looked."""
