"""What can be asked about self-evaluations. Every question starts from who asks."""
