"""What verifiers fetch: keys, the kind of certificates, lists of states, and certificates themselves."""
