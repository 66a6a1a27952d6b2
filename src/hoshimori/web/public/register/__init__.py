"""Pages anyone may read: the public register."""
