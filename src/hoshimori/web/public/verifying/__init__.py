"""Pages anyone may use: a certificate is checked."""
