"""Acts of this part: telling people, reading, and what becomes of mail."""
