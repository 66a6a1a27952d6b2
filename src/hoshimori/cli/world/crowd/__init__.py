"""Three hundred made-up companies on their way through the scheme, the same ones each time, by doing the operations."""
