"""What can be done with confirmations and declarations."""
