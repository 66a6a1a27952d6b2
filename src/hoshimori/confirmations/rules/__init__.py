"""What holds of confirmations and declarations without a computer."""
