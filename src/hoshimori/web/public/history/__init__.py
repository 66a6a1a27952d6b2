"""Pages anyone may read: the register's history, and the files it is published as."""
