"""Private keys: made, kept, signed with; no private key ever leaves this part. Knows nothing of the scheme."""
