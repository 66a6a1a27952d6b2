"""What can be asked and shown, until when, and what each side is told."""
