"""What can be asked about confirmations and declarations."""
