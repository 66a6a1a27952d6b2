"""What can be done with a self-evaluation."""
