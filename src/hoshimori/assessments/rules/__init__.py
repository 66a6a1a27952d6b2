"""What holds of a self-evaluation without a computer."""
