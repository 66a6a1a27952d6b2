"""How the register's history goes out: as plain files, and to witnesses."""
